import { useLocale } from "next-intl";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Writers of shares and times as tables of staff have them: short, and rounded down. */
export function useFigures() {
  const locale = useLocale();
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const unit = (value: number, name: "second" | "minute" | "hour") =>
    new Intl.NumberFormat(locale, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: 1,
    }).format(value);
  return {
    share: (share: number | null): string =>
      share === null ? "–" : percent.format(Math.floor(share * 1000) / 1000),
    time: (ms: number | null): string => {
      if (ms === null) return "–";
      if (ms < 90_000) return unit(ms / 1000, "second");
      return ms < 1.5 * HOUR_MS ? unit(ms / MINUTE_MS, "minute") : unit(ms / HOUR_MS, "hour");
    },
    count: (value: number): string => value.toLocaleString(locale),
  };
}
