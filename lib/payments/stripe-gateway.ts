import Stripe from "stripe";
import { validate as isUuid } from "uuid";
import type { CardChecks } from "@/db/schema";
import { toStripeUnits } from "@/lib/core/currency-exponent";
import type { Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { idOf, moneyOf, read, tell, type Told } from "./ask-stripe";
import { checksOf } from "./card-checks";
import { createHttpClient } from "./create-http-client";
import {
  readPayoutLines,
  readPayouts,
  readTransactions,
  type StripePayout,
  type StripeTransaction,
} from "./read-transactions";
import { disputeCallsOf, type DisputeCalls } from "./dispute-calls";
import { sessionCallsOf, type SessionCalls } from "./session-calls";

export interface StripeSettings {
  secretKey: string;
  webhookSecret: string;
  host: string;
  port: number;
  protocol: "http" | "https";
  timeoutMs: number;
  /** Another way to reach it than node's own HTTP, which keeps no deadline by itself. */
  fetch?: typeof fetch;
}

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
  /** `fingerprint`: the same for every payment with the card. */
  card: { brand: string; last4: string; fingerprint?: string } | null;
  checks: CardChecks | null;
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

export interface StripeGateway extends SessionCalls, DisputeCalls {
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
  /**
   * Movements of our balance from `from` (included) to `to` (excluded), newest first; one page is in memory at a time.
   * @throws StripeUnreachable when a page cannot be had: what came until then is not all
   */
  listTransactions(from: Date, to: Date): AsyncIterable<StripeTransaction>;
  /** Payouts from a moment on, newest first. @throws StripeUnreachable when a page cannot be had */
  listPayouts(from: Date): AsyncIterable<StripePayout>;
  /** What is in a payout that Stripe made by itself. @throws StripeUnreachable when a page cannot be had */
  listPayoutLines(payoutId: string): AsyncIterable<StripeTransaction>;
  readWebhook(rawBody: string, signature: string | undefined): Result<StripeHint, "bad-signature">;
}

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
  if (!card?.last4) return null;
  const { brand, last4, fingerprint } = card;
  return { brand: brand ?? "card", last4, ...(fingerprint ? { fingerprint } : {}) };
}

/** A payment names its review also after that was closed. */
const isUnderReview = (intent: Stripe.PaymentIntent | null): boolean =>
  typeof intent?.review === "object" ? intent.review?.open === true : intent?.review !== undefined;

/** The checkout that something at Stripe is about; null for what another application on the same account has made. */
function checkoutIdOf(metadata: Stripe.Metadata | null | undefined): string | null {
  const id: unknown = metadata?.checkout_id;
  return typeof id === "string" && isUuid(id) ? id : null;
}

function truthOf(intent: Stripe.PaymentIntent | null, session: Stripe.Checkout.Session | null): HoldTruth {
  const charge = typeof intent?.latest_charge === "object" ? intent.latest_charge : null;
  const card = charge?.payment_method_details?.card;
  return {
    kind: kindOf(intent?.status),
    sessionStatus: sessionStatusOf(session),
    paymentIntentId: intent?.id ?? null,
    checkoutId: checkoutIdOf(intent?.metadata) ?? checkoutIdOf(session?.metadata),
    ...amountsOf(intent),
    captureBefore: card?.capture_before ?? null,
    card: faceOf(card),
    checks: checksOf(charge),
    underReview: isUnderReview(intent),
  };
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
    checkoutId: checkoutIdOf(object.metadata),
    paymentIntentId: object.object === "payment_intent" ? object.id : idOf(object.payment_intent),
  };
}

type Changes = Pick<StripeGateway, "capture" | "cancel" | "refund">;

function changesOf(stripe: Stripe): Changes {
  return {
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
          expand: ["payment_intent.latest_charge", "payment_intent.review"],
        });
        const intent = typeof session.payment_intent === "object" ? session.payment_intent : null;
        return truthOf(intent, session);
      }),
    readPaymentIntent: (paymentIntentId) =>
      read(async () =>
        truthOf(
          await stripe.paymentIntents.retrieve(paymentIntentId, { expand: ["latest_charge", "review"] }),
          null,
        ),
      ),
    listRefunds: (paymentIntentId) =>
      read(async () =>
        (await stripe.refunds.list({ payment_intent: paymentIntentId, limit: 100 })).data.map(refundOf),
      ),
  };
}

/** Pages are read as they are asked for; whatever the SDK throws on the way means that the list has a hole. */
async function* wholly<Row>(pages: AsyncGenerator<Row>): AsyncGenerator<Row> {
  for (;;) {
    const next = await read(() => pages.next());
    if (next.done) return;
    yield next.value;
  }
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
    httpClient: settings.fetch
      ? Stripe.createFetchHttpClient(settings.fetch)
      : createHttpClient(settings.protocol, settings.timeoutMs),
  });
  return {
    ...sessionCallsOf(stripe),
    ...changesOf(stripe),
    ...readsOf(stripe),
    ...disputeCallsOf(stripe),
    listTransactions: (from, to) => wholly(readTransactions(stripe, from, to)),
    listPayouts: (from) => wholly(readPayouts(stripe, from)),
    listPayoutLines: (payoutId) => wholly(readPayoutLines(stripe, payoutId)),
    readWebhook: (rawBody, signature) => {
      try {
        return ok(hintOf(stripe.webhooks.constructEvent(rawBody, signature ?? "", settings.webhookSecret)));
      } catch {
        return fail("bad-signature");
      }
    },
  };
}
