import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { whatIsSent } from "@/components/orders/what-is-sent";
import { OperatorPlace } from "@/components/catalog/operator-place";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import { localePath } from "@/i18n/locales";
import type { CheckoutLineView } from "@/lib/checkout/types";
import { formatMoney } from "@/lib/core/money";
import { ButtonForm, type ButtonAction } from "./button-form";
import { Doubts } from "./doubts";
import { PriceParts } from "./price-parts";
import { writtenTo } from "./written-to";

/** Ways to change a line. They lead back to it: what is chosen there takes its place. */
function Ways({ line, instead }: { line: CheckoutLineView; instead: string }) {
  const t = useTranslations("checkout.to");
  const locale = useLocale();
  const { operator, to } = line;
  if (to.by !== "number") return null;
  const country = localePath(locale, `/${operator.countrySlug}`);
  const link = "link inline-flex min-h-12 items-center";
  return (
    <nav aria-label={t("change")} className="flex flex-wrap items-center gap-x-4 text-sm">
      <span aria-hidden className="text-ink-2">
        {t("change")}
      </span>
      <Link href={localePath(locale, instead)} prefetch={false} className={link}>
        {t("number")}
      </Link>
      <Link href={`${country}?to=${to.token}`} prefetch={false} className={link}>
        {t("operator")}
      </Link>
      <Link href={`${country}/${operator.slug}?to=${to.token}`} prefetch={false} className={link}>
        {t("amount")}
      </Link>
    </nav>
  );
}

/** One of several lines of a payment: what goes to whom, what it costs, and the ways to change it or take it off. */
export function LineCard({
  line,
  place,
  gift,
  remove,
}: {
  line: CheckoutLineView;
  /** Its place among the lines, from 1. */
  place: { n: number; count: number; checkoutId: string };
  /** Who else gets its code. */
  gift?: ReactNode;
  /** Absent: nothing of it can be changed any more. */
  remove?: ButtonAction | undefined;
}) {
  const t = useTranslations("checkout");
  const locale = useLocale();
  const { operator, price } = line;
  const to = writtenTo(line.to) ?? t("to.you");
  const what = whatIsSent(line, locale);
  const total = formatMoney(price.total, locale);
  const { checkoutId, n, count } = place;
  return (
    <Card>
      <h2 className="text-xs font-semibold text-ink-2">{t("to.title", { n, count })}</h2>
      <div className="mt-2 flex items-center gap-3">
        <Monogram name={operator.name} size={40} />
        <div className="min-w-0 flex-1">
          <p className="font-bold">{what}</p>
          <OperatorPlace operator={operator} />
        </div>
        <p className="num flex-none font-bold">{total}</p>
      </div>
      <p className="num mt-3 text-[1.375rem] leading-tight font-extrabold tracking-[-0.02em]">
        <span className="sr-only">{t("to.label")} </span>
        <bdi dir="ltr">{to}</bdi>
      </p>
      {gift}
      <Doubts line={line} />
      <details className="mt-2 text-sm">
        <summary className="link inline-flex min-h-12 list-none items-center [&::-webkit-details-marker]:hidden">
          {t("price.details")}
        </summary>
        <div className="pt-1 pb-3">
          <PriceParts
            price={price}
            operator={operator.name}
            kind={line.kind}
            parcel={line.parcel}
            explained
          />
        </div>
      </details>
      {remove && (
        <div className="-mb-2 flex flex-wrap items-center justify-between gap-x-4">
          <Ways line={line} instead={`/checkout/${checkoutId}/add?instead=${line.line}`} />
          <ButtonForm
            action={remove}
            tone="quiet"
            size="small"
            fields={{ checkout: checkoutId, line: String(line.line), locale }}
            texts={{ button: t("to.remove"), pending: t("to.removing") }}
            label={t("to.removeWhich", { what, to })}
          />
        </div>
      )}
    </Card>
  );
}
