import { expect, it } from "vitest";
import { durationParts, shareText } from "./write-delivery";

it.each([
  [200, "seconds", 1],
  [6000, "seconds", 6],
  [75_000, "seconds", 75],
  [120_000, "minutes", 2],
  [3_600_000, "minutes", 60],
  [7_200_000, "hours", 2],
])("says %i ms in %s", (ms, unit, count) => expect(durationParts(ms)).toEqual({ unit, count }));

it("never rounds a failure away", () => {
  expect(shareText(1, "en")).toBe("100%");
  expect(shareText(0.9999, "en")).toBe("99.9%");
  expect(shareText(0.98, "en")).toBe("98%");
});
