import { inTransaction, together } from "@/db/context";
import { advanceOrder, lockOrdersOf } from "@/lib/orders";
import { storeSession, type CardPage, type PaymentRow } from "@/lib/payments";
import type { CheckoutCtx } from "./context";

/** The orders wait for their payment from now on. Returns the page that is kept. */
export function keepSession(ctx: CheckoutCtx, payment: PaymentRow, session: CardPage): Promise<CardPage> {
  return inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, payment.checkoutId);
    const drafts = orders.filter(({ state }) => state === "draft");
    const [kept] = await together(
      storeSession(tx, payment.id, session),
      ...drafts.map((order) =>
        advanceOrder(tx, order, {
          event: "session_created",
          to: "awaiting_payment",
          nextAfterMs: ctx.policy.longestSleep,
        }),
      ),
    );
    return kept;
  });
}
