import { useLocale, useTranslations } from "next-intl";
import { SentThing } from "@/components/orders/sent-thing";
import type { CheckoutView } from "@/lib/checkout/types";
import { formatMoney } from "@/lib/core/money";
import { writtenTo } from "./written-to";

/** What several lines cost together, a code's discount taken off. */
export function PriceSum({ checkout }: { checkout: CheckoutView }) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const { lines, promo, total, changeable } = checkout;
  // Once frozen, each line's own total is less by its part of the discount.
  const off = promo?.discount;
  const before = (line: CheckoutView["lines"][number]) => ({
    ...line.price.total,
    minor: line.price.total.minor + (changeable ? 0 : (line.price.discount?.minor ?? 0)),
  });
  return (
    <dl className="grid gap-2.5">
      {lines.map((line) => (
        <div key={line.line} className="flex items-baseline justify-between gap-4">
          <dt className="min-w-0 text-sm text-ink-2">
            <SentThing of={line} />
            <span className="num block text-xs text-ink-3">
              <bdi dir="ltr" className="wrap-anywhere">
                {writtenTo(line.to) ?? t("to.you")}
              </bdi>
            </span>
          </dt>
          <dd className="num text-end text-sm whitespace-nowrap">{formatMoney(before(line), locale)}</dd>
        </div>
      ))}
      {off && (
        <div className="flex items-baseline justify-between gap-4 text-sm">
          <dt className="text-ink-2">{t("price.discount", { code: promo.code })}</dt>
          <dd className="num whitespace-nowrap">{formatMoney({ ...off, minor: -off.minor }, locale)}</dd>
        </div>
      )}
      <div className="mt-1 flex items-baseline justify-between gap-4 border-t border-rule pt-3">
        <dt className="font-bold">
          {t("price.total")}
          <span className="block text-xs font-normal text-ink-3">{t("price.totalWhy")}</span>
        </dt>
        <dd className="num text-lg font-bold whitespace-nowrap">{formatMoney(total, locale)}</dd>
      </div>
    </dl>
  );
}
