import { expect, test } from "vitest";
import { FORBIDDEN_DESTINATIONS, isForbiddenDestination } from "./forbidden-destination";

const forbidden = (country: string, digits?: string, ...sellToForbidden: string[]) =>
  isForbiddenDestination({ country, ...(digits ? { digits } : {}) }, { sellToForbidden });

test("countries and regions of the processor's list are forbidden, and nothing else", () => {
  expect(FORBIDDEN_DESTINATIONS).toEqual(["CU", "IR", "KP", "SY", "UA-43", "UA-40", "UA-14", "UA-09"]);
  expect(["CU", "IR", "KP", "SY"].map((country) => forbidden(country))).toEqual([true, true, true, true]);
  expect([forbidden("UA"), forbidden("RU"), forbidden("NG")]).toEqual([false, false, false]);
  expect([forbidden("RU", "79781234567"), forbidden("UA", "380711234567")]).toEqual([true, true]);
  expect([forbidden("RU", "79161234567"), forbidden("UA", "380501234567")]).toEqual([false, false]);
});

test("what the owner opened is sold to, and the others are still not", () => {
  expect([forbidden("CU", "5352123456", "CU"), forbidden("IR", undefined, "CU")]).toEqual([false, true]);
  expect([forbidden("RU", "79781234567", "UA-43"), forbidden("RU", "79491234567", "UA-43")]).toEqual([
    false,
    true,
  ]);
});
