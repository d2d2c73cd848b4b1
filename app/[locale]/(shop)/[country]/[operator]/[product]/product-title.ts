import { withoutOperator } from "@/components/catalog/write-choice";
import type { ProductView } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/money";

/** Whether it has a name of its own: of airtime and PINs the amount is all. */
export const isNamed = ({ description, kind }: ProductView): boolean =>
  description !== "" && kind !== "pin" && kind !== "airtime";

/** What a product is called: its words without the operator's name, else its amount. */
export function productTitle(product: ProductView, operator: string, locale: string): string {
  const { description, choice } = product;
  if (isNamed(product)) return withoutOperator(description, operator);
  if (choice.type === "fixed") return formatMoney(choice.face, locale, { compact: true });
  return `${formatMoney(choice.min, locale, { compact: true })} – ${formatMoney(choice.max, locale, { compact: true })}`;
}
