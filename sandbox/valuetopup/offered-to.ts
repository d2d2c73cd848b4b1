import { chanceBy } from "../world/hash-text";
import type { Sku } from "./valuetopup-sku";

/** Which of a dynamic product's SKUs a number is offered: about two of three, by the number alone. */
export function offeredTo(sku: Sku, digits: string): boolean {
  return !sku.product.perNumber || chanceBy(`valuetopup bundle ${sku.skuId} ${digits}`, 66);
}
