import { inTransaction } from "@/db/context";
import { postLedger, taxOfDispute } from "@/lib/ledger";
import { lockOrdersOf, type OrderRow } from "@/lib/orders";
import {
  barBuyer,
  flagPayment,
  isDisputeOver,
  liftBars,
  lockPaymentOf,
  storeDispute,
  storeFraudWarning,
  type DisputeTruth,
  type PaymentRow,
} from "@/lib/payments";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";

/** What staff are told of a dispute that has changed; undefined when nothing calls for them. */
function newsOf(dispute: DisputeTruth, before: string | undefined): string | undefined {
  if (before === dispute.status) return undefined;
  if (dispute.status === "won") return `the bank found for us: dispute ${dispute.id} is won`;
  if (dispute.status === "lost") return `dispute ${dispute.id} is lost`;
  if (before !== undefined && !dispute.status.endsWith("needs_response")) return undefined;
  const by =
    dispute.dueBy === null ? "" : ` by ${new Date(dispute.dueBy * 1000).toISOString().slice(0, 16)} UTC`;
  return `the payment is disputed: answer dispute ${dispute.id}${by}`;
}

/** Returns whether it is still open: what was read before it was decided, and told after, changes nothing. */
async function noteDispute(
  ctx: FulfilmentCtx,
  of: { payment: PaymentRow; order: OrderRow | undefined },
  dispute: DisputeTruth,
): Promise<boolean> {
  const { payment, order } = of;
  const before = await storeDispute(ctx, payment.id, dispute);
  const isOver = isDisputeOver(dispute.status);
  if (before !== undefined && isDisputeOver(before) && !isOver) return false;
  const found =
    dispute.status === "won" || dispute.status === "prevented" || dispute.status === "warning_closed";
  if (found) await liftBars(ctx, dispute.id);
  else await barBuyer(ctx, { paymentId: payment.id, source: dispute.id, why: "disputed" });
  if ((before === "lost") !== (dispute.status === "lost")) {
    const { amount, status } = dispute;
    const { checkoutId } = payment;
    await postLedger(ctx, await taxOfDispute(ctx, { checkoutId, amount, lost: status === "lost" }));
  }
  const news = newsOf(dispute, before);
  if (news && order) await askForPerson(ctx, order, { kind: "dispute", why: news });
  return !isOver;
}

/**
 * Reads what Stripe says of a payment's disputes and keeps it: no state changes, staff are told once of each turn, and further orders of who
 * paid wait for a person until the bank has found for us. Of what a lost one took the tax is owed no more.
 * @throws StripeUnreachable
 */
export async function noteDisputes(ctx: FulfilmentCtx, payment: PaymentRow): Promise<void> {
  if (!payment.paymentIntentId) return;
  const told = await ctx.stripe.readDisputes(payment.paymentIntentId);
  await inTransaction(ctx, async (tx) => {
    const [order] = await lockOrdersOf(tx, payment.checkoutId);
    await lockPaymentOf(tx, payment.checkoutId);
    let disputed = false;
    for (const dispute of told) disputed = (await noteDispute(tx, { payment, order }, dispute)) || disputed;
    await flagPayment(tx, payment.id, { disputed });
  });
}

/**
 * Reads the warnings of the card's network: staff may still refund before it is disputed.
 * @throws StripeUnreachable
 */
export async function noteFraudWarnings(ctx: FulfilmentCtx, payment: PaymentRow): Promise<void> {
  if (!payment.paymentIntentId) return;
  const told = await ctx.stripe.readFraudWarnings(payment.paymentIntentId);
  await inTransaction(ctx, async (tx) => {
    const [order] = await lockOrdersOf(tx, payment.checkoutId);
    await lockPaymentOf(tx, payment.checkoutId);
    for (const warning of told) {
      const isNew = await storeFraudWarning(tx, payment.id, warning);
      await barBuyer(tx, { paymentId: payment.id, source: warning.id, why: "fraud-warning" });
      if (isNew && order)
        await askForPerson(tx, order, {
          kind: "dispute",
          why: `the card's network warns of fraud: ${warning.fraudType.replaceAll("_", " ")}`,
        });
    }
  });
}
