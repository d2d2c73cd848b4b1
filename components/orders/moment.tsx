import { LocalTime } from "./local-time";

const TIME: Intl.DateTimeFormatOptions = {
  // Browsers differ in the digits they take for Arabic; amounts and numbers have these.
  numberingSystem: "latn",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
  timeZone: "UTC",
  timeZoneName: "short",
};

const SHAPES = {
  seconds: { ...TIME, second: "2-digit" },
  minutes: TIME,
  day: { ...TIME, day: "numeric", month: "short" },
  date: { ...TIME, day: "numeric", month: "short", year: "numeric" },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** A moment, in UTC until the browser knows better. `near` leaves the day away when it is the same. */
export function Moment({
  at,
  locale,
  shape = "seconds",
  near,
}: {
  at: string;
  locale: string;
  shape?: keyof typeof SHAPES;
  near?: string;
}) {
  const options = SHAPES[near && near.slice(0, 10) !== at.slice(0, 10) ? "day" : shape];
  const text = new Intl.DateTimeFormat(locale, options).format(new Date(at));
  return <LocalTime at={at} locale={locale} text={text} options={options} />;
}
