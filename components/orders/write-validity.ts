export interface WrittenValidity {
  /** A date or a number of days, in the reader's words; else as the provider put it. */
  is: "date" | "days" | "other";
  text: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/;
const DAYS = /^(\d{1,4}) days?$/i;

/** How long a code is good, as far as the provider's words can be read: "2027-06-03" and "60 days" can. */
export function writeValidity(said: string, locale: string): WrittenValidity {
  const words = said.trim();
  const day = new Date(DATE.exec(words)?.[0] ?? "");
  if (!Number.isNaN(day.getTime())) {
    // Browsers differ in the digits they take for Arabic; amounts and numbers have these.
    const shape = { dateStyle: "long", timeZone: "UTC", numberingSystem: "latn" } as const;
    return { is: "date", text: new Intl.DateTimeFormat(locale, shape).format(day) };
  }
  const days = DAYS.exec(words)?.[1];
  if (days === undefined) return { is: "other", text: words };
  const shape = { style: "unit", unit: "day", unitDisplay: "long", numberingSystem: "latn" } as const;
  return { is: "days", text: new Intl.NumberFormat(locale, shape).format(Number(days)) };
}
