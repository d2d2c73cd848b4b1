import { useLocale, useTranslations } from "next-intl";
import type { ProviderStanding } from "@/lib/reports/types";

/** "Lasts about 9 h, till Monday 14:00 UTC", as far as it can be told. */
export function RunwayText({ runway, float }: Pick<ProviderStanding, "runway" | "float">) {
  const t = useTranslations("staff-supply.float");
  const locale = useLocale();
  if (!float) return t("unknown");
  if (!runway) return t("unused");
  if (runway.hours === null || runway.until === null) return t("long");
  const until = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  }).format(new Date(runway.until));
  return runway.hours < 48
    ? t("hours", { hours: runway.hours, until })
    : t("days", { days: Math.floor(runway.hours / 24), until });
}
