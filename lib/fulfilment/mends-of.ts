import type { Money } from "@/lib/core/money";
import type { AttemptRow } from "@/lib/orders";
import { adoptRefund, type FoundRefund } from "./adopt-refund";
import type { FulfilmentCtx } from "./context";
import { askOf, lookAgain } from "./look-again";
import { captureAgain, lookAtPayment } from "./look-at-payment";
import { refundOvercharged } from "./refund-overcharged";

/** The verbs that mend what a comparison of the books finds, for one actor. */
export function mendsOf(ctx: FulfilmentCtx) {
  return {
    lookAgain: (attempt: AttemptRow) => lookAgain(ctx, attempt),
    ask: (attempt: AttemptRow) => askOf(ctx, attempt),
    lookAtPayment: (paymentId: string) => lookAtPayment(ctx, paymentId),
    captureAgain: (paymentId: string) => captureAgain(ctx, paymentId),
    refundOvercharged: (input: { paymentId: string; reason: string }) => refundOvercharged(ctx, input),
    adoptRefund: (found: FoundRefund & { amount: Money }) => adoptRefund(ctx, found),
  };
}
