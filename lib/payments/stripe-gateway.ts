import Stripe from "stripe";
import { fromStripeUnits, toStripeUnits } from "@/lib/core/currency-exponent";
import { money, type Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { createHttpClient } from "./create-http-client";

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  host: string;
  port: number;
  protocol: "http" | "https";
  timeoutMs: number;
}

/** What a Checkout Session is asked for. Stored before the call, so that a repeat under the same key asks the same. */
export interface SessionRequest {
  checkoutId: string;
  amount: Money;
  email: string;
  description: string;
  successUrl: string;
  cancelUrl: string;
  locale: string;
  /** Seconds since the epoch. */
  expiresAt: number;
}

/** Stripe's answer to something we told it to do. `unknown` may have been done: the truth must be fetched. */
export type Told<T> =
  | { kind: "done"; value: T }
  | { kind: "refused"; code: string; detail: string }
  /** `stored`: Stripe answered 5xx and keeps that answer under the key. */
  | { kind: "unknown"; detail: string; stored: boolean };

export interface HoldTruth {
  /** `none`: no card was held yet. */
  kind: "none" | "held" | "captured" | "canceled";
  sessionStatus: "open" | "complete" | "expired" | null;
  paymentIntentId: string | null;
  checkoutId: string | null;
  amount: Money | null;
  capturable: Money | null;
  captured: Money | null;
  /** Until when the hold can be captured; seconds since the epoch. */
  captureBefore: number | null;
  card: { brand: string; last4: string } | null;
  underReview: boolean;
}

export interface RefundTruth {
  id: string;
  intentId: string | null;
  status: "succeeded" | "pending" | "failed";
}

export interface StripeHint {
  eventId: string;
  type: string;
  checkoutId: string | null;
  paymentIntentId: string | null;
}

export interface StripeGateway {
  createSession(request: SessionRequest, key: string): Promise<Told<{ id: string; url: string }>>;
  expireSession(sessionId: string): Promise<Told<null>>;
  /** @throws StripeUnreachable when Stripe does not say */
  readSession(sessionId: string): Promise<HoldTruth>;
  /** @throws StripeUnreachable when Stripe does not say */
  readPaymentIntent(paymentIntentId: string): Promise<HoldTruth>;
  capture(paymentIntentId: string, amount: Money, key: string): Promise<Told<null>>;
  cancel(paymentIntentId: string, key: string): Promise<Told<null>>;
  refund(order: {
    paymentIntentId: string;
    amount: Money;
    intentId: string;
    key: string;
  }): Promise<Told<RefundTruth>>;
  /** @throws StripeUnreachable when Stripe does not say */
  listRefunds(paymentIntentId: string): Promise<RefundTruth[]>;
  readWebhook(rawBody: string, signature: string | undefined): Result<StripeHint, "bad-signature">;
}

export class StripeUnreachable extends Error {
  constructor(detail: string) {
    super(`Stripe did not say: ${detail}`);
    this.name = "StripeUnreachable";
  }
}

const idOf = (field: string | { id: string } | null | undefined): string | null =>
  typeof field === "string" ? field : (field?.id ?? null);

const moneyOf = (units: number | null | undefined, currency: string): Money => {
  const code = currency.toUpperCase();
  return money(fromStripeUnits(units ?? 0, code), code);
};

function kindOf(status: Stripe.PaymentIntent.Status | undefined): HoldTruth["kind"] {
  if (status === "requires_capture") return "held";
  if (status === "succeeded") return "captured";
  return status === "canceled" ? "canceled" : "none";
}

function sessionStatusOf(session: Stripe.Checkout.Session | null): HoldTruth["sessionStatus"] {
  if (session?.status === "open") return "open";
  if (session?.status === "complete") return "complete";
  return session?.status === "expired" ? "expired" : null;
}

function amountsOf(
  intent: Stripe.PaymentIntent | null,
): Pick<HoldTruth, "amount" | "capturable" | "captured"> {
  if (!intent) return { amount: null, capturable: null, captured: null };
  return {
    amount: moneyOf(intent.amount, intent.currency),
    capturable: moneyOf(intent.amount_capturable, intent.currency),
    captured: moneyOf(intent.amount_received, intent.currency),
  };
}

function faceOf(card: Stripe.Charge.PaymentMethodDetails.Card | null | undefined): HoldTruth["card"] {
  return card?.last4 ? { brand: card.brand ?? "card", last4: card.last4 } : null;
}

function truthOf(intent: Stripe.PaymentIntent | null, session: Stripe.Checkout.Session | null): HoldTruth {
  const charge = typeof intent?.latest_charge === "object" ? intent.latest_charge : null;
  const card = charge?.payment_method_details?.card;
  return {
    kind: kindOf(intent?.status),
    sessionStatus: sessionStatusOf(session),
    paymentIntentId: intent?.id ?? null,
    checkoutId: intent?.metadata.checkout_id ?? session?.metadata?.checkout_id ?? null,
    ...amountsOf(intent),
    captureBefore: card?.capture_before ?? null,
    card: faceOf(card),
    underReview: Boolean(intent?.review),
  };
}

async function tell<T>(call: () => Promise<T>): Promise<Told<T>> {
  try {
    return { kind: "done", value: await call() };
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    const detail = `${error.type} ${error.statusCode ?? ""} ${error.message}`;
    const status = error.statusCode;
    // 409 means the first request under this key is still running; 429 was never run.
    if (status === undefined || status === 409 || status === 429)
      return { kind: "unknown", detail, stored: false };
    if (status >= 500) return { kind: "unknown", detail, stored: true };
    return { kind: "refused", code: error.code ?? error.type, detail };
  }
}

async function read<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError)
      throw new StripeUnreachable(`${error.type}: ${error.message}`);
    throw error;
  }
}

const refundOf = (refund: Stripe.Refund): RefundTruth => ({
  id: refund.id,
  intentId: refund.metadata?.intent_id ?? null,
  status:
    refund.status === "succeeded"
      ? "succeeded"
      : refund.status === "failed" || refund.status === "canceled"
        ? "failed"
        : "pending",
});

function sessionParams(request: SessionRequest): Stripe.Checkout.SessionCreateParams {
  const metadata = { checkout_id: request.checkoutId };
  return {
    mode: "payment",
    allowed_payment_method_types: ["card"],
    payment_method_options: { card: { capture_method: "manual" } },
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: request.amount.currency.toLowerCase(),
          unit_amount: toStripeUnits(request.amount.minor, request.amount.currency),
          product_data: { name: request.description },
        },
      },
    ],
    payment_intent_data: { metadata, description: request.description },
    metadata,
    customer_email: request.email,
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    locale: request.locale as Stripe.Checkout.SessionCreateParams.Locale,
    expires_at: request.expiresAt,
  };
}

function hintOf(event: Stripe.Event): StripeHint {
  const object = event.data.object as {
    id: string;
    object: string;
    metadata?: Record<string, string> | null;
    payment_intent?: string | { id: string } | null;
  };
  return {
    eventId: event.id,
    type: event.type,
    checkoutId: object.metadata?.checkout_id ?? null,
    paymentIntentId: object.object === "payment_intent" ? object.id : idOf(object.payment_intent),
  };
}

type Changes = Pick<StripeGateway, "createSession" | "expireSession" | "capture" | "cancel" | "refund">;

function changesOf(stripe: Stripe): Changes {
  return {
    createSession: (request, key) =>
      tell(async () => {
        const session = await stripe.checkout.sessions.create(sessionParams(request), {
          idempotencyKey: key,
        });
        return { id: session.id, url: session.url ?? "" };
      }),
    expireSession: (sessionId) =>
      tell(async () => {
        await stripe.checkout.sessions.expire(sessionId);
        return null;
      }),
    capture: (paymentIntentId, amount, key) =>
      tell(async () => {
        const units = toStripeUnits(amount.minor, amount.currency);
        await stripe.paymentIntents.capture(
          paymentIntentId,
          { amount_to_capture: units },
          { idempotencyKey: key },
        );
        return null;
      }),
    cancel: (paymentIntentId, key) =>
      tell(async () => {
        await stripe.paymentIntents.cancel(paymentIntentId, {}, { idempotencyKey: key });
        return null;
      }),
    refund: ({ paymentIntentId, amount, intentId, key }) =>
      tell(async () =>
        refundOf(
          await stripe.refunds.create(
            {
              payment_intent: paymentIntentId,
              amount: toStripeUnits(amount.minor, amount.currency),
              metadata: { intent_id: intentId },
            },
            { idempotencyKey: key },
          ),
        ),
      ),
  };
}

function readsOf(stripe: Stripe): Pick<StripeGateway, "readSession" | "readPaymentIntent" | "listRefunds"> {
  return {
    readSession: (sessionId) =>
      read(async () => {
        const session = await stripe.checkout.sessions.retrieve(sessionId, {
          expand: ["payment_intent.latest_charge"],
        });
        const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
        return truthOf(intent, session);
      }),
    readPaymentIntent: (paymentIntentId) =>
      read(async () =>
        truthOf(await stripe.paymentIntents.retrieve(paymentIntentId, { expand: ["latest_charge"] }), null),
      ),
    listRefunds: (paymentIntentId) =>
      read(async () =>
        (await stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 })).data.map(refundOf),
      ),
  };
}

/** Stripe as Homeline uses it. The SDK never repeats a request by itself: a capture resent blindly is a capture too many. */
export function createStripeGateway(settings: StripeSettings): StripeGateway {
  const stripe = new Stripe(settings.secretKey, {
    host: settings.host,
    port: settings.port,
    protocol: settings.protocol,
    timeout: settings.timeoutMs,
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient: createHttpClient(settings.protocol, settings.timeoutMs),
  });
  return {
    ...changesOf(stripe),
    ...readsOf(stripe),
    readWebhook: (rawBody, signature) => {
      try {
        return ok(hintOf(stripe.webhooks.constructEvent(rawBody, signature ?? "", settings.webhookSecret)));
      } catch {
        return fail("bad-signature");
      }
    },
  };
}
