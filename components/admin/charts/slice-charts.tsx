import { useTranslations } from "next-intl";
import type { Figures } from "@/lib/reports/types";
import { RowChart, type BarPart, type BarRow } from "./row-chart";
import type { Tone } from "./tones";
import { useFigureTexts } from "./use-figure-texts";

/** So many are drawn, the largest; the table has more. */
const DRAWN = 8;

export interface NamedSlice {
  key: string;
  name: string;
  figures: Figures;
}

/** A loss is drawn as long as a gain, and looks otherwise. */
const gainOf = (micros: number): BarPart => ({
  length: Math.abs(micros),
  tone: micros < 0 ? "marigold" : "ink",
});

function useKeys() {
  const t = useTranslations("staff-numbers.charts");
  const key = (name: string, tone: Tone) => ({ name, tone });
  return {
    orders: [key(t("delivered"), "ink"), key(t("failed"), "marigold"), key(t("others"), "hollow")],
    share: [key(t("shareOf"), "ink")],
    times: [key(t("median"), "ink"), key(t("p95"), "marigold")],
    revenue: key(t("revenue"), "hollow"),
    profit: key(t("profit"), "ink"),
    loss: key(t("loss"), "marigold"),
  };
}

/** How the largest of some slices stand beside each other: orders, success, time to delivery, and money. The numbers of all are in the table. */
export function SliceCharts({ slices, withProfit }: { slices: readonly NamedSlice[]; withProfit: boolean }) {
  const t = useTranslations("staff-numbers.charts");
  const texts = useFigureTexts();
  const keys = useKeys();
  const drawn = slices.slice(0, DRAWN);
  const rows = (of: (figures: Figures) => Pick<BarRow, "bars" | "numbers">): BarRow[] =>
    drawn.map(({ key, name, figures }) => ({ key, name, ...of(figures) }));
  const timed = drawn.some(({ figures }) => figures.medianMs !== null);
  const losing = drawn.some(({ figures }) => figures.profit.micros < 0);
  return (
    <div className="grid gap-4 md:grid-cols-2">
      <RowChart
        title={t("orders")}
        keys={keys.orders}
        rows={rows(({ orders, delivered, failed, open, cancelled, unpaid }) => ({
          numbers: [{ text: texts.count(orders) }],
          bars: [
            [
              { length: delivered, tone: "ink" },
              { length: failed, tone: "marigold" },
              { length: open + cancelled + unpaid, tone: "hollow" },
            ],
          ],
        }))}
      />
      <RowChart
        title={t("share")}
        keys={keys.share}
        longest={1}
        rows={rows(({ share }) => ({
          numbers: [{ text: texts.share(share) }],
          bars: [[{ length: share ?? 0, tone: "ink" }]],
        }))}
      />
      {timed && (
        <RowChart
          title={t("times")}
          keys={keys.times}
          rows={rows(({ medianMs, p95Ms }) => ({
            numbers: [
              { of: t("median"), text: texts.took(medianMs) },
              { of: t("p95"), text: texts.took(p95Ms) },
            ],
            bars: [
              [
                { length: medianMs ?? 0, tone: "ink" },
                { length: Math.max(0, (p95Ms ?? 0) - (medianMs ?? 0)), tone: "marigold" },
              ],
            ],
          }))}
        />
      )}
      <RowChart
        title={t(withProfit ? "moneyAndProfit" : "money")}
        keys={[
          keys.revenue,
          ...(withProfit ? [keys.profit] : []),
          ...(withProfit && losing ? [keys.loss] : []),
        ]}
        rows={rows(({ revenue, profit }) => ({
          numbers: [
            { of: t("revenue"), text: texts.sum(revenue) },
            ...(withProfit ? [{ of: t("profit"), text: texts.sum(profit) }] : []),
          ],
          bars: [
            [{ length: Math.max(0, revenue.micros), tone: "hollow" }],
            ...(withProfit ? [[gainOf(profit.micros)]] : []),
          ],
        }))}
      />
    </div>
  );
}
