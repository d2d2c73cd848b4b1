import { plainText } from "../plain-text";
import { ProviderUnavailable, type ProviderPromotion } from "../spec";
import { readEnvelope, type Client } from "./client";
import { instantsOf } from "./local-time";
import { readProducts } from "./read-lists";
import { promotionSchema, rowsSchema, type WireProduct, type WirePromotion } from "./wire";

function rangesOf({ promotionMinMax }: WirePromotion): string {
  return (promotionMinMax ?? [])
    .map(({ currencyCode, minAmount, maxAmount }) =>
      `${minAmount ?? ""}–${maxAmount ?? ""} ${currencyCode ?? ""}`.trim(),
    )
    .join(", ");
}

/**
 * Their times are wall times of the destination. In a country of several zones it starts with the last and ends with the first, so that
 * nobody is promised what has ended. README.md, "Promotions".
 */
export function promotionFrom(promotion: WirePromotion, product: WireProduct): ProviderPromotion | undefined {
  const startsAt = instantsOf(promotion.startDate, product.countryCode)?.last;
  const endsAt = instantsOf(promotion.endDate, product.countryCode)?.first;
  const title = plainText(promotion.promotionName ?? "");
  if (!startsAt || !endsAt || startsAt >= endsAt || title === "") return undefined;
  const restriction = plainText(promotion.restriction ?? "");
  const description = plainText(promotion.description ?? "");
  return {
    promotionId: `${product.productId}:${promotion.startDate}:${title}`.slice(0, 200),
    providerOperatorId: product.operatorId,
    title,
    description: [description, restriction].filter(Boolean).join("\n"),
    startsAt,
    endsAt,
    appliesTo: rangesOf(promotion),
  };
}

async function readRows(call: Client, path: string): Promise<WirePromotion[]> {
  const { payLoad } = await readEnvelope(call, path, { what: "the promotions" });
  const rows = rowsSchema.safeParse(payLoad).data;
  if (!rows) throw new ProviderUnavailable("valuetopup", "the promotions are no list");
  return rows.flatMap((row) => promotionSchema.safeParse(row).data ?? []);
}

/** Promotions that run now or soon; one that cannot be read or placed is left out. @throws ProviderUnavailable */
export async function readPromotions(call: Client): Promise<ProviderPromotion[]> {
  const rows = [
    ...(await readRows(call, "/promotion/current")),
    ...(await readRows(call, "/promotion/upcoming")),
  ];
  const products = new Map((await readProducts(call, {})).map((product) => [product.productId, product]));
  const found = new Map<string, ProviderPromotion>();
  for (const row of rows) {
    const product = products.get(row.product.productId);
    const promotion = product ? promotionFrom(row, product) : undefined;
    if (promotion) found.set(promotion.promotionId, promotion);
  }
  return [...found.values()];
}
