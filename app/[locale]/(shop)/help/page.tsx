import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { alternatesOf } from "@/i18n/alternates-of";
import type { Locale } from "@/i18n/locales";
import { describeAnswers } from "@/app/describe-page";
import { shareCard } from "@/app/share-card";
import { StructuredData } from "@/components/layout/structured-data";
import { env } from "@/lib/env";
import { DemoLinks } from "./demo-links";

/** The mailbox of the demo may live at another port at each start. */
export const dynamic = "force-dynamic";

const QUESTIONS = ["hold", "missing", "release", "wrong", "operator", "price", "account"] as const;

interface Props {
  params: Promise<{ locale: Locale }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "shop.help" });
  const words = { title: t("title"), description: t("description") };
  return {
    ...words,
    ...shareCard(locale, { ...words, path: "/help" }),
    alternates: alternatesOf(locale, "/help"),
  };
}

export default async function HelpPage({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("shop.help");
  const { mode, stripe } = env();
  const answers = QUESTIONS.map((name) => ({
    question: t(`questions.${name}.question`),
    answer: t(`questions.${name}.answer`),
  }));
  return (
    <div className="wrap pt-4 pb-14 md:pt-8">
      <StructuredData data={describeAnswers(answers)} />
      <h1>{t("title")}</h1>
      <p className="mt-3 text-ink-2">{t("lead")}</p>
      <dl className="mt-8 grid gap-x-12 gap-y-8 md:grid-cols-2">
        {QUESTIONS.map((name) => (
          <div key={name} id={name}>
            <dt className="text-lg font-bold">{t(`questions.${name}.question`)}</dt>
            <dd className="mt-1.5 max-w-[56ch] text-ink-2">{t(`questions.${name}.answer`)}</dd>
          </div>
        ))}
        <div id="who">
          <dt className="text-lg font-bold">{t("questions.who.question")}</dt>
          <dd className="mt-1.5 max-w-[56ch] text-ink-2">
            {t(`questions.who.${mode}`)}
            {mode === "demo" && <DemoLinks sandbox={`${stripe.protocol}://${stripe.host}:${stripe.port}`} />}
          </dd>
        </div>
      </dl>
    </div>
  );
}
