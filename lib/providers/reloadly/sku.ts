/** What an SKU of ours is sold by. README.md, "Operators", "Gift cards" and "Bills". */
export type Sku =
  | { product: "topup"; local: boolean }
  | { product: "gift"; productId: string }
  | { product: "bill"; billerId: string; local: boolean; amountId?: string };

const BILL = /^bill:(\d+):(local|usd|\d+)$/;

/** Airtime's are `<operator>:usd` and the like; the others say what they are. */
export function readSku(sku: string): Sku {
  const gift = /^gift:(\d+)(?::|$)/.exec(sku)?.[1];
  if (gift) return { product: "gift", productId: gift };
  const [, billerId, how] = BILL.exec(sku) ?? [];
  if (!billerId || !how) return { product: "topup", local: sku.endsWith(":local") };
  const fixed = /^\d/.test(how) ? { amountId: how } : {};
  return { product: "bill", billerId, local: how !== "usd", ...fixed };
}
