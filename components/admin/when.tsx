import { useLocale } from "next-intl";
import { use } from "react";
import { readTimeZone } from "./read-time-zone";

/** A moment to the second in the time zone staff chose, as every staff page writes it. */
export function When({ at }: { at: string }) {
  const text = new Intl.DateTimeFormat(useLocale(), {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone: use(readTimeZone()),
  }).format(new Date(at));
  return (
    <time dateTime={at} title={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}
