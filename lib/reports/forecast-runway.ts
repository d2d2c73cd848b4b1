/** How long a float lasts at the rate at which it was used lately. */
export interface Runway {
  /** In hours, rounded down; null: longer than a forecast is worth. */
  hours: number | null;
  /** When it ends, to the hour, ISO; null like the hours. */
  until: string | null;
}

export interface SpentHour {
  /** Beginning of the hour. */
  hour: Date;
  micros: number;
}

export const LONGEST_FORECAST_DAYS = 14;
const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Fewer tell nothing of the hours to come: what they took counts as a day's. */
const FEW_HOURS = 6;
/** What the last day was more or less than usual is believed within these bounds. */
const TREND = { least: 0.5, most: 3 };

const sum = (hours: readonly SpentHour[]): number => hours.reduce((all, { micros }) => all + micros, 0);

/** What an hour of the day usually takes: by the hour of the day where two days are known, else the mean. */
function usualOf(spent: readonly SpentHour[], now: Date): (hourOfDay: number) => number {
  const first = Math.min(...spent.map(({ hour }) => hour.getTime()));
  const days = (now.getTime() - first) / (DAY_HOURS * HOUR_MS);
  if (days < 2) {
    const known = days * DAY_HOURS;
    const mean = sum(spent) / (known < FEW_HOURS ? DAY_HOURS : known);
    return () => mean;
  }
  const byHour = Array.from({ length: DAY_HOURS }, (_, hour) =>
    sum(spent.filter((one) => one.hour.getUTCHours() === hour)),
  );
  const mean = sum(spent) / (days * DAY_HOURS);
  // Half of it by the hour of the day, half evenly: a quiet hour is never taken to be free.
  return (hour) => ((byHour[hour] ?? 0) / days + mean) / 2;
}

function trendOf(spent: readonly SpentHour[], now: Date, usualDay: number): number {
  if (spent.every(({ hour }) => now.getTime() - hour.getTime() <= DAY_HOURS * HOUR_MS)) return 1;
  const lastDay = sum(spent.filter(({ hour }) => now.getTime() - hour.getTime() <= DAY_HOURS * HOUR_MS));
  return usualDay > 0 ? Math.min(TREND.most, Math.max(TREND.least, lastDay / usualDay)) : 1;
}

/**
 * Goes on hour by hour with what the last days took at that hour of the day, a day's trend included. @param spent of the last days, hours
 * without anything may be left out @returns null when nothing was spent: there is nothing to go by
 */
export function forecastRunway(floatMicros: number, spent: readonly SpentHour[], now: Date): Runway | null {
  if (sum(spent) <= 0) return null;
  const usual = usualOf(spent, now);
  const usualDay = Array.from({ length: DAY_HOURS }, (_, hour) => usual(hour)).reduce(
    (all, one) => all + one,
    0,
  );
  const trend = trendOf(spent, now, usualDay);
  let left = Math.max(0, floatMicros);
  for (let ahead = 0; ahead < LONGEST_FORECAST_DAYS * DAY_HOURS; ahead += 1) {
    const at = new Date(now.getTime() + ahead * HOUR_MS);
    const takes = usual(at.getUTCHours()) * trend;
    if (left < takes) {
      const end = at.getTime() + (left / takes) * HOUR_MS;
      return { hours: Math.floor((end - now.getTime()) / HOUR_MS), until: new Date(end).toISOString() };
    }
    left -= takes;
  }
  return { hours: null, until: null };
}
