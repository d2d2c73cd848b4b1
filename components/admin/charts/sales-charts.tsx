import { useLocale, useTranslations } from "next-intl";
import type { SalesView } from "@/lib/reports/types";
import { BarChart } from "./bar-chart";
import { bucketLabel } from "./bucket-label";
import { LineChart } from "./line-chart";
import { useFigureTexts } from "./use-figure-texts";

/** How the period went, drawn; the numbers stand in the table below. */
export function SalesCharts({ sales, withProfit }: { sales: SalesView; withProfit: boolean }) {
  const t = useTranslations("staff-numbers.charts");
  const texts = useFigureTexts();
  const locale = useLocale();
  const figures = sales.buckets.map((bucket) => bucket.figures);
  const labels = sales.buckets.map(({ at }) => bucketLabel(at, sales.unit, locale));
  const { currency } = sales.total.revenue;
  const sum = (micros: number) => texts.sum({ micros: Math.round(micros), currency });
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <BarChart
        title={t("orders")}
        labels={labels}
        write={(value) => texts.count(value)}
        stacks={[
          { name: t("delivered"), tone: "ink", values: figures.map(({ delivered }) => delivered) },
          { name: t("failed"), tone: "marigold", values: figures.map(({ failed }) => failed) },
          {
            name: t("others"),
            tone: "hollow",
            values: figures.map(({ open, cancelled, unpaid }) => open + cancelled + unpaid),
          },
        ]}
      />
      <LineChart
        title={t("share")}
        labels={labels}
        range={[0, 1]}
        write={texts.share}
        lines={[{ name: t("shareOf"), values: figures.map(({ share }) => share) }]}
      />
      <LineChart
        title={t("times")}
        band
        labels={labels}
        write={texts.took}
        lines={[
          { name: t("median"), values: figures.map(({ medianMs }) => medianMs) },
          { name: t("p95"), dashed: true, values: figures.map(({ p95Ms }) => p95Ms) },
        ]}
      />
      <LineChart
        title={t(withProfit ? "moneyAndProfit" : "money")}
        labels={labels}
        write={sum}
        lines={[
          { name: t("revenue"), values: figures.map(({ revenue }) => revenue.micros) },
          ...(withProfit
            ? [{ name: t("profit"), dashed: true, values: figures.map(({ profit }) => profit.micros) }]
            : []),
        ]}
      />
    </div>
  );
}
