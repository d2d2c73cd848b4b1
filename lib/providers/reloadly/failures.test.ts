import { describe, expect, test } from "vitest";
import { endedWithout, mayBeOurs, rejectionOf } from "./failures";

describe("what an error proves", () => {
  test.each([
    [400, "INVALID_RECIPIENT_PHONE", "number-invalid", "never"],
    [400, "OPERATOR_AND_RECIPIENT_PHONE_MISMATCH", "operator-mismatch", "never"],
    [400, "INVALID_AMOUNT_FOR_OPERATOR", "amount-invalid", "other-provider"],
    [400, "INSUFFICIENT_BALANCE", "float-empty", "other-provider"],
    [401, "TOKEN_EXPIRED", "credentials", "other-provider"],
    [401, null, "credentials", "other-provider"],
    [429, null, "throttled", "later"],
    [503, "OPERATOR_UNAVAILABLE_OR_CURRENTLY_INACTIVE", "operator-down", "later"],
  ])("%i %s: %s, %s", (status, errorCode, code, retry) => {
    expect(rejectionOf(status, errorCode)).toMatchObject({ code, retry });
  });

  test.each([
    [500, "TRANSACTION_CANNOT_BE_PROCESSED_AT_THE_MOMENT"],
    [400, "TRANSACTION_CANNOT_BE_PROCESSED_AT_THE_MOMENT"],
    [500, "INVALID_RECIPIENT_PHONE"],
    [503, "OPERATOR_NOT_IN_SERVICE"],
    [503, null],
    [400, null],
    [400, "SOMETHING_NEW"],
    [400, "constructor"],
    [404, undefined],
  ])("%i %s proves nothing", (status, errorCode) => {
    expect(rejectionOf(status, errorCode)).toBeUndefined();
  });

  test("hints of an earlier request of ours", () => {
    expect(
      ["CUSTOM_IDENTIFIER_ALREADY_USED", "PHONE_RECENTLY_RECHARGED", "INVALID_AMOUNT"].map(mayBeOurs),
    ).toEqual([true, true, false]);
  });
});

test("a transaction that ended without credit is not sent to the same provider at once", () => {
  expect(endedWithout("FAILED", null)).toEqual({ code: "operator-down", retry: "other-provider" });
  expect(endedWithout("REFUNDED", null)).toEqual({ code: "refused", retry: "other-provider" });
  expect(endedWithout("REFUNDED", "OPERATOR_NOT_IN_SERVICE").retry).toBe("other-provider");
  expect(endedWithout("REFUNDED", "INVALID_RECIPIENT_PHONE")).toEqual({
    code: "number-invalid",
    retry: "never",
  });
});
