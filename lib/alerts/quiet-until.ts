export interface QuietHours {
  /** Minutes of the day; the end may lie on the next one. Equal or null: never quiet. */
  quietFrom: number | null;
  quietUntil: number | null;
  /** As the tz database names it. */
  timeZone: string;
}

const DAY = 24 * 60;
const MINUTE_MS = 60_000;

/** The minute of the day it is in a time zone. */
function minuteIn(timeZone: string, at: Date): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(at);
  const of = (type: "hour" | "minute") => Number(parts.find((part) => part.type === type)?.value);
  return of("hour") * 60 + of("minute");
}

/** When a message of this moment may go out: at once, or when the quiet hours end, by the rule's own clock. */
export function quietUntil({ quietFrom, quietUntil: until, timeZone }: QuietHours, at: Date): Date {
  if (quietFrom === null || until === null || quietFrom === until) return at;
  const now = minuteIn(timeZone, at);
  const length = (until - quietFrom + DAY) % DAY;
  const into = (now - quietFrom + DAY) % DAY;
  if (into >= length) return at;
  const end = new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS + (length - into) * MINUTE_MS);
  // A clock that is put forward or back meanwhile makes the night an hour shorter or longer.
  const off = minuteIn(timeZone, end) - until;
  const drift = ((off + DAY / 2 + DAY) % DAY) - DAY / 2;
  return new Date(end.getTime() - drift * MINUTE_MS);
}
