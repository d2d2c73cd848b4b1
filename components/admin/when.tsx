import { useLocale } from "next-intl";

/** A moment to the second in UTC, as every staff page writes it. */
export function When({ at }: { at: string }) {
  const text = new Intl.DateTimeFormat(useLocale(), {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZone: "UTC",
  }).format(new Date(at));
  return (
    <time dateTime={at} title={at} className="whitespace-nowrap">
      {text}
    </time>
  );
}
