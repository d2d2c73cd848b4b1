import { describe, expect, it } from "vitest";
import { forecastRunway, type SpentHour } from "./forecast-runway";

const NOW = new Date("2026-11-20T12:00:00Z");
const HOUR = 3_600_000;

/** Each of the last hours took what `take` says of its distance and its hour of the day. */
const spentOver = (hours: number, take: (ago: number, hourOfDay: number) => number): SpentHour[] =>
  Array.from({ length: hours }, (_, index) => {
    const hour = new Date(NOW.getTime() - (index + 1) * HOUR);
    return { hour, micros: take(index + 1, hour.getUTCHours()) };
  });

describe("how long a float lasts", () => {
  it("nothing was spent: nothing to go by", () => {
    expect(forecastRunway(5_000_000, [], NOW)).toBeNull();
    expect(forecastRunway(5_000_000, [{ hour: NOW, micros: 0 }], NOW)).toBeNull();
  });

  it("a steady rate: float by rate", () => {
    const week = spentOver(7 * 24, () => 1_000_000);
    expect(forecastRunway(9_500_000, week, NOW)).toEqual({ hours: 9, until: "2026-11-20T21:30:00.000Z" });
    expect(
      forecastRunway(
        9_500_000,
        spentOver(8, () => 1_000_000),
        NOW,
      ),
    ).toMatchObject({ hours: 9 });
  });

  it("a first hour or two count as a day's", () => {
    expect(
      forecastRunway(
        9_500_000,
        spentOver(2, () => 1_000_000),
        NOW,
      ),
    ).toMatchObject({ hours: 114 });
  });

  it("an empty float lasts for no hour, a large one longer than a forecast is worth", () => {
    const week = spentOver(7 * 24, () => 1_000_000);
    expect(forecastRunway(0, week, NOW)).toMatchObject({ hours: 0 });
    expect(forecastRunway(-4, week, NOW)).toMatchObject({ hours: 0 });
    expect(forecastRunway(10 ** 12, week, NOW)).toEqual({ hours: null, until: null });
  });

  it("nights are quieter than days, and a busier day shortens it", () => {
    const dayTime = spentOver(7 * 24, (_, hour) => (hour >= 6 && hour < 18 ? 2_000_000 : 0));
    const flat = spentOver(7 * 24, () => 1_000_000);
    const hoursOf = (spent: SpentHour[], float = 20_000_000) => forecastRunway(float, spent, NOW)?.hours ?? 0;
    // By noon the busy half of the day is ahead for six hours, the quiet night comes after it.
    expect(hoursOf(dayTime, 6_000_000)).toBeLessThan(hoursOf(flat, 6_000_000));
    const busier = spentOver(7 * 24, (ago) => (ago <= 24 ? 2_000_000 : 1_000_000));
    expect(hoursOf(busier)).toBeLessThan(hoursOf(flat));
  });
});
