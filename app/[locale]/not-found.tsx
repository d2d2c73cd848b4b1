import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { CountrySearch } from "@/components/catalog/country-search";
import { buttonClass } from "@/components/ui/button";
import { localePath } from "@/i18n/locales";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shop.notFound");
  return { title: t("title") };
}

/** A country, operator or page that is not there: what was not charged, and two ways on. */
export default async function NotFoundPage() {
  const locale = await getLocale();
  const t = await getTranslations("shop.notFound");
  const search = await getTranslations("catalog.countries");
  return (
    <div className="wrap grid max-w-2xl gap-6 py-10 md:py-16">
      <div>
        <h1>{t("title")}</h1>
        <p className="mt-3 text-ink-2">{t("text")}</p>
      </div>
      <p>
        <a href={localePath(locale, "/")} className={buttonClass()}>
          {t("home")}
        </a>
      </p>
      <CountrySearch
        action={localePath(locale, "/countries")}
        query=""
        texts={{ label: t("search"), submit: search("search") }}
      />
    </div>
  );
}
