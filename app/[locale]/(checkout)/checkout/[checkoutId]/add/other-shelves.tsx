import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/ui/submit-button";
import type { Locale } from "@/i18n/locales";
import type { CheckoutView } from "@/lib/checkout/types";
import { addGoodsAction } from "../../../cart-actions";

/** The ways to what goes to no number. */
export function OtherShelves({ checkout, locale }: { checkout: CheckoutView; locale: Locale }) {
  const t = useTranslations("checkout.add");
  return (
    <form action={addGoodsAction} className="grid gap-3 border-t border-rule pt-5">
      <h2 className="text-base font-bold">{t("without")}</h2>
      <input type="hidden" name="checkout" value={checkout.id} />
      <input type="hidden" name="locale" value={locale} />
      <div className="grid gap-3 sm:grid-cols-3">
        <SubmitButton tone="quiet" name="where" value="esim">
          {t("esim")}
        </SubmitButton>
        <SubmitButton tone="quiet" name="where" value="gift-cards">
          {t("giftCard")}
        </SubmitButton>
        <SubmitButton tone="quiet" name="where" value="bills">
          {t("bill")}
        </SubmitButton>
      </div>
    </form>
  );
}
