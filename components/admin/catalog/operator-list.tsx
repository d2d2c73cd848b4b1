import { useLocale, useTranslations } from "next-intl";
import Link from "next/link";
import { Flag } from "@/components/ui/flag";
import { REGIONAL, type StaffOperator } from "@/lib/catalog/types";
import { countryName } from "@/lib/phone/country-name";
import { DataTable } from "../data-table";
import { providerTitle } from "../provider-title";
import { SaleChip } from "./sale-chip";

/** Operators, brands, billers and places, sold or not. */
export function OperatorList({ caption, operators }: { caption: string; operators: StaffOperator[] }) {
  const t = useTranslations("staff-supply.catalog");
  const locale = useLocale();
  return (
    <DataTable
      caption={caption}
      rows={operators}
      keyOf={({ id }) => id}
      columns={[
        {
          head: t("name"),
          cell: ({ id, name, listedName }) => (
            <span className="grid">
              <Link
                href={`/admin/catalog/${id}`}
                className="link inline-flex min-h-6 items-center font-semibold"
              >
                {name}
              </Link>
              {listedName && (
                <span className="text-xs text-ink-3">{t("listedAs", { name: listedName })}</span>
              )}
            </span>
          ),
        },
        {
          head: t("country"),
          cell: ({ country }) => (
            <span className="inline-flex items-center gap-2">
              {country !== REGIONAL && <Flag country={country} width={21} />}
              {country === REGIONAL ? t("region") : countryName(country, locale)}
            </span>
          ),
        },
        { head: t("sort"), cell: ({ sort }) => t(`sorts.${sort}` as "sorts.network") },
        {
          head: t("state"),
          cell: (one) => <SaleChip {...one} available={one.products > 0} />,
        },
        { head: t("products"), atEnd: true, cell: ({ products }) => <span className="num">{products}</span> },
        { head: t("providers"), cell: ({ providers }) => providers.map(providerTitle).join(", ") },
      ]}
    />
  );
}
