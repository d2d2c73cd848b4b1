import { validate as isUuid } from "uuid";
import { readPricing } from "@/lib/catalog";
import { addMoney, money, subtractMoney, type Money } from "@/lib/core/money";
import {
  MOST_LINES,
  readCheckoutRow,
  readHistory,
  readLines,
  readOrdersOf,
  readPromo,
  type CheckoutLine,
  type CheckoutRow,
} from "@/lib/orders";
import { readPaymentOf, type PaymentRow } from "@/lib/payments";
import { askOfLines } from "./ask-of-lines";
import type { CheckoutCtx } from "./context";
import { pricePromo } from "./price-promo";
import type { CheckoutStage, CheckoutView, PromoView } from "./types";
import { viewLines } from "./view-lines";

function stageOf(
  payment: PaymentRow | undefined,
  { orders, secondsLeft }: { orders: { state: string }[]; secondsLeft: number },
): CheckoutStage {
  if (!payment) return secondsLeft > 0 ? "open" : "stale";
  if (orders.every(({ state }) => state === "cancelled")) return "done";
  if (payment.state === "open") return "paying";
  return payment.state === "expired" ? "stale" : "done";
}

/** What the lines cost together, a discount that was frozen with them taken off. */
export const sumOf = (lines: CheckoutLine[]): Money | undefined =>
  lines
    .map(({ quote }) => money(quote.totalMinor, quote.totalCurrency))
    .reduce<Money | undefined>((sum, part) => (sum ? addMoney(sum, part) : part), undefined);

/** Names what a buyer was shown: what is paid, for which quotes, and to whom their codes go. */
export const seenAs = (lines: CheckoutLine[], total: Money): string =>
  [
    total.minor,
    ...lines.flatMap(({ quote }) => [quote.id, ...(quote.recipientEmail ? [quote.recipientEmail] : [])]),
  ].join(" ");

/** The code beside a checkout: as it was frozen with the quotes, else as it counts now. */
async function viewPromo(
  ctx: CheckoutCtx,
  checkout: CheckoutRow,
  by: { lines: CheckoutLine[]; frozen: boolean },
): Promise<PromoView | null> {
  const { lines, frozen } = by;
  const promo = checkout.promoCodeId && (await readPromo(ctx, checkout.promoCodeId));
  if (!promo) return null;
  const { code } = promo;
  if (frozen) {
    const taken = lines.reduce((all, { quote }) => all + (quote.price.discountMinor ?? 0), 0);
    return { code, discount: money(taken, checkout.currency), failure: null };
  }
  const priced = await pricePromo(ctx, { promo, checkout, lines, email: checkout.email });
  return priced.ok
    ? { code, discount: priced.value.sum, failure: null }
    : { code, discount: null, failure: priced.failure };
}

/** The review page's data, for the buyer whose checkout it is. */
export async function readCheckout(
  ctx: CheckoutCtx,
  input: { checkoutId: string },
): Promise<CheckoutView | null> {
  if (!isUuid(input.checkoutId)) return null;
  const buyerId = ctx.actor.id;
  const checkout = await readCheckoutRow(ctx, input.checkoutId, buyerId);
  if (!checkout) return null;
  const [lines, payment, history] = await Promise.all([
    readLines(ctx, checkout.id),
    readPaymentOf(ctx, checkout.id),
    readHistory(ctx, { buyerId, checkoutId: checkout.id }),
  ]);
  const first = lines.toSorted((a, b) => a.secondsLeft - b.secondsLeft)[0];
  const sum = sumOf(lines);
  if (!first || !sum) return null;
  const [orders, promo, taxed] = await Promise.all([
    payment ? readOrdersOf(ctx, checkout.id) : [],
    viewPromo(ctx, checkout, { lines, frozen: payment !== undefined }),
    readPricing(ctx).then(({ book }) => Object.keys(book.tax ?? {}).length > 0),
  ]);
  const total = !payment && promo?.discount ? subtractMoney(sum, promo.discount) : sum;
  const { secondsLeft } = first;
  const stage = stageOf(payment, { orders, secondsLeft });
  return {
    id: checkout.id,
    stage,
    lines: viewLines(lines, {
      history,
      asks: askOfLines(ctx, { lines, history }),
      locale: ctx.locale,
      taxLater: taxed && !payment,
    }),
    currency: checkout.currency,
    total,
    promo,
    changeable: !payment,
    addable: !payment && lines.length < MOST_LINES,
    seen: seenAs(lines, total),
    email: checkout.email ?? "",
    residence: checkout.residence ?? "",
    priceUntil: first.quote.expiresAt.toISOString(),
    secondsLeft,
    payUrl: payment?.state === "open" ? payment.sessionUrl : null,
    orderPublicId: orders[0]?.publicId ?? null,
  };
}
