import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import type { Failure } from "@/lib/core/failure";
import { formatMoney, money, type Micros, type Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import type { PriceParts } from "@/lib/pricing";
import type { ProductKind } from "@/lib/providers/spec";
import type { Sellers } from "./judge-offer";
import { priceProduct } from "./price-product";
import { readFxTable } from "./read-fx-table";
import { readOffers, type SellableProduct } from "./read-offers";

export interface ProductQuote extends PriceParts {
  productId: string;
  operatorId: string;
  /** Of the operator, ISO 3166 alpha-2. */
  country: string;
  kind: ProductKind;
  description: string;
  /** The offer that would be taken now; routing may take another. */
  offerId: string;
  face: Money;
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
}

/** The price of a product now, from the server's own data alone. */
export async function quoteProduct(
  ctx: Ctx & { providers: Sellers },
  request: QuoteRequest,
): Promise<Result<ProductQuote, QuoteFailure>> {
  if (!isUuid(request.productId)) return fail({ code: "product-gone" });
  const [[found], fx] = await Promise.all([
    readOffers(ctx, { productId: request.productId }),
    readFxTable(ctx),
  ]);
  if (!found) return fail({ code: "product-gone" });
  const { product, offers } = found;
  const face = faceOf(product, request);
  if (!face.ok) return face;
  const { currency } = request;
  const priced = priceProduct({ offers, face: face.value, currency, fx, sellers: ctx.providers });
  if (!priced) return fail({ code: "unavailable" });
  return ok({
    ...priced.price,
    productId: product.id,
    operatorId: product.operatorId,
    country: product.country,
    kind: product.kind,
    description: product.description,
    offerId: priced.offer.offerId,
    face: face.value,
    cost: priced.cost,
  });
}

function faceOf(
  product: SellableProduct,
  { face, locale = "en" }: QuoteRequest,
): Result<Money, QuoteFailure> {
  const { currency, faceMinor, minMinor, maxMinor } = product;
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
