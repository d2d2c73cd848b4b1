import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import type { Period, PeriodProblem, SalesView } from "@/lib/reports/types";
import { Section } from "../section";
import { bucketLabel } from "./bucket-label";
import { FiguresTable } from "./figures-table";
import { PeriodForm } from "./period-form";
import { SalesCharts } from "./sales-charts";
import { SliceSections } from "./slice-sections";

/** So many rows are open from the start. */
const SHORT = 31;

/** The chosen period: drawn, in numbers, and by what it is made of. */
export function SalesSection({
  asked: { period, problems },
  sales,
  zones,
  withProfit,
}: {
  asked: { period: Period; problems: readonly PeriodProblem[] };
  sales: SalesView;
  zones: readonly string[];
  withProfit: boolean;
}) {
  const t = useTranslations("staff-numbers.sales");
  const locale = useLocale();
  const rows = sales.buckets.map(({ at, figures }) => ({
    key: at,
    name: <span className="whitespace-nowrap">{bucketLabel(at, sales.unit, locale)}</span>,
    figures,
  }));
  const within: Record<string, string> = {
    from: sales.buckets[0]?.at.slice(0, 10) ?? "",
    ...(period.to && { to: period.to }),
    ...(period.zone !== "UTC" && { tz: period.zone }),
  };
  return (
    <>
      <Section id="sales" title={t("title")}>
        <PeriodForm period={period} problems={problems} zones={zones} />
      </Section>
      {sales.roundedZone && <p className="mt-3 text-sm text-ink-2">{t("rounded")}</p>}
      {sales.total.unpriced > 0 && (
        <div className="mt-3">
          <Notice tone="wait">{t("unpriced", { count: sales.total.unpriced })}</Notice>
        </div>
      )}
      {sales.total.orders === 0 ? (
        <p className="mt-4 text-sm text-ink-2">{t("none")}</p>
      ) : (
        <>
          <div className="mt-4">
            <SalesCharts sales={sales} withProfit={withProfit} />
          </div>
          <details className="mt-4" open={rows.length <= SHORT}>
            <summary className="min-h-12 py-3 text-sm font-bold md:min-h-10 md:py-2">{t("numbers")}</summary>
            <FiguresTable
              caption={t("numbers")}
              first={t("when")}
              rows={rows}
              total={{ key: "all", name: t("all"), figures: sales.total }}
              withProfit={withProfit}
            />
          </details>
          <SliceSections sales={sales} withProfit={withProfit} within={within} />
        </>
      )}
    </>
  );
}
