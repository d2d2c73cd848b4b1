import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations, setRequestLocale } from "next-intl/server";
import type { ReactNode } from "react";
import { missingPage } from "@/app/missing-page";
import { writeOperator } from "@/components/catalog/write-operator";
import { Moment } from "@/components/orders/moment";
import { whatIsSent } from "@/components/orders/what-is-sent";
import { Card } from "@/components/ui/card";
import { Monogram } from "@/components/ui/monogram";
import { localePath, type Locale } from "@/i18n/locales";
import type { ProofView } from "@/lib/orders/types";
import { readProof } from "@/lib/reports";
import { runtime } from "@/lib/runtime";

interface Props {
  params: Promise<{ locale: Locale; token: string }>;
}

const TITLES = { arrived: "title", "on-its-way": "onItsWay", missed: "missed" } as const;
const LEADS = { arrived: "lead", "on-its-way": "onItsWayLead", missed: "missedLead" } as const;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "proof.page" });
  return { title: t("metaTitle"), robots: { index: false, follow: false } };
}

/** For whoever an order was for: what arrived and when, with the operator's reference and the sender's words. No price, nothing of the sender. */
export default async function ProofPage({ params }: Props) {
  const { locale, token } = await params;
  setRequestLocale(locale);
  const proof = await readProof(runtime().context({ kind: "system", id: "pages" }), { token });
  if (!proof) missingPage(locale);
  const t = await getTranslations("proof.page");
  const what = whatIsSent({ parcel: proof.parcel, price: { face: proof.face } }, locale);
  const link = "link inline-flex min-h-12 items-center";
  return (
    <div className="wrap grid max-w-2xl gap-6 pt-4 pb-14 md:pt-10">
      <div className="grid gap-3">
        <Monogram name={proof.operator.name} size={52} />
        <h1>{t(TITLES[proof.stands], { what })}</h1>
        <p className="text-ink-2">{t(LEADS[proof.stands], { operator: proof.operator.name })}</p>
      </div>
      {proof.message && (
        <figure className="border-s-4 border-marigold ps-4">
          <figcaption className="text-sm text-ink-2">{t("message")}</figcaption>
          <blockquote className="mt-1 text-lg">{proof.message}</blockquote>
        </figure>
      )}
      <Card>
        <Facts proof={proof} what={what} locale={locale} />
      </Card>
      <nav className="flex flex-wrap gap-x-6 print:hidden">
        <Link href={localePath(locale, "/request")} prefetch={false} className={link}>
          {t("ask")}
        </Link>
        <Link href={localePath(locale, "/")} prefetch={false} className={link}>
          {t("send")}
        </Link>
      </nav>
    </div>
  );
}

async function Facts({ proof, what, locale }: { proof: ProofView; what: string; locale: Locale }) {
  const t = await getTranslations("proof.page");
  const { operator, to, at, operatorReference } = proof;
  const rows: [string, ReactNode][] = [
    [t("what"), what],
    [
      t("to"),
      <bdi key="to" dir="ltr">
        {to.masked}
      </bdi>,
    ],
    [t("operator"), writeOperator(operator, locale, ", ")],
  ];
  if (at) rows.push([t("at"), <Moment key="at" at={at} locale={locale} shape="date" />]);
  if (operatorReference) rows.push([t("reference"), <bdi key="reference">{operatorReference}</bdi>]);
  return (
    <>
      <dl className="divide-y divide-rule text-sm">
        {rows.map(([name, value]) => (
          <div key={name} className="flex flex-wrap justify-between gap-x-6 py-2.5">
            <dt className="text-ink-2">{name}</dt>
            <dd className="num min-w-0 text-end font-semibold break-words">{value}</dd>
          </div>
        ))}
      </dl>
      {operatorReference && <p className="mt-3 text-xs text-ink-3">{t("referenceNote")}</p>}
    </>
  );
}
