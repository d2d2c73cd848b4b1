import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { CountryTile } from "@/components/catalog/country-tile";
import { SearchBox } from "@/components/find/search-box";
import { localePath } from "@/i18n/locales";
import type { Destination } from "../(shop)/read-destinations";

/** Large corridors of people abroad, in this order, as far as something is sold there. */
const ASKED_FOR = ["NG", "PH", "IN", "HT", "MX", "GH", "BD", "PK", "KE", "JM", "SN", "GT"];
const SHOWN = 8;
const OPERATORS_NAMED = 4;

export function PopularCountries({
  locale,
  destinations,
  search,
}: {
  locale: string;
  destinations: Destination[];
  search: ComponentProps<typeof SearchBox>;
}) {
  const t = useTranslations("shop.destinations");
  const shown = ASKED_FOR.flatMap((code) => destinations.find(({ country }) => country === code) ?? []).slice(
    0,
    SHOWN,
  );
  return (
    <section className="later wrap grid gap-5 py-11 md:py-14">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h2>{t("title")}</h2>
        <Link
          href={localePath(locale, "/countries")}
          prefetch={false}
          className="link inline-flex min-h-12 items-center text-sm"
        >
          {t("all", { count: destinations.length })}
        </Link>
      </div>
      <SearchBox {...search} />
      <div className="grid gap-3 sm:grid-cols-2 md:grid-cols-4">
        {shown.map(({ country, slug, name, operators }) => (
          <CountryTile
            key={country}
            href={localePath(locale, `/${slug}`)}
            country={country}
            name={name}
            note={operators
              .slice(0, OPERATORS_NAMED)
              .map((operator) => operator.name)
              .join(", ")}
          />
        ))}
      </div>
    </section>
  );
}
