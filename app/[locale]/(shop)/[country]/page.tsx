import type { Metadata } from "next";
import { getTranslations, setRequestLocale } from "next-intl/server";
import { describeTrail } from "@/app/describe-page";
import { missingPage } from "@/app/missing-page";
import { shareCard } from "@/app/share-card";
import { OperatorTile } from "@/components/catalog/operator-tile";
import { StructuredData } from "@/components/layout/structured-data";
import { NumberForm } from "@/components/phone/number-form";
import { Card } from "@/components/ui/card";
import { Flag } from "@/components/ui/flag";
import { Notice } from "@/components/ui/notice";
import { alternatesOf } from "@/i18n/alternates-of";
import { localePath, type Locale } from "@/i18n/locales";
import { listOperatorsOf } from "@/lib/catalog";
import type { RecipientView } from "@/lib/catalog/types";
import { runtime } from "@/lib/runtime";
import { findOperatorAction } from "../find-operator-action";
import { readDestinations, type Destination } from "../read-destinations";
import { readRecipientOf } from "../read-recipient-of";
import { writeNumberForm } from "../write-number-form";

interface Props {
  params: Promise<{ locale: Locale; country: string }>;
  searchParams: Promise<{ to?: string | string[]; amount?: string | string[] }>;
}

async function findCountry(params: Props["params"]): Promise<Destination | undefined> {
  const { locale, country } = await params;
  return (await readDestinations(locale)).find(({ slug }) => slug === country);
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [found, { locale }, { to }] = await Promise.all([findCountry(params), params, searchParams]);
  if (!found) return {};
  const t = await getTranslations({ locale, namespace: "catalog.country" });
  const operators = found.operators.map(({ name }) => name).join(", ");
  const words = {
    title: t("metaTitle", { country: found.name }),
    description: t("metaDescription", { country: found.name, operators }),
  };
  return {
    ...words,
    ...shareCard(locale, { ...words, path: `/${found.slug}` }),
    alternates: alternatesOf(locale, `/${found.slug}`),
    ...(to ? { robots: { index: false } } : {}),
  };
}

/** Operators of a country; with `?to=` the choice of the operator of a number. */
export default async function CountryPage({ params, searchParams }: Props) {
  const [{ locale, country }, { to, amount }] = await Promise.all([params, searchParams]);
  setRequestLocale(locale);
  const [found, recipient] = await Promise.all([findCountry(params), readRecipientOf(to)]);
  if (!found) missingPage(locale, country);
  const t = await getTranslations("catalog.country");
  const fits = recipient?.country === found.country ? recipient : null;
  const operators = await readOperatorsOf(found.country);
  const asked = typeof amount === "string" && /^[\d.]{1,13}$/.test(amount) ? `&amount=${amount}` : "";
  const query = fits ? `?to=${fits.token}${asked}` : "";
  return (
    <div className="wrap grid gap-x-12 gap-y-6 pt-4 pb-14 md:grid-cols-[1.2fr_0.8fr] md:pt-8">
      <StructuredData data={describeTrail(locale, [{ name: found.name, path: `/${found.slug}` }])} />
      <div className="grid content-start gap-4 md:col-span-2">
        <div className="flex items-center gap-4">
          <Flag country={found.country} width={48} />
          <h1 className="text-[clamp(1.75rem,1.3rem+2vw,2.5rem)]">{found.name}</h1>
        </div>
        {to && !fits && (
          <Notice tone="wait" title={t("numberGone")}>
            {t("numberGoneHelp")}
          </Notice>
        )}
        <p className="max-w-[56ch] text-ink-2">{fits ? <Chosen recipient={fits} /> : t("lead")}</p>
      </div>
      {!fits && (
        <Card asks className="self-start md:col-start-2 md:row-start-2">
          <NumberForm
            action={findOperatorAction}
            country={found.country}
            {...await writeNumberForm(locale)}
          />
        </Card>
      )}
      <ul
        className={`grid content-start gap-2.5 sm:grid-cols-2 ${fits ? "md:col-span-2 md:grid-cols-3" : ""}`}
      >
        {operators.map(({ id, name, slug, look }) => (
          <li key={id}>
            <OperatorTile
              name={name}
              look={look}
              href={localePath(locale, `/${found.slug}/${slug}${query}`)}
              mark={markOf(fits, id, { guess: t("guess"), possible: t("possible") })}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

function readOperatorsOf(country: string) {
  return listOperatorsOf(runtime().context({ kind: "system", id: "pages" }), { country });
}

/** What stands beside an operator that a source named for the number. */
function markOf(
  recipient: RecipientView | null,
  id: string,
  marks: { guess: string; possible: string },
): string | undefined {
  if (recipient?.operatorId === id) return marks.guess;
  return recipient?.candidates.some(({ operatorId }) => operatorId === id) ? marks.possible : undefined;
}

async function Chosen({ recipient }: { recipient: RecipientView }) {
  const t = await getTranslations("catalog.country");
  const [likeliest] = recipient.candidates;
  const elsewhere = recipient.operatorId === null && likeliest?.operatorId === null ? likeliest.name : "";
  return t.rich(elsewhere ? "chooseElsewhere" : "choose", {
    number: recipient.international,
    name: elsewhere,
    b: (text) => (
      <bdi dir="ltr" className="num font-bold whitespace-nowrap text-ink">
        {text}
      </bdi>
    ),
  });
}
