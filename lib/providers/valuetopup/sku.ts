/** SKU of ours: what is bought, their SKU id, and how it is ordered, e.g. `rtr:40217`, `rtr:40217:local`, `dynamic:3051`. README.md, "SKUs". */
export const SKU_KINDS = ["rtr", "pin", "bill", "gift", "esim", "sim", "dynamic"] as const;
export type SkuKind = (typeof SKU_KINDS)[number];

const BY_CATEGORY: Record<string, SkuKind> = {
  rtr: "rtr",
  pin: "pin",
  billpay: "bill",
  giftcard: "gift",
  esim: "esim",
  sim: "sim",
};

/** Undefined for a category nobody documented; they are compared without regard to case or blanks. */
export function skuKindOf(category: string): SkuKind | undefined {
  return BY_CATEGORY[category.toLowerCase().replace(/[^a-z]/g, "")];
}

/** Their SKU id; for `dynamic` the product id. Undefined when it is no SKU of this kit. */
export function readSku(sku: string): { kind: SkuKind; id: string } | undefined {
  const [word, id] = sku.split(":");
  const kind = SKU_KINDS.find((known) => known === word);
  return kind && id && /^\d{1,9}$/.test(id) ? { kind, id } : undefined;
}
