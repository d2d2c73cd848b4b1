import { microsOf, money } from "@/lib/core/money";
import { postLedger, readSuspectedLoss, type Posting } from "@/lib/ledger";
import { writeMail } from "@/lib/mail";
import type { AttemptRow, OrderRow } from "@/lib/orders";
import { advancePayment, lockPaymentOf, type PaymentRow } from "@/lib/payments";
import type { Delivered } from "@/lib/providers/spec";
import { applyDelivered, noteDelivery } from "./apply-delivered";
import type { Application } from "./applied";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";
import { lacksArtefact } from "./lacks-artefact";

const event = "late_evidence";

/** What was suspected is now known: the suspicion is taken back and the real cost stands in its place. */
async function takeBackSuspicion(ctx: FulfilmentCtx, order: OrderRow): Promise<void> {
  const back = await readSuspectedLoss(ctx, order.id);
  await postLedger(
    ctx,
    back.map(({ account, amount }): Posting => ({
      kind: "loss",
      from: "suspected-loss",
      to: account,
      amount,
      orderId: order.id,
      checkoutId: order.checkoutId,
    })),
  );
}

/** The buyer was let go before the delivery was known: what was not charged is a loss. */
async function bookLostSale(ctx: FulfilmentCtx, order: OrderRow, payment: PaymentRow): Promise<void> {
  if (payment.state === "voided")
    await advancePayment(ctx, payment, { event, to: "lost", nextAfterMs: null, data: { order: order.id } });
  await postLedger(ctx, [
    {
      kind: "loss",
      from: "sales",
      to: "lost-sales",
      amount: microsOf(money(order.totalMinor, order.totalCurrency)),
      orderId: order.id,
      checkoutId: order.checkoutId,
    },
  ]);
}

/**
 * A provider says that an attempt which had ended without delivery was delivered after all. Inside the caller's transaction, order and attempt
 * locked. Returns `later` while money is moving: the caller asks again.
 */
export async function applyLateEvidence(
  ctx: FulfilmentCtx,
  late: { order: OrderRow; attempt: AttemptRow; outcome: Delivered },
): Promise<Application> {
  const { order, attempt, outcome } = late;
  if (lacksArtefact(attempt, outcome)) {
    await askForPerson(ctx, order, {
      kind: "money",
      why: "an attempt that had ended was called delivered, without its code",
    });
    return "known";
  }
  const payment = await lockPaymentOf(ctx, order.checkoutId);
  if (!payment) return "known";
  const ended =
    order.state === "undeliverable" || order.state === "cancelled" || order.state === "authorised";
  if (!ended) {
    // Another attempt has taken over: it may have been delivered twice, which only a person can mend.
    const artefact = outcome.artefact && ctx.seal(JSON.stringify(outcome.artefact));
    await noteDelivery(ctx, { ...late, event, artefact });
    await askForPerson(ctx, order, {
      kind: "money",
      why: "an attempt that had been rejected was delivered after all",
    });
    return "applied";
  }
  if (payment.state === "voiding" || payment.state === "capturing" || payment.state === "refunding")
    return "later";
  await takeBackSuspicion(ctx, order);
  await applyDelivered(ctx, { ...late, event });
  // While the money is still held the order is simply settled as delivered.
  if (payment.state === "authorised") return "applied";
  await bookLostSale(ctx, order, payment);
  const { id, email } = order;
  await writeMail(ctx, { template: "receipt", to: email, dedupeKey: `receipt:${id}`, orderId: id });
  await askForPerson(ctx, order, {
    kind: "payment-lost",
    why: "delivered after the buyer was let go: not charged",
  });
  return "applied";
}
