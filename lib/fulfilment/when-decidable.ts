import type { AttemptRow, OrderRow } from "@/lib/orders";
import type { ProviderName } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";
import { leaseMsOf } from "./lease-ms-of";

/**
 * The moment from which a person may say that an order in review did not arrive: nothing that was sent, nor a look-up that buys, can be on
 * its way any more.
 * @param asked.order in review, as its last change made it
 */
export function whenDecidable(ctx: FulfilmentCtx, asked: { order: OrderRow; attempt: AttemptRow }): Date {
  const { order, attempt } = asked;
  const capabilities = ctx.providers.get(attempt.provider as ProviderName)?.capabilities;
  const named = capabilities?.notFoundHorizonMs ?? Number.POSITIVE_INFINITY;
  const horizon = Number.isFinite(named) ? ctx.policy.scaled(named) : ctx.policy.personMayDecide;
  // A look-up that began just before the review may still be under way.
  const lastLook = capabilities ? leaseMsOf(ctx, capabilities) : ctx.policy.personMayDecide;
  return new Date(Math.max(attempt.lastSentAt.getTime() + horizon, order.updatedAt.getTime() + lastLook));
}
