import { describe, expect, test } from "vitest";
import { productKey, type KeyParts } from "./product-key";

const bundle: KeyParts = {
  kind: "bundle",
  denomination: "fixed",
  currency: "NGN",
  faceMinor: 100_000,
  recipient: "number",
  benefits: { dataGb: "1", validityDays: 7 },
  rest: "",
};

describe("packages", () => {
  test("are told apart by what they bring and by what else is said, not by their price at home", () => {
    expect(productKey({ ...bundle, faceMinor: 200_000 })).toBe(productKey(bundle));
    for (const other of [
      { benefits: { dataGb: "1", validityDays: 30 } },
      { benefits: { dataGb: "1", validityDays: 7, sms: 10 } },
      { rest: "night" },
      { kind: "data" as const },
      { currency: "USD" },
      { recipient: "none" },
    ])
      expect(productKey({ ...bundle, ...other })).not.toBe(productKey(bundle));
  });

  test("that say nothing in numbers are told by their face value and their words", () => {
    const words = { ...bundle, benefits: undefined, rest: "super week" };
    expect(productKey({ ...words, faceMinor: 200_000 })).not.toBe(productKey(words));
    expect(productKey({ ...words, rest: "super month" })).not.toBe(productKey(words));
  });
});

test.each(["airtime", "pin"] as const)("%s is told by its face value alone", (kind) => {
  const plain = { ...bundle, kind, benefits: undefined };
  expect(productKey({ ...plain, rest: "top up" })).toBe(productKey(plain));
  expect(productKey({ ...plain, faceMinor: 200_000 })).not.toBe(productKey(plain));
  expect(productKey({ ...plain, recipient: "email" })).not.toBe(productKey(plain));
  expect(productKey({ ...plain, denomination: "range", faceMinor: null })).not.toBe(productKey(plain));
});
