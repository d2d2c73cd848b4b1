import { useLocale, useTranslations } from "next-intl";

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** A time as people say it: "6 seconds", "2 minutes"; what is longer than a minute and a half is said in minutes. @param ms at least a second is said */
export function durationParts(ms: number): { unit: "seconds" | "minutes" | "hours"; count: number } {
  if (ms < 1.5 * MINUTE_MS) return { unit: "seconds", count: Math.max(1, Math.ceil(ms / 1000)) };
  if (ms < 1.5 * HOUR_MS) return { unit: "minutes", count: Math.ceil(ms / MINUTE_MS) };
  return { unit: "hours", count: Math.ceil(ms / HOUR_MS) };
}

/** A share as it may be said: rounded down, so that one that failed never becomes "100%". */
export const shareText = (share: number, locale: string): string =>
  new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 }).format(
    Math.floor(share * 1000) / 1000,
  );

/** Writers of shares and times in the reader's language. */
export function useDeliveryWords() {
  const t = useTranslations("delivery");
  const locale = useLocale();
  return {
    t,
    share: (share: number) => shareText(share, locale),
    time: (ms: number) => {
      const { unit, count } = durationParts(ms);
      return t(unit, { count });
    },
  };
}
