import { asc, desc } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { limitVersions } from "@/db/schema";
import { addMoney, microsOf, money, type Money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { convertUp, type FxTable } from "@/lib/pricing";
import { LIMIT_CURRENCY, rehearseLimits, type BoughtOrder, type Limits } from "@/lib/risk";
import { readStaffNames } from "../read-staff-names";
import type { LimitVersionView, RehearsalView } from "../types";

const DAY = 24 * 3_600_000;
const JUDGED_DAYS = 30;
/** Orders that are gone through: the newest ones. */
const MOST = 200_000;
const EXAMPLES = 20;

const worthOf = (amount: Money, fx: FxTable): Money =>
  convertUp(microsOf(amount), LIMIT_CURRENCY, fx) ?? money(amount.minor, LIMIT_CURRENCY);

/** What was bought of late, the oldest first: by the index of times. */
async function readBought(ctx: Ctx, fx: FxTable): Promise<{ bought: BoughtOrder[]; now: number }> {
  const rows = await runStatement(
    ctx,
    (
      place,
    ) => `select o.id, o.checkout_id, extract(epoch from o.created_at) * 1000, c.buyer_id, lower(o.email), p.card_fingerprint,
        o.number, o.total_minor, o.total_currency, extract(epoch from app_now()) * 1000
      from (select * from orders where created_at > app_now() - ${place(`${2 * JUDGED_DAYS} days`)}::interval
          and state not in ('expired', 'cancelled', 'undeliverable')
        order by created_at desc, id desc limit ${MOST}) o
      join checkouts c on c.id = o.checkout_id join payments p on p.checkout_id = o.checkout_id`,
  );
  const bought = rows.map(([id, checkoutId, at, buyerId, email, card, number, minor, currency]) => ({
    id: String(id),
    checkoutId: String(checkoutId),
    at: Number(at),
    buyerId: String(buyerId),
    email: String(email),
    card: card === null ? null : String(card),
    number: number === null ? null : String(number),
    worth: worthOf(money(Number(minor), String(currency)), fx),
  }));
  return { bought: bought.toSorted((a, b) => a.at - b.at), now: Number(rows[0]?.at(-1) ?? Date.now()) };
}

/**
 * What these limits would have refused of the last thirty days: payment after payment, each judged by those before it that would have been
 * let through. Of more than the newest 200,000 orders only those are gone through.
 * @throws NotPermitted
 */
export async function rehearseLimitChange(
  ctx: Ctx,
  { limits, fx }: { limits: Limits; fx: FxTable },
): Promise<RehearsalView> {
  assertMay(ctx.actor, "customers.read");
  const { bought, now } = await readBought(ctx, fx);
  const cut = bought.length >= MOST;
  const oldest = bought[0]?.at ?? now;
  // The first ones only count, or they would be judged as if nothing had been bought before.
  const judgeFrom = cut ? Math.max(now - JUDGED_DAYS * DAY, (oldest + now) / 2) : now - JUDGED_DAYS * DAY;
  const { judged, refused } = rehearseLimits(bought, { limits, judgeFrom });
  const by = new Map<string, RehearsalView["by"][number]>();
  for (const { of, span, what } of refused) {
    const key = `${of} ${span} ${what}`;
    const group = by.get(key) ?? { of, span, what, payments: 0 };
    by.set(key, { ...group, payments: group.payments + 1 });
  }
  const atOf = new Map(bought.map(({ id, at }) => [id, at]));
  return {
    from: new Date(judgeFrom).toISOString(),
    cut,
    judged,
    refused: refused.length,
    worth: refused.reduce((all, { worth }) => addMoney(all, worth), money(0, LIMIT_CURRENCY)),
    by: [...by.values()].toSorted((a, b) => b.payments - a.payments),
    examples: refused
      .slice(-EXAMPLES)
      .toReversed()
      .map(({ orderIds, of, worth }) => ({
        orderId: orderIds[0] ?? "",
        at: new Date(atOf.get(orderIds[0] ?? "") ?? 0).toISOString(),
        of,
        worth,
      })),
  };
}

/** Every change of the limits, the newest first. @throws NotPermitted */
export async function readLimitHistory(ctx: Ctx): Promise<LimitVersionView[]> {
  assertMay(ctx.actor, "customers.read");
  const rows = await ctx.db
    .select()
    .from(limitVersions)
    .orderBy(desc(limitVersions.version), asc(limitVersions.madeAt))
    .limit(50);
  const names = await readStaffNames(
    ctx,
    rows.map(({ madeBy }) => madeBy),
  );
  return rows.map(({ version, note, madeBy, madeAt, limits }) => ({
    version,
    note,
    by: names.get(madeBy) ?? "staff",
    at: madeAt.toISOString(),
    limits: limits as LimitVersionView["limits"],
  }));
}
