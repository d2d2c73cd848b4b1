import { money } from "@/lib/core/money";
import { shownValues } from "@/lib/core/sealed-values";
import type { CheckoutLine, NumberHistory } from "@/lib/orders";
import { countrySlug } from "@/lib/phone/country-slug";
import { shownNumber } from "@/lib/phone/shown-number";
import { tellTaken } from "@/lib/pricing";
import { facesTell, langIn, parcelOf } from "@/lib/providers/parcel-of";
import { doubtOf, NOTHING_ASKED } from "./ask-of-lines";
import type { CheckoutLineView, LineAsks, LineTo, LineTwice } from "./types";

function toOf({ quote, recipient }: CheckoutLine): LineTo {
  if (recipient?.number)
    return { by: "number", international: shownNumber(recipient), token: recipient.token };
  if (quote.account) return { by: "account", account: quote.account };
  return { by: "email", email: quote.recipientEmail, gift: quote.gift };
}

function twiceOf(line: CheckoutLine, earlier: CheckoutLine[]): LineTwice {
  const number = line.recipient?.number;
  const same = earlier.filter(({ recipient }) => number !== undefined && recipient?.number === number);
  if (same.length === 0) return null;
  const { productId, faceMinor } = line.quote;
  return same.some(({ quote }) => quote.productId === productId && quote.faceMinor === faceMinor)
    ? "same"
    : "other";
}

function priceOf(
  { quote, product, operator }: CheckoutLine,
  { taxLater }: { taxLater: boolean },
): CheckoutLineView["price"] {
  const { price, totalCurrency: paid } = quote;
  const part = (minor: number | null) => (minor === null ? null : money(minor, paid));
  const face = money(quote.faceMinor, quote.faceCurrency);
  const tells = facesTell(product, face, paid);
  return {
    face,
    taken: tellTaken(price.taken, { currency: face.currency, country: operator.country }),
    worth: tells ? part(price.worthMinor) : null,
    rateAdds: tells ? part(price.rateAddsMinor) : null,
    fee: money(price.feeMinor, paid),
    tax: part(price.taxMinor),
    taxLater,
    lift: part(price.liftMinor ?? null),
    discount: price.discountMinor ? money(price.discountMinor, paid) : null,
    total: money(quote.totalMinor, paid),
  };
}

/** Lines as the review page shows them. */
export function viewLines(
  lines: CheckoutLine[],
  by: { history: Map<string, NumberHistory>; asks: Map<number, LineAsks>; locale: string; taxLater: boolean },
): CheckoutLineView[] {
  return lines.map((line, at) => {
    const { quote, operator, product, recipient } = line;
    const { id, name, slug, country } = operator;
    return {
      line: quote.line,
      quoteId: quote.id,
      productId: product.id,
      ranged: product.denomination === "range",
      repeatable: Object.keys(quote.fields).length === 0,
      operator: { id, name, slug, country, countrySlug: countrySlug(country) ?? country.toLowerCase() },
      kind: product.kind,
      description: product.description,
      parcel: parcelOf(product, by.locale),
      parcelLang: langIn(product, by.locale),
      benefits: product.benefits,
      to: toOf(line),
      fields: shownValues(quote.fields),
      price: priceOf(line, by),
      asks: by.asks.get(quote.line) ?? NOTHING_ASKED,
      doubt: doubtOf(line),
      twice: twiceOf(line, lines.slice(0, at)),
      name: quote.recipientName ?? by.history.get(recipient?.number ?? "")?.name ?? "",
      secondsLeft: line.secondsLeft,
    };
  });
}
