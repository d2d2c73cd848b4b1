import { failpoint } from "@/lib/core/failpoint";
import { closeWebhook, enqueue } from "@/lib/jobs";
import { findAttempt, OrderConflict } from "@/lib/orders";
import {
  findPaymentByIntent,
  PaymentConflict,
  readPaymentOf,
  StripeUnreachable,
  type PaymentRow,
} from "@/lib/payments";
import { z } from "zod";
import type { FulfilmentCtx } from "./context";
import { LATER, lookAgain } from "./look-again";
import { workStripeEvent } from "./work-stripe-event";

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
  const paymentIntentId = job.payload.paymentIntentId ?? null;
  return (await workStripeEvent(ctx, payment, { type: job.type, paymentIntentId })) ? "looked" : LATER;
}

async function workProvider(ctx: FulfilmentCtx, job: WebhookJob): Promise<string> {
  const { reference, providerReference } = job.payload;
  const attempt = await findAttempt(ctx, {
    provider: job.source,
    ...(reference ? { reference } : {}),
    ...(providerReference ? { providerReference } : {}),
  });
  if (!attempt) return "not ours";
  return lookAgain(ctx, attempt, providerReference ?? undefined);
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
