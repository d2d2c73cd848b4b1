import { inTransaction } from "@/db/context";
import { noteStaffAction } from "@/lib/audit";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { wake } from "@/lib/jobs";
import { lockOrder, readOpenAttempt, type AttemptRow, type OrderRow } from "@/lib/orders";
import type { ProviderName } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";
import { isAskable } from "./is-askable";
import { looksByRepeating } from "./looks-by-repeating";
import { requestOfAttempt } from "./request-of-attempt";

export type AskFailure = Failure<"nothing-open" | "cannot-be-asked">;

const DOUBTFUL: readonly OrderRow["state"][] = ["in_doubt", "accepted", "review"];

/** Whether the provider can be asked of an open attempt now, without buying anything by it while a person decides. */
export function mayAskAgain(
  ctx: FulfilmentCtx,
  { order, attempt }: { order: OrderRow; attempt: AttemptRow },
): boolean {
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  if (!DOUBTFUL.includes(order.state) || !isAskable(provider)) return false;
  return order.state !== "review" || !looksByRepeating(provider, requestOfAttempt(ctx, attempt));
}

/** Staff do not want to wait for the timetable: the order is woken, and its worker asks the provider at once. @throws NotPermitted */
export async function askAgainNow(
  ctx: FulfilmentCtx,
  { orderId }: { orderId: string },
): Promise<Result<null, AskFailure>> {
  assertMay(ctx.actor, "orders.act");
  return inTransaction(ctx, async (tx): Promise<Result<null, AskFailure>> => {
    const order = await lockOrder(tx, orderId);
    const attempt = order && (await readOpenAttempt(tx, orderId));
    if (!order || !attempt || !DOUBTFUL.includes(order.state)) return fail({ code: "nothing-open" });
    if (!mayAskAgain(tx, { order, attempt })) return fail({ code: "cannot-be-asked" });
    await noteStaffAction(tx, { action: "asked-provider", subject: { kind: "order", id: orderId } });
    await wake(tx, "order", orderId);
    return ok(null);
  });
}
