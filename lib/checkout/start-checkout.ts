import { quoteProduct, readRecipientFor, type FieldValues, type QuoteFailure } from "@/lib/catalog";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseExact } from "@/lib/core/decimal";
import type { Failure } from "@/lib/core/failure";
import { money, type Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import type { CheckoutLine, LineTarget } from "@/lib/orders";
import type { CheckoutCtx } from "./context";
import { placeLine, quoteLine, type PlaceFailure } from "./place-line";

export type StartFailure = PlaceFailure | Failure<"recipient-gone" | "operator-mismatch" | "kind-refused">;

export interface StartRequest {
  recipientToken: string;
  productId: string;
  /** What the buyer typed for a range: a decimal in the product's currency, as the buyer's keyboard writes it. */
  face?: { text: string; currency: string };
  /** What the buyer typed into the fields that the product demands. */
  fields?: FieldValues;
}

/** `2,000.50` or `2000,5` as an amount; undefined when it is none. */
export function readAmount(text: string, currency: string): Money | undefined {
  if (!/^[A-Z]{3}$/.test(currency)) return undefined;
  const plain = text.replace(/[\s\u00a0\u202f'’_]/g, "");
  if (!/^[\d.,]+$/.test(plain)) return undefined;
  const grouped = /^\d{1,3}([.,])\d{3}(\1\d{3})*$/.test(plain);
  const decimal = grouped
    ? plain.replace(/[.,]/g, "")
    : plain.replace(/[.,](?=.*[.,])/g, "").replace(",", ".");
  const minor = parseExact(decimal, currencyExponent(currency));
  if (minor === undefined || minor <= 0n || minor > 10n ** 12n) return undefined;
  return money(Number(minor), currency);
}

const toNumber = (recipientId: string): Omit<LineTarget, "fields"> => ({
  recipientId,
  account: null,
  via: null,
  recipientEmail: null,
  gift: null,
  recipientName: null,
});

/**
 * Makes a checkout with its first quote; a number that stands in an open checkout of this buyer, or was typed for one, goes there. Nothing
 * the browser says of prices or operators is believed.
 */
export async function startCheckout(
  ctx: CheckoutCtx,
  request: StartRequest,
): Promise<Result<{ checkoutId: string }, StartFailure>> {
  const recipient = await readRecipientFor(ctx, {
    token: request.recipientToken,
    productId: request.productId,
  });
  if (!recipient) return fail({ code: "recipient-gone" });
  if (recipient.productCountry !== recipient.country) return fail({ code: "operator-mismatch" });
  if (recipient.refuses.includes(recipient.productKind)) return fail({ code: "kind-refused" });
  const face = request.face && readAmount(request.face.text, request.face.currency);
  if (request.face && !face) return fail({ code: "amount-invalid" });
  const { forCheckoutId, forLine } = recipient;
  return placeLine(ctx, {
    to: toNumber(recipient.id),
    productId: request.productId,
    face,
    fields: request.fields,
    number: recipient.number,
    into: forCheckoutId ? { checkoutId: forCheckoutId, line: forLine } : undefined,
  });
}

/** Prices every line anew, from the server's own data. A failure says of which: `values.line`. */
export async function quoteLinesAgain(
  ctx: CheckoutCtx,
  { lines, currency }: { lines: CheckoutLine[]; currency: string },
): Promise<Result<ReturnType<typeof quoteLine>[], QuoteFailure>> {
  const made: ReturnType<typeof quoteLine>[] = [];
  for (const { quote, recipient } of lines) {
    const fresh = await quoteProduct(ctx, {
      productId: quote.productId,
      currency,
      locale: ctx.locale,
      fields: { kept: quote.fields },
      number: recipient?.number ?? null,
      via: quote.via,
      face: money(quote.faceMinor, quote.faceCurrency),
    });
    if (!fresh.ok) return fail({ ...fresh.failure, values: { ...fresh.failure.values, line: quote.line } });
    made.push(quoteLine({ line: quote.line, to: quote, quote: fresh.value }));
  }
  return ok(made);
}
