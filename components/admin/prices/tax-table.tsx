import { useLocale, useTranslations } from "next-intl";
import type { TaxBase } from "@/lib/catalog/prices/types";
import { DataTable } from "../data-table";

/** Rates by country of the buyer. */
export function TaxTable({
  rates,
}: {
  rates: { country: string; rate: { percent: string; base: TaxBase } }[];
}) {
  const t = useTranslations("staff-prices.tax");
  const regions = new Intl.DisplayNames(useLocale(), { type: "region" });
  return (
    <DataTable
      caption={t("caption")}
      rows={rates}
      keyOf={({ country }) => country}
      columns={[
        { head: t("country"), cell: ({ country }) => regions.of(country) ?? country },
        {
          head: t("percent"),
          cell: ({ rate }) => <span className="num">{rate.percent} %</span>,
          atEnd: true,
        },
        { head: t("base"), cell: ({ rate }) => t(`bases.${rate.base}`) },
      ]}
    />
  );
}
