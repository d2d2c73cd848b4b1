import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { SentThing } from "@/components/orders/sent-thing";
import { whatIsSent } from "@/components/orders/what-is-sent";
import { FieldSummary } from "@/components/fields/field-summary";
import { OperatorPlace } from "@/components/catalog/operator-place";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import type { CheckoutLineView } from "@/lib/checkout/types";
import { formatMoney } from "@/lib/core/money";
import { ButtonForm, type ButtonAction } from "./button-form";
import { Brings } from "./brings";
import { ChangeLinks } from "./change-links";
import { Doubts } from "./doubts";
import { KindNotice } from "./kind-notice";
import { PriceParts } from "./price-parts";
import { writtenTo } from "./written-to";

/** One of several lines of a payment: what goes to whom, what it costs, and the ways to change it or take it off. */
export function LineCard({
  line,
  place,
  gift,
  delivery,
  remove,
}: {
  line: CheckoutLineView;
  /** Its place among the lines, from 1. */
  place: { n: number; count: number; checkoutId: string };
  /** Who else gets its code. */
  gift?: ReactNode;
  /** How deliveries to its operator go. */
  delivery?: ReactNode;
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
          <p className="font-bold">
            <SentThing of={line} />
          </p>
          <Brings line={line} />
          <OperatorPlace operator={operator} />
        </div>
        <p className="num flex-none font-bold">{total}</p>
      </div>
      <p className="num mt-3 text-[1.375rem] leading-tight font-extrabold tracking-[-0.02em]">
        <span className="sr-only">{t("to.label")} </span>
        <bdi dir="ltr" className="wrap-anywhere">
          {to}
        </bdi>
      </p>
      <FieldSummary fields={line.fields} operator={operator.name} />
      <KindNotice line={line} />
      {gift}
      <Doubts line={line} />
      <div className="mt-3 grid gap-2 empty:hidden">{delivery}</div>
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
            parcelLang={line.parcelLang}
            explained
          />
        </div>
      </details>
      {remove && (
        <div className="-mb-2 flex flex-wrap items-center justify-between gap-x-4">
          <ChangeLinks line={line} number={`/checkout/${checkoutId}/add?instead=${line.line}`} />
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
