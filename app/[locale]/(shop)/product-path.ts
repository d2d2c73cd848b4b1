import { validate as isUuid } from "uuid";
import { localePath } from "@/i18n/locales";
import type { OperatorView, ProductView } from "@/lib/catalog/types";

const UUID_LENGTH = 36;
const LONGEST_WORDS = 48;

/** "10 GB, 30 days" → `10-gb-30-days-<id>`: words for people, the id for us. */
function segmentOf({ id, words: said, kind }: Pick<ProductView, "id" | "words" | "kind">): string {
  const words = (said || kind)
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST_WORDS)
    .replace(/^-+|-+$/g, "");
  return words ? `${words}-${id}` : id;
}

/** Where a product of an operator has its page. @param to token of the number it is for */
export function productPath(
  locale: string,
  operator: Pick<OperatorView, "countrySlug" | "slug">,
  { product, to }: { product: Pick<ProductView, "id" | "words" | "kind">; to: string | null },
): string {
  const path = `/${operator.countrySlug}/${operator.slug}/${segmentOf(product)}`;
  return localePath(locale, path) + (to === null ? "" : `?to=${to}`);
}

/** The product's id in its path segment; undefined when it names none. */
export function productIdOf(segment: string): string | undefined {
  const id = segment.slice(-UUID_LENGTH);
  return isUuid(id) ? id : undefined;
}
