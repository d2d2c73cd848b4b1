import { expect, it } from "vitest";
import { quietUntil } from "./quiet-until";

const night = { quietFrom: 22 * 60, quietUntil: 7 * 60, timeZone: "Europe/Berlin" };

it.each([
  ["in the evening it waits for the morning", "2026-11-26T21:30:00Z", "2026-11-27T06:00:00Z"],
  ["after midnight too", "2026-11-27T01:15:20Z", "2026-11-27T06:00:00Z"],
  ["by day it goes at once", "2026-11-27T12:00:00Z", "2026-11-27T12:00:00Z"],
  ["at the end it goes at once", "2026-11-27T06:00:00Z", "2026-11-27T06:00:00Z"],
  ["at the start it waits", "2026-11-26T21:00:00Z", "2026-11-27T06:00:00Z"],
  ["through the night the clock goes back", "2026-10-24T21:30:00Z", "2026-10-25T06:00:00Z"],
  ["through the night the clock goes forward", "2026-03-28T22:30:00Z", "2026-03-29T05:00:00Z"],
])("%s", (_what, at, until) => {
  expect(quietUntil(night, new Date(at)).toISOString()).toBe(new Date(until).toISOString());
});

it("is never quiet without hours", () => {
  const at = new Date("2026-11-26T23:30:00Z");
  expect(quietUntil({ ...night, quietFrom: null }, at)).toBe(at);
  expect(quietUntil({ ...night, quietUntil: night.quietFrom }, at)).toBe(at);
});
