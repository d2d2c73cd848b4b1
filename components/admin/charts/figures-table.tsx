import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Figures } from "@/lib/reports/types";
import { ScrollRegion } from "./scroll-region";
import { useFigureTexts } from "./use-figure-texts";

export interface FigureRow {
  key: string;
  name: ReactNode;
  figures: Figures;
}

const HEAD =
  "border-b border-rule px-2 py-1.5 text-xs font-semibold whitespace-nowrap text-ink-3 text-end first:text-start";
const CELL = "num border-b border-rule px-2 py-1.5 text-end whitespace-nowrap";

/** Figures as numbers, a row each. It scrolls sideways where it does not fit. */
export function FiguresTable({
  caption,
  first,
  rows,
  withProfit,
  total,
}: {
  caption: string;
  /** What the rows are. */
  first: string;
  rows: readonly FigureRow[];
  withProfit: boolean;
  /** The last row, set apart. */
  total?: FigureRow;
}) {
  const t = useTranslations("staff-numbers.charts");
  const texts = useFigureTexts();
  const heads = [
    t("orders"),
    t("delivered"),
    t("failed"),
    t("share"),
    t("median"),
    t("p95"),
    t("revenue"),
    ...(withProfit ? [t("profit")] : []),
  ];
  const cells = (of: Figures): string[] => [
    texts.count(of.orders),
    texts.count(of.delivered),
    texts.count(of.failed),
    texts.share(of.share),
    texts.took(of.medianMs),
    texts.took(of.p95Ms),
    texts.sum(of.revenue),
    ...(withProfit ? [texts.sum(of.profit)] : []),
  ];
  const line = ({ key, name, figures }: FigureRow, weight = "font-normal") => (
    <tr key={key}>
      <th scope="row" className={`border-b border-rule px-2 py-1.5 text-start ${weight}`}>
        {name}
      </th>
      {cells(figures).map((cell, n) => (
        <td key={heads[n]} className={`${CELL} ${weight}`}>
          {cell}
        </td>
      ))}
    </tr>
  );
  return (
    <ScrollRegion label={caption}>
      <table className="w-full border-separate border-spacing-0 text-[0.875rem]">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {[first, ...heads].map((head) => (
              <th key={head} scope="col" className={HEAD}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{rows.map((row) => line(row))}</tbody>
        {total && <tfoot>{line(total, "font-bold")}</tfoot>}
      </table>
    </ScrollRegion>
  );
}
