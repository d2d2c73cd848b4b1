import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ProductForm } from "@/components/fields/product-form";
import type { ProductView } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/money";
import { currencySign } from "@/lib/core/currency-display";
import { startProductAction } from "../../start-product-action";
import { writeProductFields } from "../../write-product-fields";

/** The form of one product: its amount where any will do, and everything it demands. */
export async function DemandForm({
  locale,
  product,
  operator,
  to,
  start,
  children,
}: {
  locale: string;
  product: ProductView;
  operator: string;
  /** Token of the number, where it goes to one. */
  to: string | null;
  /** The amount it begins with. */
  start?: string | undefined;
  children?: ReactNode;
}) {
  const { choice, fields } = product;
  const [t, texts] = await Promise.all([
    getTranslations({ locale, namespace: "product" }),
    writeProductFields(fields, { locale, operator }),
  ]);
  const amount =
    choice.type === "range"
      ? {
          label: t("amount"),
          start,
          currency: currencySign(choice.min.currency, locale),
          bounds: t("bounds", {
            min: formatMoney(choice.min, locale, { compact: true }),
            max: formatMoney(choice.max, locale, { compact: true }),
          }),
        }
      : undefined;
  return (
    <ProductForm
      action={startProductAction}
      hidden={{
        locale,
        product: product.id,
        ...(to === null ? {} : { to }),
        ...(choice.type === "range" ? { "face-currency": choice.min.currency } : {}),
      }}
      fields={fields}
      texts={texts}
      amount={amount}
      words={{ submit: t("submit"), pending: t("pending"), refused: t("refused") }}
    >
      {children}
    </ProductForm>
  );
}
