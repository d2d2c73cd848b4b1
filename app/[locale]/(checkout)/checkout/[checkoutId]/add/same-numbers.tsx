import { useTranslations } from "next-intl";
import { ButtonForm } from "@/components/checkout/button-form";
import type { Locale } from "@/i18n/locales";
import type { CheckoutView } from "@/lib/checkout/types";
import { addToNumberAction } from "../../../cart-actions";

/** Something else for a number that stands in the payment already. */
export function SameNumbers({ checkout, locale }: { checkout: CheckoutView; locale: Locale }) {
  const t = useTranslations("checkout.add");
  const numbers = new Map(
    checkout.lines.flatMap(({ line, to }) => (to.by === "number" ? [[to.international, line] as const] : [])),
  );
  if (numbers.size === 0) return null;
  return (
    <section className="grid gap-3 border-t border-rule pt-5">
      <h2 className="text-base font-bold">{t("toSame")}</h2>
      {[...numbers].map(([international, line]) => (
        <ButtonForm
          key={line}
          action={addToNumberAction}
          tone="quiet"
          fields={{ checkout: checkout.id, line: String(line), locale }}
          texts={{ button: international, pending: t("pending") }}
        />
      ))}
    </section>
  );
}
