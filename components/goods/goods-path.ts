import { REGIONAL, type OperatorView, type ProductKind } from "@/lib/catalog/types";

/** Page of what is sold without a number, unprefixed; null for every other kind. */
export function goodsPath(kind: ProductKind, { country, countrySlug, slug }: OperatorView): string | null {
  if (kind === "esim") return `/esim/${country === REGIONAL ? slug : countrySlug}`;
  if (kind === "bill") return `/bills/${countrySlug}/${slug}`;
  return kind === "gift-card" ? `/gift-cards/${countrySlug}/${slug}` : null;
}
