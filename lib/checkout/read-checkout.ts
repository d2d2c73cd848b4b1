import { validate as isUuid } from "uuid";
import { money } from "@/lib/core/money";
import { readCheckoutRow, readLines, readOrdersOf, type CheckoutLine } from "@/lib/orders";
import { readPaymentOf, type PaymentRow } from "@/lib/payments";
import { countrySlug } from "@/lib/phone/country-slug";
import { formatInternational } from "@/lib/phone/format-international";
import { facesTell, parcelOf } from "@/lib/providers/parcel-of";
import type { CheckoutCtx } from "./context";
import type { CheckoutLineView, CheckoutStage, CheckoutView, LineTo } from "./types";

function toOf({ quote, recipient }: CheckoutLine): LineTo {
  if (recipient?.number)
    return { by: "number", international: formatInternational(recipient.number), token: recipient.token };
  if (quote.account) return { by: "account", account: quote.account };
  return { by: "email", email: quote.recipientEmail };
}

function lineView(line: CheckoutLine): CheckoutLineView {
  const { quote, operator, product } = line;
  const { price, totalCurrency: paid } = quote;
  const part = (minor: number | null) => (minor === null ? null : money(minor, paid));
  const { id, name, slug, country } = operator;
  const face = money(quote.faceMinor, quote.faceCurrency);
  const tells = facesTell(product, face, paid);
  return {
    quoteId: quote.id,
    operator: { id, name, slug, country, countrySlug: countrySlug(country) ?? country.toLowerCase() },
    kind: product.kind,
    description: product.description,
    parcel: parcelOf(product),
    to: toOf(line),
    price: {
      face,
      worth: tells ? part(price.worthMinor) : null,
      rateAdds: tells ? part(price.rateAddsMinor) : null,
      fee: money(price.feeMinor, paid),
      tax: part(price.taxMinor),
      total: money(quote.totalMinor, paid),
    },
  };
}

function stageOf(
  payment: PaymentRow | undefined,
  { orders, secondsLeft }: { orders: { state: string }[]; secondsLeft: number },
): CheckoutStage {
  if (!payment) return secondsLeft > 0 ? "open" : "stale";
  if (orders.every(({ state }) => state === "cancelled")) return "done";
  if (payment.state === "open") return "paying";
  return payment.state === "expired" ? "stale" : "done";
}

/** The review page's data, for the buyer whose checkout it is. */
export async function readCheckout(
  ctx: CheckoutCtx,
  input: { checkoutId: string },
): Promise<CheckoutView | null> {
  if (!isUuid(input.checkoutId)) return null;
  const checkout = await readCheckoutRow(ctx, input.checkoutId, ctx.actor.id);
  if (!checkout) return null;
  const lines = await readLines(ctx, checkout.id);
  const first = lines[0];
  if (!first) return null;
  const payment = await readPaymentOf(ctx, checkout.id);
  const orders = payment ? await readOrdersOf(ctx, checkout.id) : [];
  const secondsLeft = Math.min(...lines.map((line) => line.secondsLeft));
  return {
    id: checkout.id,
    stage: stageOf(payment, { orders, secondsLeft }),
    lines: lines.map(lineView),
    email: checkout.email ?? "",
    residence: checkout.residence ?? "",
    priceUntil: first.quote.expiresAt.toISOString(),
    secondsLeft,
    payUrl: payment?.state === "open" ? payment.sessionUrl : null,
    orderPublicId: orders[0]?.publicId ?? null,
  };
}
