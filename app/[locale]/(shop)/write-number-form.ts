import { getTranslations } from "next-intl/server";
import { packCountries } from "@/components/phone/country-choices";
import type { NumberFormTexts } from "@/components/phone/number-form";
import type { RecentTexts } from "@/components/phone/recent-number-list";
import { COUNTRIES } from "@/lib/phone/calling-codes";
import { countryName } from "@/lib/phone/country-name";
import { readDestinations } from "./read-destinations";

/** Texts and countries of the number form in a locale; every country of the world while the catalog is unknown. */
export async function writeNumberForm(
  locale: string,
): Promise<{ texts: NumberFormTexts; countries: string; locale: string }> {
  const t = await getTranslations({ locale, namespace: "shop.form" });
  const destinations = await readDestinations(locale);
  const known =
    destinations.length > 0
      ? destinations
      : COUNTRIES.map(({ country }) => ({ country, name: countryName(country, locale) }));
  return {
    locale,
    countries: packCountries(known),
    texts: {
      label: t("label"),
      country: t("country"),
      noCountry: t("noCountry"),
      placeholder: t("placeholder"),
      hint: t("hint"),
      looksLike: t("looksLike", { operator: "{operator}" }),
      movable: t("movable"),
      submit: t("submit"),
      pending: t("pending"),
      recent: await writeRecent(locale),
    },
  };
}

/** Texts of the list of numbers that this device remembers. */
export async function writeRecent(locale: string): Promise<RecentTexts> {
  const t = await getTranslations({ locale, namespace: "find.recent" });
  return { title: t("title"), note: t("note"), forget: t("forget") };
}
