import { useFormatter, useLocale, useTranslations } from "next-intl";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { formatMoney, money, type Micros } from "@/lib/core/money";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const UNITS = { seconds: SECOND, minutes: MINUTE, hours: HOUR };

export interface FigureTexts {
  /** `12.5%`; a dash where there is none. */
  share(of: number | null): string;
  /** `40 s`, `1.5 min` or `4 h`. */
  took(ms: number | null): string;
  /** A sum to the nearest minor unit. */
  sum(of: Micros): string;
  count(of: number): string;
}

/** How figures are written on staff pages. */
export function useFigureTexts(): FigureTexts {
  const t = useTranslations("staff-numbers.figures");
  const format = useFormatter();
  const locale = useLocale();
  const share = (of: number | null) =>
    of === null ? "–" : format.number(of, { style: "percent", maximumFractionDigits: 1 });
  const took = (ms: number | null) => {
    if (ms === null) return "–";
    const word = ms < MINUTE ? "seconds" : ms < HOUR ? "minutes" : "hours";
    return t(word, { n: ms / UNITS[word] });
  };
  const sum = ({ micros, currency }: Micros) =>
    formatMoney(money(Math.round(micros / 10 ** (6 - currencyExponent(currency))), currency), locale);
  return { share, took, sum, count: (of) => format.number(of) };
}
