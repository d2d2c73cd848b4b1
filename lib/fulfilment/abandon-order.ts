import { inTransaction } from "@/db/context";
import { postLedger } from "@/lib/ledger";
import {
  advanceAttempt,
  advanceOrder,
  lockAttempt,
  readQuotedCost,
  type AttemptRow,
  type OrderRow,
} from "@/lib/orders";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";
import { deliverByEarlier, readDeliveredBefore } from "./deliver-by-earlier";
import { settleCheckout } from "./settle-checkout";

/**
 * An attempt is given up in the caller's transaction: the buyer is released, and what the provider may have taken from our float is booked as
 * a suspected loss, in the float's currency.
 * @param by.data kept with the event
 */
export async function abandonInside(
  ctx: FulfilmentCtx,
  { order, attempt }: { order: OrderRow; attempt: AttemptRow },
  by: { why: string; data?: Record<string, unknown> },
): Promise<void> {
  await advanceAttempt(ctx, attempt, { event: "abandoned", to: "abandoned" });
  const ended = await advanceOrder(ctx, order, {
    event: "abandoned",
    to: "undeliverable",
    nextAfterMs: null,
    data: by.data ?? {},
  });
  await postLedger(ctx, [
    {
      kind: "loss",
      from: `float:${attempt.provider}`,
      to: "suspected-loss",
      amount: await readQuotedCost(ctx, order.quoteId),
      orderId: order.id,
      checkoutId: order.checkoutId,
    },
  ]);
  const earlier = await readDeliveredBefore(ctx, attempt);
  if (earlier) await deliverByEarlier(ctx, ended, earlier);
  await askForPerson(ctx, order, { kind: "money", why: by.why });
  await settleCheckout(ctx, order.checkoutId);
}

/** The hold is about to end while nobody can say whether it arrived. */
export async function abandonOrder(ctx: FulfilmentCtx, given: OrderRow, open: AttemptRow): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const locked = await lockAttempt(tx, open.id);
    if (!locked || locked.order.version !== given.version) return;
    await abandonInside(tx, locked, {
      why: "released at the end of the hold while it was still in doubt",
    });
  });
}
