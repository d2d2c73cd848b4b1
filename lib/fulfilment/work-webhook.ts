import { inTransaction } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { failpoint } from "@/lib/core/failpoint";
import { closeWebhook, enqueue, wake } from "@/lib/jobs";
import { findAttempt, lockOrdersOf, OrderConflict, type AttemptRow } from "@/lib/orders";
import {
  findPaymentByIntent,
  flagPayment,
  PaymentConflict,
  readPaymentOf,
  StripeUnreachable,
  type PaymentRow,
} from "@/lib/payments";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import type { Finding, ProviderName } from "@/lib/providers/spec";
import { z } from "zod";
import { applyOutcome } from "./apply-outcome";
import { askForPerson } from "./ask-for-person";
import type { FulfilmentCtx } from "./context";
import { looksByRepeating } from "./looks-by-repeating";
import { resolveAttempt } from "./resolve-attempt";
import { reverseOrder } from "./reverse-order";
import { requestOfAttempt } from "./request-of-attempt";
import { submitAttempt } from "./submit-attempt";
import { workPayment } from "./work-payment";

const jobSchema = z.object({
  source: z.string(),
  eventId: z.string(),
  type: z.string(),
  payload: z.object({
    checkoutId: z.string().nullish(),
    paymentIntentId: z.string().nullish(),
    reference: z.string().nullish(),
    providerReference: z.string().nullish(),
  }),
});
type WebhookJob = z.infer<typeof jobSchema>;

/** Money is moving: what the webhook says can only be applied afterwards. */
const LATER = "later";

async function findPayment(ctx: FulfilmentCtx, { payload }: WebhookJob): Promise<PaymentRow | undefined> {
  if (payload.checkoutId) return readPaymentOf(ctx, payload.checkoutId);
  return payload.paymentIntentId ? findPaymentByIntent(ctx, payload.paymentIntentId) : undefined;
}

/** A person looks at a dispute; a refund that failed after all is owed to the buyer again. */
async function alertStaff(ctx: FulfilmentCtx, payment: PaymentRow, why: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const [order] = await lockOrdersOf(tx, payment.checkoutId);
    if (order) await askForPerson(tx, order, why);
  });
}

async function noteReview(ctx: FulfilmentCtx, payment: PaymentRow, intentId: string): Promise<void> {
  const { underReview } = await ctx.stripe.readPaymentIntent(intentId);
  await inTransaction(ctx, async (tx) => {
    const orders = await lockOrdersOf(tx, payment.checkoutId);
    await flagPayment(tx, payment.id, { underReview });
    if (underReview) return;
    for (const order of orders) if (order.state === "authorised") await wake(tx, "order", order.id);
  });
}

async function workStripe(ctx: FulfilmentCtx, job: WebhookJob): Promise<string> {
  const payment = await findPayment(ctx, job);
  if (!payment) return "not ours";
  if (job.type.startsWith("charge.dispute.")) {
    await flagPayment(ctx, payment.id, { disputed: true });
    await alertStaff(ctx, payment, "the payment is disputed");
  }
  if (job.type.startsWith("review.") && payment.paymentIntentId)
    await noteReview(ctx, payment, payment.paymentIntentId);
  if (payment.state === "refunded" && payment.paymentIntentId && job.type.includes("refund")) {
    const refunds = await ctx.stripe.listRefunds(payment.paymentIntentId);
    if (refunds.some(({ intentId, status }) => intentId !== null && status === "failed"))
      await alertStaff(ctx, payment, "a refund failed after all, pay it back by hand");
  }
  await workPayment(ctx, payment);
  return "looked";
}

/**
 * Asks of an attempt that has ended. Where a repeat is the look-up and no name of theirs is known, asking would be buying: nobody is asked.
 * @param theirs as the webhook names it
 */
async function ask(
  ctx: FulfilmentCtx,
  attempt: AttemptRow,
  theirs: string | undefined,
): Promise<Finding | undefined> {
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  const known = requestOfAttempt(attempt);
  const request = known.providerReference || !theirs ? known : { ...known, providerReference: theirs };
  return looksByRepeating(provider, request) ? undefined : provider?.resolve?.(request);
}

/** A delivered attempt is spoken of again: was it taken back? */
async function checkReversal(
  ctx: FulfilmentCtx,
  attempt: AttemptRow,
  theirs: string | undefined,
): Promise<string> {
  const finding = await ask(ctx, attempt, theirs);
  if (finding?.kind !== "rejected") return "nothing new";
  const reversed = await reverseOrder(ctx, attempt);
  await failpoint("reversal.committed");
  return reversed ? "reversed" : LATER;
}

/** An attempt that ended without delivery is spoken of again: was it delivered after all? */
async function checkLateDelivery(
  ctx: FulfilmentCtx,
  attempt: AttemptRow,
  theirs: string | undefined,
): Promise<string> {
  const askedAt = await readAppTime(ctx);
  const outcome = await ask(ctx, attempt, theirs);
  if (outcome?.kind !== "delivered") return "already ended";
  const applied = await applyOutcome(ctx, {
    attempt,
    outcome,
    askedAt,
    token: attempt.leaseToken,
  });
  if (applied === "later") return LATER;
  return applied === "applied" ? "delivered after all" : "already ended";
}

async function workProvider(ctx: FulfilmentCtx, job: WebhookJob): Promise<string> {
  const { reference, providerReference } = job.payload;
  const attempt = await findAttempt(ctx, {
    provider: job.source,
    ...(reference ? { reference } : {}),
    ...(providerReference ? { providerReference } : {}),
  });
  if (!attempt) return "not ours";
  const theirs = providerReference ?? undefined;
  if (attempt.state === "delivered") return checkReversal(ctx, attempt, theirs);
  if (!OPEN_ATTEMPT_STATES.includes(attempt.state)) return checkLateDelivery(ctx, attempt, theirs);
  // While our own call is under way its answer will tell.
  if (attempt.state === "sending") return "still sending";
  const again = await resolveAttempt(ctx, attempt, theirs);
  if (again) await submitAttempt(ctx, again);
  return "looked";
}

async function askAgainLater(ctx: FulfilmentCtx, job: WebhookJob): Promise<void> {
  const { source, eventId } = job;
  const key = `webhook:${source}:${eventId}`;
  await enqueue(ctx, { task: "webhook", payload: job, key, afterMs: ctx.policy.moneyRetry });
}

/** The handler of a stored webhook: a hint whose truth is fetched. One that came too early stays open and is worked again. */
export async function workWebhook(ctx: FulfilmentCtx, payload: unknown): Promise<void> {
  const job = jobSchema.parse(payload);
  try {
    const result = job.source === "stripe" ? await workStripe(ctx, job) : await workProvider(ctx, job);
    if (result === LATER) return await askAgainLater(ctx, job);
    await failpoint("webhook.worked");
    await closeWebhook(ctx, { source: job.source, eventId: job.eventId, result });
  } catch (error) {
    const early =
      error instanceof OrderConflict ||
      error instanceof PaymentConflict ||
      error instanceof StripeUnreachable;
    if (!early) throw error;
    ctx.log.info({ event: job.eventId, why: error.message }, "a webhook is worked again later");
    await askAgainLater(ctx, job);
  }
}
