import { useTranslations } from "next-intl";
import { ButtonForm } from "@/components/checkout/button-form";
import { CurrencyForm } from "@/components/checkout/currency-form";
import { PromoForm } from "@/components/checkout/promo-form";
import { Moment } from "@/components/orders/moment";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/locales";
import type { CheckoutView, PromoView } from "@/lib/checkout/types";
import { formatMoney } from "@/lib/core/money";
import { applyPromoAction, chooseCurrencyAction, dropPromoAction } from "../../cart-actions";

/** A code that lies beside the payment: what it takes off, or why nothing; it can be taken away again. */
function Promo({
  promo,
  fields,
  locale,
}: {
  promo: PromoView;
  fields: Record<string, string>;
  locale: Locale;
}) {
  const t = useTranslations("checkout.promo");
  const why = useTranslations("checkout.failures");
  const { code, discount, failure } = promo;
  const from = failure?.values?.["from"];
  return (
    <div className="grid gap-2">
      {failure ? (
        <Notice tone="bad" title={t("refused", { code })}>
          {failure.code === "promo-not-yet" && typeof from === "string" ? (
            <Moment at={from} locale={locale} />
          ) : (
            why(failure.code as "promo-over", failure.values)
          )}
        </Notice>
      ) : (
        <Notice tone="ok">
          {t("applied", { code, discount: discount ? formatMoney(discount, locale) : "" })}
        </Notice>
      )}
      <ButtonForm
        action={dropPromoAction}
        tone="quiet"
        size="small"
        fields={fields}
        texts={{ button: t("remove"), pending: t("removing") }}
      />
    </div>
  );
}

/** What the buyer may choose of a price: what it is paid in, and a code. */
export function PriceChoices({ checkout, locale }: { checkout: CheckoutView; locale: Locale }) {
  const t = useTranslations("checkout.promo");
  const fields = { checkout: checkout.id, locale };
  const { promo } = checkout;
  if (!checkout.changeable) return null;
  return (
    <div className="grid gap-2 border-t border-rule pt-4">
      <CurrencyForm
        action={chooseCurrencyAction}
        current={checkout.currency}
        fields={fields}
        locale={locale}
      />
      {promo ? (
        <Promo promo={promo} fields={fields} locale={locale} />
      ) : (
        <PromoForm
          action={applyPromoAction}
          fields={fields}
          texts={{
            summary: t("summary"),
            label: t("label"),
            button: t("apply"),
            pending: t("applying"),
          }}
        />
      )}
    </div>
  );
}
