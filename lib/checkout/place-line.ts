import { inTransaction, together } from "@/db/context";
import {
  isSameEsimPlace,
  quoteProduct,
  type FieldValues,
  type ProductQuote,
  type QuoteFailure,
} from "@/lib/catalog";
import { ACCOUNT, isSecretField } from "@/lib/catalog/field-schema";
import type { Failure } from "@/lib/core/failure";
import type { Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { sealValues } from "@/lib/core/sealed-values";
import {
  createCheckout,
  lockCheckout,
  MOST_LINES,
  nextLine,
  putQuote,
  readCheckoutRow,
  readLines,
  setCheckoutCurrency,
  type CheckoutLine,
  type CheckoutRow,
  type LineTarget,
} from "@/lib/orders";
import { readPaymentOf } from "@/lib/payments";
import type { CheckoutCtx } from "./context";

export type PlaceFailure =
  | QuoteFailure
  | Failure<
      | "cart-full"
      /** It adds to an eSIM that is good for another place. */
      | "esim-elsewhere"
    >;

/** A place in a checkout: a line of it, or a new one. */
export interface Place {
  checkoutId: string;
  /** Null: a new line. */
  line: number | null;
}

export interface PlaceRequest {
  /** Whom it goes to; what the product demands comes from `fields`. */
  to: Omit<LineTarget, "fields">;
  productId: string;
  face?: Money | undefined;
  /** What the buyer typed into the product's fields. */
  fields?: FieldValues | undefined;
  /** E.164, where it goes to a number. */
  number?: string | undefined;
  /** The place (its operator) of the eSIM that it adds to. */
  addsTo?: string | undefined;
  /** Where it goes while that checkout is the buyer's and nothing of it is paid; else, and without it, into a new checkout. */
  into?: Place | undefined;
}

export const quoteLine = (input: { line: number; to: LineTarget; quote: ProductQuote }) => {
  const { worth, rateAdds, fee, tax, lift, total, face, taken, cost, operatorId, productId, offerId } =
    input.quote;
  const { recipientId, account, via, recipientEmail, gift, recipientName, fields } = input.to;
  return {
    line: input.line,
    recipientId,
    account,
    via,
    recipientEmail,
    gift,
    recipientName,
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
      ...(lift ? { liftMinor: lift.minor } : {}),
      ...(taken ? { taken: { minor: taken.amount.minor, percent: taken.percent } } : {}),
    },
  };
};

interface Open {
  checkout: CheckoutRow;
  lines: CheckoutLine[];
}

/** The checkout as it stands, while it is the buyer's and pay was not pressed. */
async function readOpen(ctx: CheckoutCtx, place: Place | undefined): Promise<Open | undefined> {
  if (!place) return undefined;
  const checkout = await readCheckoutRow(ctx, place.checkoutId, ctx.actor.id);
  if (!checkout || (await readPaymentOf(ctx, checkout.id))) return undefined;
  return { checkout, lines: await readLines(ctx, checkout.id) };
}

const isTaken = (lines: CheckoutLine[], place: Place): boolean =>
  lines.some(({ quote }) => quote.line === place.line);

/** What is paid for together is paid for in one currency: that of the lines which are there already. */
function currencyOf(ctx: CheckoutCtx, open: Open | undefined, place: Place | undefined): string {
  const others = open?.lines.some(({ quote }) => quote.line !== place?.line);
  return open && others ? open.checkout.currency : ctx.currency;
}

/** Locks the open checkout and says which line it will be; undefined when pay was pressed meanwhile, `changed` when it is paid in another currency by now. */
async function takePlace(
  ctx: CheckoutCtx,
  place: Place,
  currency: string,
): Promise<{ checkoutId: string; line: number } | "full" | "changed" | undefined> {
  const checkout = await lockCheckout(ctx, place.checkoutId, ctx.actor.id);
  if (!checkout || (await readPaymentOf(ctx, checkout.id))) return undefined;
  const lines = await readLines(ctx, checkout.id);
  if (lines.some(({ quote }) => quote.line !== place.line && quote.totalCurrency !== currency))
    return "changed";
  if (place.line !== null && isTaken(lines, place)) return { checkoutId: checkout.id, line: place.line };
  if (lines.length >= MOST_LINES) return "full";
  return { checkoutId: checkout.id, line: await nextLine(ctx, checkout.id) };
}

async function newPlace(ctx: CheckoutCtx, currency: string): Promise<{ checkoutId: string; line: number }> {
  const { id } = await createCheckout(ctx, { buyerId: ctx.actor.id, currency, locale: ctx.locale });
  return { checkoutId: id, line: 1 };
}

/** The account is whom it goes to; what is secret among the other fields lies sealed from here on. */
function keptOf(ctx: CheckoutCtx, to: PlaceRequest["to"], quote: ProductQuote): LineTarget {
  const { [ACCOUNT]: account, ...fields } = quote.fields;
  return {
    ...to,
    account: account ?? to.account,
    fields: sealValues(fields, isSecretField, (plain) => ctx.seal(plain)),
  };
}

/** Prices something for somebody and puts it on a line: of the checkout it was chosen for, else of a new one. */
export async function placeLine(
  ctx: CheckoutCtx,
  request: PlaceRequest,
): Promise<Result<{ checkoutId: string }, PlaceFailure>> {
  const { to, into, productId, face, fields = {}, number, addsTo } = request;
  const open = await readOpen(ctx, into);
  const currency = currencyOf(ctx, open, into);
  const quote = await quoteProduct(ctx, {
    productId,
    currency,
    locale: ctx.locale,
    fields: { typed: fields },
    number: number ?? null,
    via: to.via,
    ...(face ? { face } : {}),
  });
  if (!quote.ok) return quote;
  if (addsTo && !(await isSameEsimPlace(ctx, addsTo, quote.value.operatorId)))
    return fail({ code: "esim-elsewhere" });
  type Placed = Result<{ checkoutId: string }, PlaceFailure>;
  const placed = await inTransaction(ctx, async (tx): Promise<Placed | "changed"> => {
    const taken = open && into ? await takePlace(tx, into, currency) : undefined;
    if (taken === "full") return fail({ code: "cart-full", values: { most: MOST_LINES } });
    if (taken === "changed") return taken;
    const { checkoutId, line } = taken ?? (await newPlace(tx, currency));
    const changes = taken && open?.checkout.currency !== currency;
    await together(
      putQuote(tx, checkoutId, quoteLine({ line, to: keptOf(ctx, to, quote.value), quote: quote.value })),
      changes ? setCheckoutCurrency(tx, checkoutId, currency) : Promise.resolve(),
    );
    return ok({ checkoutId });
  });
  return placed === "changed" ? placeLine(ctx, request) : placed;
}
