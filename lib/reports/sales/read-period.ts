import { PERIODS, type Period, type PeriodProblem } from "./types";

/** Longer than a year is a report, not a look. */
const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

type Asked = Partial<Record<"period" | "from" | "to" | "tz", string>>;

export const isDay = (text: string | undefined): text is string =>
  text !== undefined &&
  /^\d{4}-\d{2}-\d{2}$/.test(text) &&
  !Number.isNaN(Date.parse(text)) &&
  new Date(text).toISOString().startsWith(text);

/** Whether a clock can be set by it. Offsets such as `+02:00` are no place. */
export function isZone(text: string): boolean {
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{1,40}$/.test(text)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: text }));
  } catch {
    return false;
  }
}

function readDays({ from, to }: Asked): { from: string; to: string } | PeriodProblem {
  if (!isDay(from) || !isDay(to)) return "date-unreadable";
  if (from > to) return "dates-swapped";
  return (Date.parse(to) - Date.parse(from)) / DAY_MS >= MOST_DAYS ? "too-long" : { from, to };
}

/** Reads a period from an address. What is wrong is told, and the usual stands in its place: the last seven days, in UTC. */
export function readPeriod(asked: Asked): { period: Period; problems: PeriodProblem[] } {
  const problems: PeriodProblem[] = [];
  const zone = asked.tz ? (isZone(asked.tz) ? asked.tz : undefined) : "UTC";
  if (!zone) problems.push("zone-unknown");
  const usual: Period = { name: "7", from: null, to: null, zone: zone ?? "UTC" };
  // Days that were typed win over the period one came from.
  const wanted = asked.from || asked.to ? "custom" : (asked.period ?? usual.name);
  const name = PERIODS.find((known) => known === wanted);
  if (!name) return { period: usual, problems: [...problems, "period-unknown"] };
  if (name !== "custom") return { period: { ...usual, name }, problems };
  const days = readDays(asked);
  return typeof days === "string"
    ? { period: usual, problems: [...problems, days] }
    : { period: { ...usual, name, ...days }, problems };
}
