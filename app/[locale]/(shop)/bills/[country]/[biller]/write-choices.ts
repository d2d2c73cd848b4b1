import type { AmountTexts } from "@/components/fields/amount-input";
import type { BillPackage } from "@/components/fields/bill-form";
import type { FieldView } from "@/lib/catalog/field-schema";
import type { ProductView } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/money";
import { currencySign } from "@/lib/core/currency-display";

interface Choices {
  fields: FieldView[];
  packages: BillPackage[];
  range?: { hidden: Record<string, string>; amount: AmountTexts };
}

/** What can be paid to a biller: its packages, or an amount within bounds; of several ranges the widest. */
export function writeChoices(
  products: ProductView[],
  { locale, t }: { locale: string; t(key: "amount" | "bounds", values?: Record<string, string>): string },
): Choices {
  const packages = products.flatMap(({ id, description, choice }) =>
    choice.type === "fixed"
      ? [
          {
            id,
            title: formatMoney(choice.face, locale, { compact: true }),
            detail: description,
            price: formatMoney(choice.price, locale),
          },
        ]
      : [],
  );
  const fixed = products.find(({ choice }) => choice.type === "fixed");
  if (fixed) return { fields: fixed.fields, packages };
  const [widest] = products.toSorted((a, b) => mostOf(b) - mostOf(a));
  if (widest?.choice.type !== "range") return { fields: [], packages: [] };
  const { min, max } = widest.choice;
  const bounds = {
    min: formatMoney(min, locale, { compact: true }),
    max: formatMoney(max, locale, { compact: true }),
  };
  return {
    fields: widest.fields,
    packages: [],
    range: {
      hidden: { product: widest.id, "face-currency": min.currency },
      amount: {
        label: t("amount"),
        currency: currencySign(min.currency, locale),
        bounds: t("bounds", bounds),
      },
    },
  };
}

const mostOf = ({ choice }: ProductView): number => (choice.type === "range" ? choice.max.minor : 0);
