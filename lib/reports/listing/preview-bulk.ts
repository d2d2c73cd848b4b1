import { inArray } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { attempts, orders } from "@/db/schema";
import { groupBy } from "@/lib/core/group-by";
import { assertMay } from "@/lib/core/permissions";
import { OPEN_ATTEMPT_STATES, whyNotCancel } from "@/lib/core/transitions";
import { listByIds } from "./list-orders";
import type { BulkAction, BulkOrder } from "./types";

/** Picked at once, at most: a page of the list. */
export const MOST_PICKED = 50;

type Attempt = typeof attempts.$inferSelect;
type Order = typeof orders.$inferSelect;

const ENDED: readonly Order["state"][] = ["delivered", "undeliverable", "cancelled"];
const DOUBTFUL: readonly Order["state"][] = ["in_doubt", "accepted", "review"];

function barOf(action: BulkAction, { state }: Order, tried: Attempt[]): string | null {
  if (action === "receipt") return ENDED.includes(state) ? null : "nothing-to-tell";
  if (action === "ask")
    return DOUBTFUL.includes(state) && tried.some((one) => OPEN_ATTEMPT_STATES.includes(one.state))
      ? null
      : "nothing-open";
  const bar = whyNotCancel(state, tried);
  return bar ? `cancel-${bar}` : null;
}

/** What an act would do to each of some orders as they stand now; the verb of the act looks again. @throws NotPermitted */
export async function previewBulk(
  ctx: Ctx,
  { action, ids }: { action: BulkAction; ids: readonly string[] },
): Promise<BulkOrder[]> {
  assertMay(ctx.actor, "orders.act");
  const known = [...new Set(ids.filter((id) => isUuid(id)))].slice(0, MOST_PICKED);
  if (known.length === 0) return [];
  const [listed, rows, tries] = await Promise.all([
    listByIds(ctx, known),
    ctx.db.select().from(orders).where(inArray(orders.id, known)),
    ctx.db.select().from(attempts).where(inArray(attempts.orderId, known)).orderBy(attempts.n),
  ]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byOrder = groupBy(tries, ({ orderId }) => orderId);
  return listed.flatMap((order) => {
    const row = byId.get(order.id);
    return row ? [{ order, version: row.version, bar: barOf(action, row, byOrder.get(order.id) ?? []) }] : [];
  });
}
