import type { BucketUnit } from "@/lib/reports/types";

/** `14:00` of an hour, `3 Nov` of a day or of the week that begins with it; of hours over two days the day stands before it. */
export function bucketLabel(at: string, unit: BucketUnit, locale: string): string {
  const moment = new Date(`${at}Z`);
  const day = new Intl.DateTimeFormat(locale, { day: "numeric", month: "short", timeZone: "UTC" }).format(
    moment,
  );
  return unit === "hour" ? `${day} ${at.slice(11, 16)}` : day;
}
