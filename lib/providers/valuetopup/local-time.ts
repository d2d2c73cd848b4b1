type Zones = { timeZones?: string[]; getTimeZones?: () => string[] };

/** Where a country's zones are not known, its time lies somewhere between these offsets. */
const WEST_MS = -12 * 3_600_000;
const EAST_MS = 14 * 3_600_000;

function zonesOf(country: string): string[] {
  if (!/^[A-Z]{2}$/.test(country)) return [];
  const locale: Intl.Locale & Zones = new Intl.Locale("und", { region: country });
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}

/** Wall time of a zone minus UTC, in milliseconds, at an instant. */
function offsetOf(zone: string, at: number): number {
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
  const { year, month, day, hour, minute, second } = parts;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) - Math.floor(at / 1000) * 1000;
}

/** The first and the last instant at which a country's clocks show a wall time (`2026-11-02T09:20:33`, no offset); undefined when it is none. */
export function instantsOf(wall: string, country: string): { first: Date; last: Date } | undefined {
  const match = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?))?/.exec(wall);
  const utc = match ? Date.parse(`${match[1]}T${match[2] ?? "00:00"}Z`) : Number.NaN;
  if (Number.isNaN(utc)) return undefined;
  const offsets = zonesOf(country).map((zone) => offsetOf(zone, utc - offsetOf(zone, utc)));
  const [west, east] = offsets.length > 0 ? [Math.min(...offsets), Math.max(...offsets)] : [WEST_MS, EAST_MS];
  return { first: new Date(utc - east), last: new Date(utc - west) };
}
