import type { Money } from "@/lib/core/money";
import type { Benefits, ProductKind } from "./spec";

/** Money that arrives has an amount for a name, whatever a provider calls it. */
const MONEY: readonly ProductKind[] = ["airtime", "pin"];

/** What a product is called in a language: the provider's words, its own for that language where it has some. */
export function nameIn(
  { description, texts = {} }: { description: string; texts?: Record<string, string> },
  locale?: string,
): string {
  return (locale && texts[locale]) || description;
}

/** The language of that name: what was not asked for in others is English. */
export const langIn = ({ texts = {} }: { texts?: Record<string, string> }, locale?: string): string =>
  locale && texts[locale] ? locale : "en";

/** Name of a package, "3 GB, 30 days"; null where money arrives. */
export function parcelOf(
  product: { kind: ProductKind; description: string; texts?: Record<string, string> },
  locale?: string,
): string | null {
  return MONEY.includes(product.kind) || product.description === "" ? null : nameIn(product, locale);
}

/** Packages that are compared by what they bring. A plan is none of them: it replaces another, as was agreed for it alone. */
const PACKAGES: readonly ProductKind[] = ["bundle", "data"];

/** Whether another operator may have the like of it: any has airtime, and a package is compared where it says in numbers what it brings. */
export const mayHaveItsLike = ({
  kind,
  benefits,
}: {
  kind: ProductKind;
  benefits: Benefits | null;
}): boolean => kind === "airtime" || (PACKAGES.includes(kind) && benefits !== null);

/** Whether a face value tells what something is worth: a provider that names no local value of a package names its own price; an eSIM has none. */
export function facesTell(
  product: { kind: ProductKind; description: string },
  face: Money,
  paidIn: string,
): boolean {
  if (product.kind === "esim") return false;
  return parcelOf(product) === null || face.currency !== paidIn;
}
