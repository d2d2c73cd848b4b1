import { useTranslations } from "next-intl";
import { startCheckoutAction } from "@/app/[locale]/(checkout)/checkout-actions";
import { AmountForm } from "@/components/catalog/amount-form";
import { ChoiceForm } from "@/components/catalog/choice-form";
import { ChoiceGrid } from "@/components/catalog/choice-grid";
import { writeSuggested } from "@/components/catalog/write-choice";
import type { ProductView } from "@/lib/catalog/types";
import { formatMoney } from "@/lib/core/money";
import { currencySign } from "@/lib/core/currency-display";
import { DemandForm } from "./demand-form";

/** A range: suggested amounts with their prices, and any other amount within its bounds. Nothing for other products. */
export function RangeSection({
  product,
  written,
  fields,
  start,
}: {
  product: ProductView;
  written: Parameters<typeof writeSuggested>[1];
  fields: { to: string; locale: string } | null;
  /** The amount that somebody asked for, where it may be that of this range. */
  start?: string | undefined;
}) {
  const t = useTranslations("catalog.operator");
  const { choice } = product;
  if (choice.type !== "range") return null;
  const { locale } = written;
  const bounds = {
    min: formatMoney(choice.min, locale, { compact: true }),
    max: formatMoney(choice.max, locale, { compact: true }),
  };
  const choices = writeSuggested(choice.suggested, written);
  // What goes to no number needs none to be priced.
  const to = product.dialled ? (fields?.to ?? null) : null;
  if (product.fields.length > 0 && (fields || !product.dialled))
    return <DemandForm locale={locale} product={product} operator={written.operator} to={to} start={start} />;
  if (!fields) {
    return (
      <>
        <ChoiceGrid choices={choices} shape="tile" />
        <p className="text-sm text-ink-2">{t("anyAmount", bounds)}</p>
      </>
    );
  }
  const hidden = { ...fields, product: product.id, "face-currency": choice.min.currency };
  return (
    <>
      <ChoiceForm action={startCheckoutAction} fields={hidden} title={t("refused")}>
        <ChoiceGrid choices={choices} shape="tile" pendingText={t("pricing")} />
      </ChoiceForm>
      <AmountForm
        action={startCheckoutAction}
        fields={hidden}
        currency={currencySign(choice.min.currency, locale)}
        start={start}
        texts={{
          label: t("otherAmount"),
          bounds: t("bounds", bounds),
          submit: t("seePrice"),
          pending: t("pricing"),
        }}
      />
    </>
  );
}
