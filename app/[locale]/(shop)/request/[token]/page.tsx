import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { ButtonForm } from "@/components/checkout/button-form";
import { Moment } from "@/components/orders/moment";
import { Card } from "@/components/ui/card";
import { Flag } from "@/components/ui/flag";
import type { Locale } from "@/i18n/locales";
import { guessByRange } from "@/lib/checkout";
import { countryName } from "@/lib/phone/country-name";
import { maskNumber } from "@/lib/phone/mask-number";
import { runtime } from "@/lib/runtime";
import { answerRequestAction } from "../answer-request-action";
import { readRequest } from "./read-request";
import { RequestGone } from "./request-gone";

interface Props {
  params: Promise<{ locale: Locale; token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "request.open" });
  return { title: t("metaTitle"), robots: { index: false, follow: false } };
}

function Row({ name, note, children }: { name: string; note?: string; children: ReactNode }) {
  return (
    <div className="py-3">
      <dt className="text-sm text-ink-2">{name}</dt>
      <dd className="font-semibold">{children}</dd>
      {note && <dd className="mt-0.5 text-xs text-ink-3">{note}</dd>}
    </div>
  );
}

/** What whoever was asked sees: who asks, for which number, and what happens to their money. Nobody is asked about the number before they go on. */
export default async function OpenRequestPage({ params }: Props) {
  const { locale, token } = await params;
  setRequestLocale(locale);
  const request = readRequest(token);
  if (request === null || request === "over")
    return <RequestGone locale={locale} over={request === "over"} />;
  const t = await getTranslations("request.open");
  const ctx = runtime().context({ kind: "system", id: "pages" });
  const operator = await guessByRange(ctx, request);
  const { name, message, amount, number, country, until } = request;
  const place = countryName(country, locale);
  return (
    <div className="wrap grid gap-x-16 gap-y-6 pt-4 pb-14 md:grid-cols-2 md:pt-10">
      <div className="grid content-start gap-4">
        <h1 className="text-[clamp(1.75rem,1.3rem+2vw,2.75rem)]">
          {name ? t("title", { name }) : t("titleNoName")}
        </h1>
        {message && (
          <figure className="border-s-4 border-marigold ps-4">
            <figcaption className="text-sm text-ink-2">{t("message")}</figcaption>
            <blockquote className="mt-1 text-lg">{message}</blockquote>
          </figure>
        )}
        <p className="max-w-[46ch] text-ink-2">{t("promise")}</p>
      </div>
      <Card asks className="grid gap-5">
        <dl className="divide-y divide-rule">
          <Row name={t("number")} note={t("numberNote")}>
            <span className="flex items-center gap-3 text-[1.5rem] font-extrabold">
              <Flag country={country} />
              <bdi dir="ltr" className="num">
                {maskNumber(number)}
              </bdi>
            </span>
          </Row>
          <Row name={t("operator")}>
            {operator ? t("operatorGuess", { operator: operator.name }) : t("operatorOpen")}
          </Row>
          {amount && (
            <Row name={t("amount")}>
              {t("amountIn", {
                amount: new Intl.NumberFormat(locale).format(Number(amount)),
                country: place,
              })}
            </Row>
          )}
          <Row name={t("until")}>
            <Moment at={until} locale={locale} shape="date" />
          </Row>
        </dl>
        <ButtonForm
          action={answerRequestAction}
          fields={{ request: decodeURIComponent(token), locale }}
          tone="next"
          texts={{ button: t("go"), pending: t("pending") }}
        />
        <p className="text-xs text-ink-3">{t("care")}</p>
      </Card>
    </div>
  );
}
