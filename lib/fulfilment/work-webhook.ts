import { closeWebhook, enqueue } from "@/lib/jobs";
import { findAttempt, type AttemptRow } from "@/lib/orders";
import { findPaymentByIntent, flagPayment, readPaymentOf, type PaymentRow } from "@/lib/payments";
import { OPEN_ATTEMPT_STATES } from "@/lib/core/transitions";
import type { ProviderName } from "@/lib/providers/spec";
import { z } from "zod";
import type { FulfilmentCtx } from "./context";
import { resolveAttempt } from "./resolve-attempt";
import { reverseOrder } from "./reverse-order";
import { requestOfAttempt, submitAttempt } from "./submit-attempt";
import { moveMoney } from "./work-order";
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

async function findPayment(ctx: FulfilmentCtx, { payload }: WebhookJob): Promise<PaymentRow | undefined> {
  if (payload.checkoutId) return readPaymentOf(ctx, payload.checkoutId);
  return payload.paymentIntentId ? findPaymentByIntent(ctx, payload.paymentIntentId) : undefined;
}

async function workStripe(ctx: FulfilmentCtx, job: WebhookJob): Promise<string> {
  const payment = await findPayment(ctx, job);
  if (!payment) return "not ours";
  if (job.type.startsWith("charge.dispute.")) {
    await flagPayment(ctx, payment.id, { disputed: true });
    ctx.log.error({ payment: payment.id, type: job.type }, "a payment is disputed");
  }
  if (job.type.startsWith("review.") && payment.paymentIntentId) {
    const truth = await ctx.stripe.readPaymentIntent(payment.paymentIntentId);
    await flagPayment(ctx, payment.id, { underReview: truth.underReview });
  }
  await workPayment(ctx, payment.id);
  return "looked";
}

/** A delivered attempt is spoken of again: was it taken back? */
async function checkReversal(ctx: FulfilmentCtx, attempt: AttemptRow, job: WebhookJob): Promise<string> {
  const provider = ctx.providers.get(attempt.provider as ProviderName);
  const finding = await provider?.resolve(requestOfAttempt(attempt));
  if (finding?.kind !== "rejected") return "nothing new";
  if (await reverseOrder(ctx, attempt)) return "reversed";
  await enqueue(ctx, {
    task: "webhook",
    payload: job,
    key: `webhook:${job.source}:${job.eventId}:later`,
    afterMs: ctx.policy.moneyRetry,
  });
  return "later";
}

async function workProvider(ctx: FulfilmentCtx, job: WebhookJob): Promise<string> {
  const { reference, providerReference } = job.payload;
  const attempt = await findAttempt(ctx, {
    provider: job.source,
    ...(reference ? { reference } : {}),
    ...(providerReference ? { providerReference } : {}),
  });
  if (!attempt) return "not ours";
  if (attempt.state === "delivered") return checkReversal(ctx, attempt, job);
  if (!OPEN_ATTEMPT_STATES.includes(attempt.state)) return "already ended";
  // While our own call is under way its answer will tell.
  if (attempt.state === "sending") return "still sending";
  const again = await resolveAttempt(ctx, attempt);
  if (again) await submitAttempt(ctx, again);
  await moveMoney(ctx, attempt.orderId);
  return "looked";
}

/** The handler of a stored webhook: a hint whose truth is fetched. */
export async function workWebhook(ctx: FulfilmentCtx, payload: unknown): Promise<void> {
  const job = jobSchema.parse(payload);
  const result = job.source === "stripe" ? await workStripe(ctx, job) : await workProvider(ctx, job);
  await closeWebhook(ctx, { source: job.source, eventId: job.eventId, result });
}
