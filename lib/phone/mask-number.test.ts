import { expect, test } from "vitest";
import { formatInternational } from "./format-international";
import { maskNumber } from "./mask-number";

test.each([
  ["+2348031234567", "+234 803 ··· 4567"],
  ["+14155552671", "+1 415 ··· 2671"],
  ["+50937012345", "+509 37 ··· 2345"],
  ["+2905123", "+290 ··· 23"],
])("%s is shown as %s", (e164, masked) => {
  expect(maskNumber(e164)).toBe(masked);
});

test("a mask never tells more than half of a number", () => {
  for (const e164 of ["+2348031234567", "+14155552671", "+50937012345", "+2905123", "+6561234567"]) {
    const callingCode = formatInternational(e164).split(" ")[0] ?? "";
    const national = e164.slice(callingCode.length);
    const shown = maskNumber(e164).slice(callingCode.length).replace(/\D/g, "");
    expect(national.length - shown.length, e164).toBeGreaterThanOrEqual(2);
  }
});
