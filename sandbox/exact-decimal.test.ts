import { describe, expect, it } from "vitest";
import { divide, exact, multiply, readExact, toText, toUnits, unitsToText } from "./exact-decimal";

describe("exact decimals", () => {
  it("multiplies and divides without a trace of floating point", () => {
    expect(toText(multiply(exact("0.1"), exact("0.2")), 5)).toBe("0.02000");
    expect(toText(multiply(exact("67.12"), exact("5")), 1)).toBe("335.6");
    expect(toUnits(divide(exact("50"), exact("12.5")), 5)).toBe(400_000);
  });

  it("rounds halves away from zero", () => {
    expect([toText(exact("1.000005"), 5), toText(exact("1.0000049"), 5), toText(exact("-0.125"), 2)]).toEqual(
      ["1.00001", "1.00000", "-0.13"],
    );
  });

  it("writes small and whole units", () => {
    expect([unitsToText(7, 5), unitsToText(-120, 2), unitsToText(9, 0)]).toEqual(["0.00007", "-1.20", "9"]);
  });

  it.each([["1e5"], [""], ["abc"], [null], [{}], [NaN], ["1."], ["--1"]])("refuses %s", (value) => {
    expect(readExact(value)).toBeUndefined();
  });
});
