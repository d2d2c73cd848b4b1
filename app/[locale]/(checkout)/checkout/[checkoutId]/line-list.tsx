import Link from "next/link";
import { useTranslations } from "next-intl";
import { LineCard } from "@/components/checkout/line-card";
import { buttonClass } from "@/components/ui/button";
import { localePath, type Locale } from "@/i18n/locales";
import type { CheckoutLineView, CheckoutView } from "@/lib/checkout/types";
import { DeliveryLineOf, DeliveryNoticeOf } from "../../../delivery-of";
import { GiftPart } from "./gift-part";
import { removeLineAction } from "../../cart-actions";

/** The lines of a payment, each with what can be done about it. */
export function LineList({ checkout }: { checkout: CheckoutView }) {
  const { id, lines, changeable, stage } = checkout;
  const weighed = stage === "open" || stage === "stale";
  const isFirstOf = ({ operator }: CheckoutLineView, at: number) =>
    lines.findIndex((line) => line.operator.id === operator.id) === at;
  return lines.map((line, at) => (
    <LineCard
      key={line.line}
      line={line}
      place={{ n: at + 1, count: lines.length, checkoutId: id }}
      gift={<GiftPart line={line} checkoutId={id} changeable={changeable} />}
      delivery={weighed && isFirstOf(line, at) && <DeliveryOf operator={line.operator} />}
      remove={changeable ? removeLineAction : undefined}
    />
  ));
}

/** How deliveries to an operator go: said once, however many lines are for it. */
function DeliveryOf({ operator }: Pick<CheckoutLineView, "operator">) {
  return (
    <>
      <DeliveryNoticeOf operator={operator} />
      <DeliveryLineOf operator={operator} />
    </>
  );
}

/** The way to one more line, while there may be one. */
export function AddLink({ checkout, locale }: { checkout: CheckoutView; locale: Locale }) {
  const t = useTranslations("checkout.add");
  const { id, lines, changeable, addable } = checkout;
  if (!changeable) return null;
  if (!addable) return <p className="text-sm text-ink-2">{t("full", { most: lines.length })}</p>;
  return (
    <Link href={localePath(locale, `/checkout/${id}/add`)} prefetch={false} className={buttonClass("quiet")}>
      {t("link")}
    </Link>
  );
}
