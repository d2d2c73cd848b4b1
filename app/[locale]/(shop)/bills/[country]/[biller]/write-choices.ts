import type { AmountTexts } from "@/components/fields/amount-input";
import type { BillPackage } from "@/components/fields/bill-form";
import type { FieldView } from "@/lib/catalog/field-schema";
import type { ProductView } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/money";
import { currencySign } from "@/lib/core/currency-display";

interface Choices {
  fields: FieldView[];
  packages: BillPackage[];
  /** Any amount within bounds. */
  range?: { productId: string; currency: string; amount: AmountTexts };
}

/** What one form asks for several products: all that any of them does, and nothing that must be said of one alone. */
function fieldsOf(products: ProductView[]): FieldView[] {
  const all = products.flatMap(({ fields }) => fields);
  const names = [...new Set(all.map(({ name }) => name))];
  return names.flatMap((name) => {
    const same = all.filter((field) => field.name === name);
    const [first] = same;
    if (!first) return [];
    return [
      { ...first, required: same.length === products.length && same.every(({ required }) => required) },
    ];
  });
}

const mostOf = ({ choice }: ProductView): number => (choice.type === "range" ? choice.max.minor : 0);

/** What can be paid to a biller: its packages, an amount within bounds, or either; of several ranges the widest. */
export function writeChoices(
  products: ProductView[],
  { locale, t }: { locale: string; t(key: "amount" | "bounds", values?: Record<string, string>): string },
): Choices {
  const write = (amount: Parameters<typeof formatMoney>[0]) => formatMoney(amount, locale, { compact: true });
  const fixed = products.filter(({ choice }) => choice.type === "fixed");
  const packages = fixed.flatMap(({ id, description, choice }) =>
    choice.type === "fixed"
      ? [{ id, title: write(choice.face), detail: description, price: formatMoney(choice.price, locale) }]
      : [],
  );
  const [widest] = products.toSorted((a, b) => mostOf(b) - mostOf(a));
  if (widest?.choice.type !== "range") return { fields: fieldsOf(fixed), packages };
  const { min, max } = widest.choice;
  return {
    fields: fieldsOf([...fixed, widest]),
    packages,
    range: {
      productId: widest.id,
      currency: min.currency,
      amount: {
        label: t("amount"),
        currency: currencySign(min.currency, locale),
        bounds: t("bounds", { min: write(min), max: write(max) }),
      },
    },
  };
}
