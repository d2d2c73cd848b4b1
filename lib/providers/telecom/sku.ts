import type { ProductKind } from "../spec";

/** Our SKU says which list an id of theirs comes from: `prepaid:mts_ru_topup`, `esim:eu-10gb-30d`. README.md, "Products". */
const KINDS: Record<string, ProductKind> = {
  prepaid: "airtime",
  bundle: "bundle",
  plan_change: "plan",
  esim: "esim",
};

export const skuOf = (list: string, id: string): string => `${list}:${id}`;

/** Undefined for a type nobody documented. */
export const kindOfType = (type: string): ProductKind | undefined =>
  Object.hasOwn(KINDS, type) ? KINDS[type] : undefined;

/** Their id and what it is; an SKU that is none of ours counts as a package of that id. */
export function readSku(sku: string): { kind: ProductKind; id: string } {
  const [list = "", ...rest] = sku.split(":");
  return { kind: kindOfType(list) ?? "bundle", id: rest.join(":") };
}

/** What a look-up's `supports` calls `topup` is the catalog's `prepaid`; the other words are the same. */
export const kindOfOperation = (operation: string): ProductKind | undefined =>
  kindOfType(operation === "topup" ? "prepaid" : operation);
