import { useLocale, useTranslations } from "next-intl";
import { MONTH_PARTS, type MonthFigures, type MonthReport, type MonthRow } from "@/lib/reports/books/types";
import { moneyFromMicrosUp, type Micros } from "@/lib/core/money";
import { Amount } from "../amount";
import { DataTable } from "../data-table";

/** To the cent; the lines that are downloaded have every micro. */
const Cents = ({ of }: { of: Micros }) => <Amount of={moneyFromMicrosUp(of)} />;

/** Every part of a month, a line each, in each currency that was booked and in the reporting one. */
export function MonthTotals({ report: { totals, inReporting, reporting } }: { report: MonthReport }) {
  const t = useTranslations("staff-prices.months");
  const lines: { name: string; of(figures: MonthFigures): Micros }[] = [
    ...MONTH_PARTS.map((part) => ({
      name: t(`parts.${part}`),
      of: ({ parts }: MonthFigures) => parts[part],
    })),
    { name: t("profit"), of: ({ profit }) => profit },
    { name: t("tax"), of: ({ tax }) => tax },
    { name: t("taxBase"), of: ({ taxBase }) => taxBase },
  ];
  return (
    <DataTable
      caption={t("totals")}
      rows={lines}
      keyOf={({ name }) => name}
      columns={[
        { head: t("what"), cell: ({ name }) => name },
        ...totals.map((figures) => ({
          head: figures.profit.currency,
          cell: ({ of }: (typeof lines)[number]) => <Cents of={of(figures)} />,
          atEnd: true,
        })),
        {
          head: t("inAll", { currency: reporting }),
          cell: ({ of }) => (
            <strong>
              <Cents of={of(inReporting)} />
            </strong>
          ),
          atEnd: true,
        },
      ]}
    />
  );
}

/** A month by where buyers live and what they bought. */
export function MonthRows({ rows, caption }: { rows: MonthRow[]; caption: string }) {
  const t = useTranslations("staff-prices");
  const regions = new Intl.DisplayNames(useLocale(), { type: "region" });
  const part = (head: string, of: (row: MonthRow) => Micros) => ({
    head,
    cell: (row: MonthRow) => <Cents of={of(row)} />,
    atEnd: true,
  });
  return (
    <DataTable
      caption={caption}
      rows={rows}
      keyOf={({ country, kind }) => `${country}:${kind}`}
      columns={[
        {
          head: t("months.country"),
          cell: ({ country }) => (country ? (regions.of(country) ?? country) : t("months.noOrder")),
        },
        { head: t("months.kind"), cell: ({ kind }) => kind && t(`words.kind.${kind as "airtime"}`) },
        part(t("months.parts.sales"), ({ parts }) => parts.sales),
        part(t("months.parts.refunds"), ({ parts }) => parts.refunds),
        part(t("months.parts.cost"), ({ parts }) => parts.cost),
        part(t("months.parts.fees"), ({ parts }) => parts.fees),
        part(t("months.parts.suspectedLoss"), ({ parts }) => parts.suspectedLoss),
        part(t("months.profit"), ({ profit }) => profit),
        part(t("months.tax"), ({ tax }) => tax),
        part(t("months.taxBase"), ({ taxBase }) => taxBase),
      ]}
    />
  );
}
