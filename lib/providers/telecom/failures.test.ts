import { describe, expect, test } from "vitest";
import { endedWithout, mayBeOurs, rejectionOf } from "./failures";

describe("what an error proves", () => {
  test.each([
    [400, "invalid_phone", "number-invalid", "never"],
    [400, "invalid_amount", "amount-invalid", "other-provider"],
    [401, undefined, "credentials", "other-provider"],
    [402, "insufficient_balance", "float-empty", "other-provider"],
    [404, "operator_not_found", "product-gone", "other-provider"],
    [404, "product_not_found", "product-gone", "other-provider"],
    [422, "product_not_supported", "number-not-prepaid", "never"],
    [422, "operator_unavailable", "operator-down", "later"],
    [429, null, "throttled", "later"],
  ])("%i %s: %s, %s", (status, code, expected, retry) => {
    expect(rejectionOf(status, code, "airtime")).toMatchObject({ code: expected, retry });
  });

  test.each([
    [500, "internal_error"],
    [503, "operator_unavailable"],
    [400, "operator_rejected"],
    [400, "subscriber_not_active"],
    [409, "idempotency_conflict"],
    [400, null],
    [400, "something_new"],
    [400, "constructor"],
    [200, "invalid_phone"],
  ])("%i %s proves nothing", (status, code) => {
    expect(rejectionOf(status, code, "airtime")).toBeUndefined();
  });

  test("a package that a number does not take may be had elsewhere", () => {
    expect(rejectionOf(422, "product_not_supported", "bundle")).toEqual({
      code: "unsupported",
      retry: "other-provider",
    });
  });

  test("a used id hints that an earlier request went through", () => {
    expect([mayBeOurs("idempotency_conflict"), mayBeOurs("invalid_phone")]).toEqual([true, false]);
  });
});

test.each([
  ["operator_rejected", "refused", "other-provider"],
  ["operator_unavailable", "operator-down", "later"],
  ["subscriber_not_active", "operator-mismatch", "never"],
  ["something_new", "refused", "other-provider"],
  [null, "refused", "other-provider"],
])("failed with %s: %s, %s", (code, expected, retry) => {
  expect(endedWithout(code, "airtime")).toMatchObject({ code: expected, retry });
});
