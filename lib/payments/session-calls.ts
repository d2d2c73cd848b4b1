import type Stripe from "stripe";
import { toStripeUnits } from "@/lib/core/currency-exponent";
import type { Money } from "@/lib/core/money";
import { read, tell, type Told } from "./ask-stripe";

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

/** A Checkout Session, and where the buyer pays on it. */
export interface CardPage {
  id: string;
  url: string;
}

export interface SessionCalls {
  createSession(request: SessionRequest, key: string): Promise<Told<CardPage>>;
  /**
   * The Session that was made for this request since a moment, whatever Stripe answered then.
   * @throws StripeUnreachable when Stripe does not say
   */
  findSession(request: SessionRequest, since: Date): Promise<CardPage | undefined>;
  expireSession(sessionId: string): Promise<Told<null>>;
}

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
    locale: stripeLocaleOf(request.locale),
    expires_at: request.expiresAt,
  };
}

/** The card page's language; Stripe does not speak Arabic, and there the browser's own is the better guess. */
const STRIPE_LOCALES: Record<string, Stripe.Checkout.SessionCreateParams.Locale> = {
  en: "en",
  es: "es",
  fr: "fr",
  pt: "pt-BR",
  hi: "hi-IN",
  ru: "ru",
  fil: "fil",
};

const stripeLocaleOf = (locale: string) => STRIPE_LOCALES[locale] ?? "auto";

/** Checkout Sessions at Stripe: made, found again, closed. */
export function sessionCallsOf(stripe: Stripe): SessionCalls {
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
    findSession: ({ checkoutId, successUrl }, since) =>
      read(async () => {
        const created = { gte: Math.floor(since.getTime() / 1000) };
        for await (const { id, url, metadata } of stripe.checkout.sessions.list({ limit: 100, created }))
          // Paid on or closed, it has no page any more.
          if (metadata?.checkout_id === checkoutId)
            return { id, url: url ?? successUrl.replace("{CHECKOUT_SESSION_ID}", id) };
        return undefined;
      }),
  };
}
