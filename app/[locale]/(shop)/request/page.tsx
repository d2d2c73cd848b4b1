import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { shareCard } from "@/app/share-card";
import { RequestForm, type RequestTexts } from "@/components/request/request-form";
import { Card } from "@/components/ui/card";
import { alternatesOf } from "@/i18n/alternates-of";
import type { Locale } from "@/i18n/locales";
import { REQUEST_DAYS } from "@/lib/checkout";
import { LONGEST_WORDS } from "@/lib/checkout/request-schema";
import { makeRequestAction } from "./make-request-action";
import { readDestinations } from "../read-destinations";

export const revalidate = 60;

interface Props {
  params: Promise<{ locale: Locale }>;
}

const TEXTS: (keyof RequestTexts)[] = [
  "number",
  "country",
  "noCountry",
  "amount",
  "amountHint",
  "name",
  "nameHint",
  "message",
  "messageHint",
  "submit",
  "pending",
  "stored",
];

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { locale } = await params;
  const t = await getTranslations({ locale, namespace: "request" });
  const words = { title: t("metaTitle"), description: t("description") };
  return {
    ...words,
    ...shareCard(locale, { ...words, path: "/request" }),
    alternates: alternatesOf(locale, "/request"),
  };
}

/** Whoever wants a top-up makes a link for whoever is to pay it. */
export default async function RequestPage({ params }: Props) {
  const { locale } = await params;
  setRequestLocale(locale);
  const t = await getTranslations("request");
  const destinations = await readDestinations(locale);
  const values = { most: LONGEST_WORDS, days: REQUEST_DAYS };
  const texts = Object.fromEntries(TEXTS.map((name) => [name, t(`form.${name}`, values)])) as RequestTexts;
  return (
    <div className="wrap grid gap-x-16 gap-y-6 pt-4 pb-14 md:grid-cols-2 md:pt-10">
      <div>
        <h1>{t("title")}</h1>
        <p className="mt-4 max-w-[46ch] text-ink-2">{t("lead")}</p>
      </div>
      <Card asks>
        <RequestForm
          action={makeRequestAction}
          locale={locale}
          countries={destinations.map(({ country, name, callingCode }) => (
            <option key={country} value={country}>
              {`${name} +${callingCode}`}
            </option>
          ))}
          texts={texts}
        />
      </Card>
    </div>
  );
}
