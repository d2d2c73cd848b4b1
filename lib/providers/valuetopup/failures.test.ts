import { expect, test } from "vitest";
import { mayBeOurs, rejectionOf, rejectionOfStatus, saysUnknown } from "./failures";

test.each([
  ["001", "amount-invalid", "other-provider"],
  ["003", "float-empty", "other-provider"],
  ["027", "recently-recharged", "later"],
  ["032", "recipient-limit", "other-provider"],
  ["033", "number-invalid", "never"],
  ["041", "operator-down", "later"],
  ["500", "refused", "other-provider"],
  ["501", "number-invalid", "never"],
  ["510", "product-gone", "other-provider"],
  ["570", "operator-down", "later"],
  ["998", "operator-down", "later"],
])("%s is %s, retried %s", (code, ours, retry) => {
  expect(rejectionOf(code)).toMatchObject({ code: ours, retry });
});

test.each(["000", "852", "015", "540", "560", "590", "600", "999", "1", "", "toString", "__proto__"])(
  "%o is no rejection",
  (code) => {
    expect(rejectionOf(code)).toBeUndefined();
  },
);

test("a possible duplicate may be ours", () => {
  expect(mayBeOurs("540")).toBe(true);
  expect(mayBeOurs("027")).toBe(false);
});

test("only what is turned away before anything runs is rejected by its HTTP status", () => {
  const proven = [200, 301, 400, 401, 403, 404, 408, 429, 500, 502, 503].filter((status) =>
    rejectionOfStatus(status),
  );
  expect(proven).toEqual([401, 403, 429]);
});

test.each([
  ["999", "Transaction not found", true],
  ["999", "No such transaction", true],
  ["999", "Unspecified system error", false],
  ["999", null, false],
  ["501", "not found", false],
])("%s %o says that it is unknown: %o", (code, message, unknown) => {
  expect(saysUnknown(code, message)).toBe(unknown);
});
