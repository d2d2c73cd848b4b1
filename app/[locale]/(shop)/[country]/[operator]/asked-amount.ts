import { currencyExponent } from "@/lib/core/currency-exponent";
import type { ProductView } from "@/lib/catalog/types";

const faceCurrencyOf = ({ choice }: ProductView): string =>
  choice.type === "fixed" ? choice.face.currency : choice.min.currency;

/** The currency that most of an operator's products are told in: its customers' own. */
function ownCurrencyOf(products: ProductView[]): string | undefined {
  const counts = new Map<string, number>();
  for (const product of products)
    counts.set(faceCurrencyOf(product), (counts.get(faceCurrencyOf(product)) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0];
}

/**
 * The amount in an address that somebody asked for, for the field of a range; undefined where it fits none. Whoever asked meant their own
 * currency: a range in another one is not begun with it.
 * @param asked a decimal, as a request carries it: `1000`, `12.50`
 */
export function askedAmount(
  products: ProductView[],
  range: ProductView,
  asked: string | string[] | undefined,
): string | undefined {
  const { choice } = range;
  if (choice.type !== "range" || typeof asked !== "string" || !/^\d{1,9}(\.\d{1,3})?$/.test(asked))
    return undefined;
  if (choice.min.currency !== ownCurrencyOf(products)) return undefined;
  const minor = Number(asked) * 10 ** currencyExponent(choice.min.currency);
  return minor >= choice.min.minor && minor <= choice.max.minor ? asked : undefined;
}
