import { inTransaction } from "@/db/context";
import type { Failure } from "@/lib/core/failure";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { noteStaffAction } from "@/lib/audit";
import { readOrder } from "@/lib/orders";
import { readPaymentOf, storeDispute, StripeUnreachable, type DisputeTruth } from "@/lib/payments";
import { readEvidence } from "@/lib/reports";
import type { FulfilmentCtx } from "./context";

export type EvidenceFailure = Failure<
  | "no-such-dispute"
  /** The bank has it, or has decided. */
  | "not-answerable"
  /** Stripe refused it or its answer was lost; the same may be pressed again. */
  | "stripe-refused"
  | "stripe-silent"
>;

/** Disputes as Stripe tells them now; undefined when it does not. */
async function readNow(ctx: FulfilmentCtx, paymentIntentId: string): Promise<DisputeTruth[] | undefined> {
  try {
    return await ctx.stripe.readDisputes(paymentIntentId);
  } catch (error) {
    if (error instanceof StripeUnreachable) return undefined;
    throw error;
  }
}

/**
 * Hands the evidence of an order to the cardholder's bank, once: banks read no second version. A repeat after a lost answer is the same to
 * Stripe.
 * @param input.note of staff, put before what the shop knows
 * @throws NotPermitted
 */
export async function submitEvidence(
  ctx: FulfilmentCtx,
  input: { orderId: string; disputeId: string; note: string },
): Promise<Result<null, EvidenceFailure>> {
  assertMay(ctx.actor, "orders.settle");
  const { orderId, disputeId, note } = input;
  const order = await readOrder(ctx, orderId);
  const payment = order && (await readPaymentOf(ctx, order.checkoutId));
  const pack = await readEvidence(ctx, { orderId });
  if (!payment?.paymentIntentId || !pack) return fail({ code: "no-such-dispute" });
  const known = await readNow(ctx, payment.paymentIntentId);
  if (!known) return fail({ code: "stripe-silent" });
  const dispute = known.find(({ id }) => id === disputeId);
  if (!dispute) return fail({ code: "no-such-dispute" });
  if (!dispute.status.endsWith("needs_response")) return fail({ code: "not-answerable" });
  const told = await ctx.stripe.submitEvidence(
    disputeId,
    {
      customerEmail: pack.email,
      customerIp: pack.ip,
      productDescription: pack.product,
      serviceDate: pack.deliveredAt,
      text: note ? `${note}\n\n${pack.text}` : pack.text,
    },
    `evidence:${disputeId}:${dispute.submissions}`,
  );
  if (told.kind !== "done") {
    ctx.log.warn({ dispute: disputeId, detail: told.detail }, "Stripe did not take the evidence");
    return fail({ code: "stripe-refused" });
  }
  await inTransaction(ctx, async (tx) => {
    await storeDispute(tx, payment.id, told.value);
    await noteStaffAction(tx, {
      action: "evidence-sent",
      subject: { kind: "order", id: orderId },
      paymentId: payment.id,
      reason: note || undefined,
      data: { dispute: disputeId },
    });
  });
  return ok(null);
}
