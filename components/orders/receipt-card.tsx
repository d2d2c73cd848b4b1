import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { writeOperator } from "@/components/catalog/write-operator";
import { Card } from "@/components/ui/card";
import { localePath } from "@/i18n/locales";
import { formatMoney } from "@/lib/core/money";
import type { OrderView } from "@/lib/orders/types";
import { Moment } from "./moment";
import { SentThing } from "./sent-thing";
import { writePaid } from "./write-paid";

function Row({
  name,
  screenOnly = false,
  children,
}: {
  name: string;
  screenOnly?: boolean;
  children: ReactNode;
}) {
  return (
    <div className={`flex flex-wrap justify-between gap-x-6 py-2 ${screenOnly ? "print:hidden" : ""}`}>
      <dt className="text-ink-2">{name}</dt>
      <dd className="num min-w-0 text-end break-words">{children}</dd>
    </div>
  );
}

/** Everything a buyer may be asked for later: what, when, to whom, for how much, and both references. Prints by itself on one page. */
export function ReceiptCard({ order }: { order: OrderView }) {
  const t = useTranslations("orders.receipt");
  const locale = useLocale();
  const last = order.stops.at(-1);
  const card = order.stops.find((stop) => stop.card)?.card;
  const reference = order.attempts.at(-1)?.reference;
  const charged = order.money === "charged" && last?.amount;
  const paid = writePaid(order, t, (amount) => formatMoney(amount, locale));
  const words = useTranslations("proof.receipt");
  const link = "link inline-flex min-h-12 items-center";
  return (
    <Card>
      <h2 className="text-lg">{t(charged ? "heading" : "details")}</h2>
      <p className="flex flex-wrap gap-x-5 text-sm print:hidden">
        <a href={localePath(locale, `/orders/${order.publicId}/receipt`)} className={link}>
          {words("open")}
        </a>
        <a href={`/api/orders/${order.publicId}/receipt?locale=${locale}`} className={link}>
          {words("pdf")}
        </a>
      </p>
      <dl className="mt-3 divide-y divide-rule text-sm">
        {/* Whoever holds it sees the codes of the order: it stays off paper. */}
        <Row name={t("order")} screenOnly>
          {order.publicId}
        </Row>
        <Row name={t("date")}>
          <Moment at={order.createdAt} locale={locale} shape="date" />
        </Row>
        <Row name={t("sentTo")}>
          <bdi dir="ltr">{order.to.masked}</bdi>
        </Row>
        <Row name={t("operator")}>{writeOperator(order.operator, locale)}</Row>
        <Row name={t("what")}>
          <SentThing of={order} />
        </Row>
        <Row name={t("charged")}>{paid}</Row>
        {charged && last?.together && <Row name={t("together")}>{formatMoney(last.together, locale)}</Row>}
        {card && <Row name={t("card")}>{card}</Row>}
        {reference && <Row name={t("reference")}>{reference}</Row>}
        {order.operatorReference && <Row name={t("operatorReference")}>{order.operatorReference}</Row>}
        <Row name={t("mail")}>{order.maskedEmail}</Row>
      </dl>
    </Card>
  );
}
