import { inTransaction } from "@/db/context";
import { quoteProduct, readRecipientFor, type ProductQuote, type QuoteFailure } from "@/lib/catalog";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseExact } from "@/lib/core/decimal";
import type { Failure } from "@/lib/core/failure";
import { money, type Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { createCheckout, putQuote, type CheckoutLine, type LineTarget } from "@/lib/orders";
import type { CheckoutCtx } from "./context";

export type StartFailure = QuoteFailure | Failure<"recipient-gone" | "operator-mismatch" | "kind-refused">;

export interface StartRequest {
  recipientToken: string;
  productId: string;
  /** What the buyer typed for a range: a decimal in the product's currency, as the buyer's keyboard writes it. */
  face?: { text: string; currency: string };
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

const toNumber = (recipientId: string): LineTarget => ({
  recipientId,
  account: null,
  recipientEmail: null,
  fields: {},
});

export const quoteLine = (input: { line: number; to: LineTarget; quote: ProductQuote }) => {
  const { worth, rateAdds, fee, tax, total, face, cost, operatorId, productId, offerId } = input.quote;
  const { recipientId, account, recipientEmail, fields } = input.to;
  return {
    line: input.line,
    recipientId,
    account,
    recipientEmail,
    fields,
    operatorId,
    productId,
    offerId,
    face,
    total,
    cost,
    price: {
      worthMinor: worth?.minor ?? null,
      rateAddsMinor: rateAdds?.minor ?? null,
      feeMinor: fee.minor,
      taxMinor: tax?.minor ?? null,
    },
  };
};

/** Makes a checkout with its first quote. Nothing the browser says of prices or operators is believed. */
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
  const quote = await quoteProduct(ctx, {
    productId: request.productId,
    currency: ctx.currency,
    locale: ctx.locale,
    ...(face ? { face } : {}),
  });
  if (!quote.ok) return quote;
  const checkoutId = await inTransaction(ctx, async (tx) => {
    const checkout = await createCheckout(tx, {
      buyerId: ctx.actor.id,
      currency: ctx.currency,
      locale: ctx.locale,
    });
    await putQuote(tx, checkout.id, quoteLine({ line: 1, to: toNumber(recipient.id), quote: quote.value }));
    return checkout.id;
  });
  return ok({ checkoutId });
}

/** Prices every line anew, from the server's own data. */
export async function quoteLinesAgain(
  ctx: CheckoutCtx,
  lines: CheckoutLine[],
): Promise<Result<ReturnType<typeof quoteLine>[], QuoteFailure>> {
  const made: ReturnType<typeof quoteLine>[] = [];
  for (const { quote } of lines) {
    const fresh = await quoteProduct(ctx, {
      productId: quote.productId,
      currency: ctx.currency,
      locale: ctx.locale,
      face: money(quote.faceMinor, quote.faceCurrency),
    });
    if (!fresh.ok) return fresh;
    made.push(quoteLine({ line: quote.line, to: quote, quote: fresh.value }));
  }
  return ok(made);
}
