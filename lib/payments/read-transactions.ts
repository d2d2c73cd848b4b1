import type Stripe from "stripe";
import { fromStripeUnits } from "@/lib/core/currency-exponent";
import { micros, microsOf, money, type Micros } from "@/lib/core/money";

/** One movement of our balance at Stripe. */
export interface StripeTransaction {
  id: string;
  kind: "charge" | "refund" | "refund-failure" | "dispute" | "payout" | "fee" | "other";
  paymentIntentId: string | null;
  /** Our checkout that a charge bears. */
  checkoutId: string | null;
  /** Our intent that a refund bears; null when it was made by hand. */
  intentId: string | null;
  /** Charge, refund or dispute it comes from. */
  part: string | null;
  /** What it did to the card, in the card's currency: above nought for what came to us. */
  presented: Micros;
  /** The same as it reached our balance, in the currency that we are paid in. */
  settled: Micros;
  /** What Stripe kept of it; below nought when it was given back. */
  fee: Micros;
  at: Date;
}

/** Whatever money a source is about; the kinds that bear a payment share these fields. */
interface Source {
  id: string;
  object?: string;
  amount?: number;
  amount_captured?: number;
  currency?: string;
  payment_intent?: string | { id: string } | null;
  metadata?: Record<string, string> | null;
}

const KINDS: Record<string, StripeTransaction["kind"]> = {
  charge: "charge",
  payment: "charge",
  refund: "refund",
  payment_refund: "refund",
  payment_failure_refund: "refund-failure",
  refund_failure: "refund-failure",
  payout: "payout",
  payout_cancel: "payout",
  payout_failure: "payout",
  stripe_fee: "fee",
  stripe_fx_fee: "fee",
  tax_fee: "fee",
};

function kindOf({
  type,
  reporting_category: category,
}: Stripe.BalanceTransaction): StripeTransaction["kind"] {
  if (category === "dispute" || category === "dispute_reversal") return "dispute";
  return KINDS[type] ?? "other";
}

const microsOfUnits = (units: number, currency: string): Micros => {
  const code = currency.toUpperCase();
  // Of the currencies that Stripe writes with two decimals more than they have, a fee may use them.
  const whole = fromStripeUnits(units, code);
  return microsOf(money(whole, code));
};

/** What the card paid or got back. Where the source does not say it, it moved as it was settled. */
function presentedOf(transaction: Stripe.BalanceTransaction, source: Source | null): Micros {
  const units = source?.object === "charge" ? source.amount_captured : source?.amount;
  const settled = microsOfUnits(transaction.amount, transaction.currency);
  if (units === undefined || !source?.currency || source.object === "payout") return settled;
  const presented = microsOfUnits(units, source.currency);
  return micros(Math.sign(transaction.amount) * presented.micros, presented.currency);
}

function lineOf(transaction: Stripe.BalanceTransaction): StripeTransaction {
  const { id, source, amount, fee, currency, created } = transaction;
  const about = typeof source === "object" ? (source as Source | null) : null;
  const intent = about?.payment_intent;
  return {
    id,
    kind: kindOf(transaction),
    paymentIntentId: typeof intent === "object" ? (intent?.id ?? null) : (intent ?? null),
    checkoutId: about?.metadata?.["checkout_id"] ?? null,
    intentId: about?.metadata?.["intent_id"] ?? null,
    part: about?.id ?? (typeof source === "string" ? source : null),
    presented: presentedOf(transaction, about),
    settled: microsOfUnits(amount, currency),
    fee: microsOfUnits(fee, currency),
    at: new Date(created * 1000),
  };
}

const PAGE = 100;

/** Movements that are in a payout, a page in memory; none of one that was made by hand. Throws what the SDK throws. */
export async function* readPayoutLines(stripe: Stripe, payoutId: string): AsyncGenerator<StripeTransaction> {
  for (let after: string | undefined; ;) {
    const page = await stripe.balanceTransactions.list({
      payout: payoutId,
      limit: PAGE,
      expand: ["data.source"],
      ...(after ? { starting_after: after } : {}),
    });
    yield* page.data.map(lineOf);
    after = page.data.at(-1)?.id;
    if (!page.has_more || !after) return;
  }
}

export interface StripePayout {
  id: string;
  /** `paid`, `pending`, `in_transit`, `canceled` or `failed`. */
  state: string;
  amount: Micros;
  /** Stripe made it by itself, and tells what is in it. */
  automatic: boolean;
  failure: string | null;
  createdAt: Date;
  arrivesAt: Date;
}

/** Payouts from a moment on, newest first, a page in memory. Throws what the SDK throws. */
export async function* readPayouts(stripe: Stripe, from: Date): AsyncGenerator<StripePayout> {
  const created = { gte: Math.ceil(from.getTime() / 1000) };
  for (let after: string | undefined; ;) {
    const page = await stripe.payouts.list({
      created,
      limit: PAGE,
      ...(after ? { starting_after: after } : {}),
    });
    yield* page.data.map((payout) => ({
      id: payout.id,
      state: payout.status,
      amount: microsOfUnits(payout.amount, payout.currency),
      automatic: payout.automatic,
      failure: payout.failure_message ?? null,
      createdAt: new Date(payout.created * 1000),
      arrivesAt: new Date(payout.arrival_date * 1000),
    }));
    after = page.data.at(-1)?.id;
    if (!page.has_more || !after) return;
  }
}

/** Our balance's movements from `from` (included) to `to` (excluded), newest first, a page in memory. Throws what the SDK throws. */
export async function* readTransactions(
  stripe: Stripe,
  from: Date,
  to: Date,
): AsyncGenerator<StripeTransaction> {
  const created = { gte: Math.ceil(from.getTime() / 1000), lt: Math.ceil(to.getTime() / 1000) };
  for (let after: string | undefined; ;) {
    const page = await stripe.balanceTransactions.list({
      created,
      limit: PAGE,
      expand: ["data.source"],
      ...(after ? { starting_after: after } : {}),
    });
    yield* page.data.map(lineOf);
    after = page.data.at(-1)?.id;
    if (!page.has_more || !after) return;
  }
}
