import { writeCsv, type CsvCell } from "@/lib/core/write-csv";
import type { Micros } from "@/lib/core/money";
import { MONTH_PARTS, type MonthFigures, type MonthReport, type MonthRow } from "./types";

const HEAD = [
  "month",
  "state",
  "counted in",
  "country",
  "kind",
  "currency",
  ...MONTH_PARTS,
  "profit",
  "tax",
  "tax base",
];

/** Major units with all six decimals, as the books have them. */
function decimalOf({ micros }: Micros): string {
  const digits = String(Math.abs(micros)).padStart(7, "0");
  return `${micros < 0 ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

const figureCells = ({ parts, profit, tax, taxBase }: MonthFigures): CsvCell[] => [
  profit.currency,
  ...[...MONTH_PARTS.map((part) => parts[part]), profit, tax, taxBase].map(decimalOf),
];

/** A month as lines: each country and kind in the currency it was booked in, then in the reporting currency, then the sums. */
export function writeMonthCsv({
  month,
  state,
  rows,
  rowsInReporting,
  totals,
  inReporting,
}: MonthReport): string {
  const line = (counted: string, { country, kind, ...figures }: MonthRow): CsvCell[] => [
    month,
    state,
    counted,
    country ?? "",
    kind ?? "",
    ...figureCells(figures),
  ];
  const whole = (counted: string, figures: MonthFigures): CsvCell[] => [
    month,
    state,
    counted,
    "all",
    "all",
    ...figureCells(figures),
  ];
  return writeCsv(HEAD, [
    ...rows.map((row) => line("booked", row)),
    ...rowsInReporting.map((row) => line("reporting", row)),
    ...totals.map((figures) => whole("booked", figures)),
    whole("reporting", inReporting),
  ]);
}
