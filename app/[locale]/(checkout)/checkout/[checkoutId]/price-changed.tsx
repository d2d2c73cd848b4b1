import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { formatMoney, money, type Money } from "@/lib/core/money";

/** After a new quote: what the price was and is. `before` comes from the address and is believed for this sentence only. */
export function PriceChanged({ total, before }: { total: Money; before: string | string[] | undefined }) {
  const t = useTranslations("checkout.changed");
  const locale = useLocale();
  if (typeof before !== "string" || !/^\d{1,9}$/.test(before)) return null;
  const old = Number(before);
  const direction = old === total.minor ? "same" : old < total.minor ? "up" : "down";
  return (
    <Notice tone={direction === "up" ? "wait" : "ok"} live>
      {t(direction, {
        before: formatMoney(money(old, total.currency), locale),
        after: formatMoney(total, locale),
      })}
    </Notice>
  );
}
