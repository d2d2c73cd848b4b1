import { expect, test } from "vitest";
import { decodeCarriers, lookUpCarrier } from "./detect-operator";

/** 80 and 81 are A's, 803 is B's, 0803 is C's. */
const table = decodeCarriers({ n: ["A", "B", "C"], p: { "2": "28.0,1", "3": "mb.1", "4": "mb.2" } });

test.each([
  ["8012345", "A"],
  ["8112345", "A"],
  ["8031234", "B"],
  ["0803123", "C"],
  ["8212345", undefined],
  ["80", "A"],
  ["8", undefined],
  ["", undefined],
])("%j belongs to %s", (national, carrier) => {
  expect(lookUpCarrier(table, national)).toBe(carrier);
});
