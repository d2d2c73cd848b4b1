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
 * The hold is about to end: the attempt is given up, the buyer is released, and what the provider may have taken from our float is booked as a
 * suspected loss, in the float's currency.
 */
export async function abandonOrder(ctx: FulfilmentCtx, given: OrderRow, open: AttemptRow): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const locked = await lockAttempt(tx, open.id);
    if (!locked || locked.order.version !== given.version) return;
    const { order, attempt } = locked;
    await advanceAttempt(tx, attempt, { event: "abandoned", to: "abandoned" });
    const ended = await advanceOrder(tx, order, {
      event: "abandoned",
      to: "undeliverable",
      nextAfterMs: null,
    });
    await postLedger(tx, [
      {
        kind: "loss",
        from: `float:${attempt.provider}`,
        to: "suspected-loss",
        amount: await readQuotedCost(tx, order.quoteId),
        orderId: order.id,
        checkoutId: order.checkoutId,
      },
    ]);
    const earlier = await readDeliveredBefore(tx, attempt);
    if (earlier) await deliverByEarlier(tx, ended, earlier);
    await askForPerson(tx, order, "released at the end of the hold while it was still in doubt");
    await settleCheckout(tx, order.checkoutId);
  });
}
