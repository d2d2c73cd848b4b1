import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import type { Failure } from "@/lib/core/failure";
import { formatMoney, money, type Micros, type Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { isForbiddenDestination } from "@/lib/core/forbidden-destination";
import { takenTax, type PriceParts, type TakenTax } from "@/lib/pricing";
import { parcelOf } from "@/lib/providers/parcel-of";
import type { ProductKind } from "@/lib/providers/spec";
import { demandsOf, leastDemands, meetsDemands } from "./demands-of";
import { readFields, timesOf, type FieldValues } from "./field-schema";
import type { Sellers } from "./judge-offer";
import { costOffers, priceFirst, type CostedOffer } from "./price-product";
import { readOffers, type RecipientSort, type SellableProduct } from "./read-offers";
import { readPricing, type Pricing } from "./read-pricing";

export interface ProductQuote extends PriceParts {
  productId: string;
  operatorId: string;
  /** Of the operator, ISO 3166 alpha-2. */
  country: string;
  kind: ProductKind;
  description: string;
  /** The offer that would be taken now; routing may take another. */
  offerId: string;
  /** What it goes to: a number, an account, an e-mail address, or nobody. */
  recipient: RecipientSort;
  /** What the product demands, cleaned; an account among them. */
  fields: FieldValues;
  /** Of all that is bought at once. */
  face: Money;
  /** What the recipient's country takes before that arrives; null where nothing is known of it, or a package arrives. */
  taken: TakenTax | null;
  /** What the offer takes from our float. */
  cost: Micros;
}

export type QuoteFailure = Failure<
  | "product-gone"
  /** `values.min` */
  | "amount-too-small"
  /** `values.max` */
  | "amount-too-large"
  | "amount-invalid"
  /** `values`: by the name of each field why it is not taken, `missing` or `wrong`. */
  | "fields-invalid"
  /** Nobody can deliver it now. */
  | "unavailable"
>;

export interface QuoteRequest {
  productId: string;
  /** Needed for a range; for a fixed product it may be left out, else it must be its face value. */
  face?: Money;
  /** What the buyer pays in. */
  currency: string;
  /** How amounts in failures are written. */
  locale?: string;
  /** What the buyer typed into the product's fields, or what was checked before and kept: that is not checked again. */
  fields?: { typed: FieldValues } | { kept: FieldValues };
  /** The only provider that can do it, where there is just one. */
  via?: string | null;
  /** E.164: some bundles are for some numbers alone. */
  number?: string | null;
}

/** The price of a product now, from the server's own data alone. */
export async function quoteProduct(
  ctx: Ctx & { providers: Sellers },
  request: QuoteRequest,
): Promise<Result<ProductQuote, QuoteFailure>> {
  if (!isUuid(request.productId)) return fail({ code: "product-gone" });
  const { productId, number, fields = { typed: {} } } = request;
  const [[found], pricing] = await Promise.all([
    readOffers(ctx, { productId, number, via: request.via }),
    readPricing(ctx),
  ]);
  if (!found) return fail({ code: "product-gone" });
  const { product, offers } = found;
  const to = { country: product.country, ...(number ? { digits: number.slice(1) } : {}) };
  if (isForbiddenDestination(to, ctx.policy)) return fail({ code: "product-gone" });
  const kept = "kept" in fields ? timesOf(fields.kept) : 1;
  const face = faceOf(product, request, kept);
  if (!face.ok) return face;
  const costed = costOffers({ offers, face: face.value, fx: pricing.fx, sellers: ctx.providers }).able;
  const values = valuesOf(product, costed, fields);
  if (!values.ok) return values;
  return priceWith(ctx, { request, found, pricing, face: face.value, values: values.value });
}

/** What was typed, as the product wants it: by what the offer asks that it satisfies, else by what is asked the least. */
function valuesOf(
  product: SellableProduct,
  costed: CostedOffer[],
  fields: NonNullable<QuoteRequest["fields"]>,
): Result<FieldValues, QuoteFailure> {
  if ("kept" in fields) return ok(fields.kept);
  const met = costed.find(({ offer }) => meetsDemands(offer, fields.typed));
  const asked = met?.offer ?? leastDemands(costed);
  if (!asked) return fail({ code: "unavailable" });
  const read = readFields(demandsOf(product, asked), fields.typed);
  return read.ok ? ok(read.values) : fail({ code: "fields-invalid", values: read.problems });
}

interface Priceable {
  request: QuoteRequest;
  found: Awaited<ReturnType<typeof readOffers>>[number];
  pricing: Pricing;
  face: Money;
  values: FieldValues;
}

/** Priced through the first offer whose demands are met. */
function priceWith(
  ctx: { providers: Sellers },
  { request, found, pricing, face, values }: Priceable,
): Result<ProductQuote, QuoteFailure> {
  const { product } = found;
  const times = timesOf(values);
  const offers = found.offers.filter((offer) => meetsDemands(offer, values));
  const { able } = costOffers({ offers, face, times, fx: pricing.fx, sellers: ctx.providers });
  const priced = priceFirst({ ...pricing, product, face, times, currency: request.currency }, able);
  if (!priced) return fail({ code: "unavailable" });
  const whole = money(face.minor * times, face.currency);
  return ok({
    ...priced.price,
    productId: product.id,
    operatorId: product.operatorId,
    country: product.country,
    kind: product.kind,
    description: product.description,
    offerId: priced.offer.offerId,
    recipient: product.recipient,
    fields: values,
    face: whole,
    taken: parcelOf(product) === null ? takenTax(whole, priced.offer.takenPercent) : null,
    cost: priced.cost,
  });
}

/** Of one: what was kept is of as many as were bought. */
function faceOf(
  product: SellableProduct,
  { face: asked, locale = "en" }: QuoteRequest,
  times: number,
): Result<Money, QuoteFailure> {
  const { currency, faceMinor, minMinor, maxMinor } = product;
  const face = asked && { ...asked, minor: asked.minor / times };
  if (face && (face.currency !== currency || !Number.isSafeInteger(face.minor) || face.minor <= 0)) {
    return fail({ code: "amount-invalid" });
  }
  if (product.denomination === "fixed") {
    if (faceMinor === null || (face && face.minor !== faceMinor)) return fail({ code: "amount-invalid" });
    return ok(money(faceMinor, currency));
  }
  if (!face || minMinor === null || maxMinor === null) return fail({ code: "amount-invalid" });
  const write = (minor: number) => formatMoney(money(minor, currency), locale, { compact: true });
  if (face.minor < minMinor) return fail({ code: "amount-too-small", values: { min: write(minMinor) } });
  if (face.minor > maxMinor) return fail({ code: "amount-too-large", values: { max: write(maxMinor) } });
  return ok(face);
}
