import { useTranslations } from "next-intl";
import type { Figures, SalesNow } from "@/lib/reports/types";
import { ScrollRegion } from "./scroll-region";
import { useFigureTexts, type FigureTexts } from "./use-figure-texts";

interface Row {
  name: string;
  value(of: Figures): number | null;
  write(value: number): string;
}

/** `+12.5%` of a count or sum; null where there is nothing to compare with. */
function changeOf(now: number | null, then: number | null): number | null {
  return now === null || then === null || then === 0 ? null : (now - then) / Math.abs(then);
}

type Word = "orders" | "delivered" | "share" | "median" | "p95" | "revenue" | "profit";

/** @param how.currency that sums are told in */
function rowsOf(
  t: (key: Word) => string,
  texts: FigureTexts,
  how: { withProfit: boolean; currency: string },
): Row[] {
  const { withProfit, currency } = how;
  const sum = (micros: number) => texts.sum({ micros, currency });
  return [
    { name: t("orders"), value: (of) => of.orders, write: texts.count },
    { name: t("delivered"), value: (of) => of.delivered, write: texts.count },
    { name: t("share"), value: (of) => of.share, write: texts.share },
    { name: t("median"), value: (of) => of.medianMs, write: texts.took },
    { name: t("p95"), value: (of) => of.p95Ms, write: texts.took },
    { name: t("revenue"), value: (of) => of.revenue.micros, write: sum },
    ...(withProfit ? [{ name: t("profit"), value: (of: Figures) => of.profit.micros, write: sum }] : []),
  ];
}

const CELL = "num border-b border-rule px-2 py-2 text-end whitespace-nowrap";

/** Today so far beside the same part of yesterday and of the same day last week. */
export function NowTable({ now, withProfit }: { now: SalesNow; withProfit: boolean }) {
  const t = useTranslations("staff-numbers.charts");
  const words = useTranslations("staff-numbers.now");
  const texts = useFigureTexts();
  const change = (row: Row, then: Figures) => {
    const by = changeOf(row.value(now.today), row.value(then));
    if (by === null) return null;
    const text = `${by > 0 ? "+" : by < 0 ? "−" : "±"}${texts.share(Math.abs(by))}`;
    return <span className="ms-2 text-xs text-ink-3">{text}</span>;
  };
  const write = (row: Row, of: Figures) => {
    const value = row.value(of);
    return value === null ? "–" : row.write(value);
  };
  return (
    <ScrollRegion label={words("title")}>
      <table className="w-full max-w-[52rem] border-separate border-spacing-0 text-[0.875rem]">
        <caption className="sr-only">{words("caption")}</caption>
        <thead>
          <tr>
            {[words("what"), words("today"), words("yesterday"), words("lastWeek")].map((head) => (
              <th
                key={head}
                scope="col"
                className="border-b border-rule px-2 py-1.5 text-end text-xs font-semibold text-ink-3 first:text-start"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rowsOf(t, texts, { withProfit, currency: now.today.revenue.currency }).map((row) => (
            <tr key={row.name}>
              <th scope="row" className="border-b border-rule px-2 py-2 text-start font-normal">
                {row.name}
              </th>
              <td className={`${CELL} text-base font-bold`}>{write(row, now.today)}</td>
              <td className={CELL}>
                {write(row, now.yesterday)}
                {change(row, now.yesterday)}
              </td>
              <td className={CELL}>
                {write(row, now.lastWeek)}
                {change(row, now.lastWeek)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
