import { z } from "zod";
import { recordWebhook, type ReceivedWebhook } from "@/lib/jobs";
import type { ProviderName, WebhookRequest } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";

export type WebhookVerdict =
  | "stored"
  | "known"
  | "ignored"
  | "bad-signature"
  | "unreadable"
  | "unknown-source";

/** A name of theirs: what the database takes as text and as a key. A nought and half a letter it refuses. */
const name = z
  .string()
  .min(1)
  .max(255)
  .refine((text) => !text.includes("\0") && !/\p{Surrogate}/u.test(text));
const hintSchema = z.object({
  eventId: name,
  type: name,
  payload: z.record(z.string(), name.nullish()),
});

/** Events of Stripe that tell us something; all others are answered and forgotten. */
const STRIPE_EVENTS = [
  /^checkout\.session\.(completed|expired)$/,
  /^payment_intent\.canceled$/,
  /^charge\.dispute\./,
  /^radar\.early_fraud_warning\./,
  /^review\./,
  /^(charge\.)?refund\./,
];

function readStripeWebhook(
  ctx: FulfilmentCtx,
  rawBody: string,
  headers: Record<string, string | undefined>,
): ReceivedWebhook | WebhookVerdict {
  const hint = ctx.stripe.readWebhook(rawBody, headers["stripe-signature"]);
  if (!hint.ok) return "bad-signature";
  const { eventId, type, checkoutId, paymentIntentId } = hint.value;
  // What is no text at all is the schema's to refuse.
  if (typeof type === "string" && !STRIPE_EVENTS.some((pattern) => pattern.test(type))) return "ignored";
  return { source: "stripe", eventId, type, payload: { checkoutId, paymentIntentId } };
}

function readProviderWebhook(
  ctx: FulfilmentCtx,
  source: string,
  request: WebhookRequest,
): ReceivedWebhook | WebhookVerdict {
  const provider = ctx.providers.get(source as ProviderName);
  const hint = provider?.readWebhook?.(request);
  if (!hint) return "unknown-source";
  if (!hint.ok) return "bad-signature";
  const { eventId, type, reference, providerReference } = hint.value;
  return { source, eventId, type, payload: { reference, providerReference } };
}

/** Checks a webhook and stores it once; the work is a job's. Nothing is stored of a forged or stale one. */
export async function receiveWebhook(
  ctx: FulfilmentCtx,
  source: string,
  request: WebhookRequest,
): Promise<WebhookVerdict> {
  const read =
    source === "stripe"
      ? readStripeWebhook(ctx, request.rawBody, request.headers)
      : readProviderWebhook(ctx, source, request);
  if (typeof read === "string") {
    if (read === "bad-signature")
      ctx.log.warn({ source }, "webhook refused: its signature does not fit or is too old");
    return read;
  }
  if (!hintSchema.safeParse(read).success) {
    ctx.log.warn({ source }, "webhook refused: its sender is right, and what it says cannot be read");
    return "unreadable";
  }
  return (await recordWebhook(ctx, read)) ? "stored" : "known";
}
