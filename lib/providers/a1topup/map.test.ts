import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "lossless-json";
import { describe, expect, test } from "vitest";
import type { Answer } from "../send";
import { withKey } from "./auth";
import { rejectionOf } from "./failures";
import { bodyOfRecharge, LARGEST_ORDER, offersOf, outcomeOfRecharge } from "./map";
import { OPERATORS } from "./price-list";

const textOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, "fixtures", `${name}.json`), "utf8");
const fixture = (name: string): object => parse(textOf(name), undefined, (number) => number) as object;
const answer = (json: unknown, status = 200): Answer => ({ kind: "answered", status, json, text: "…" });
const read = (json: unknown, status = 200) => outcomeOfRecharge(answer(json, status));
const success = (over: object = {}, status = 200) => read({ ...fixture("success"), ...over }, status);
const error = (over: object = {}, status = 200) => read({ ...fixture("error"), ...over }, status);
const inr = (micros: number) => ({ micros, currency: "INR" });

test("the request is written as the document's sample", () => {
  const order = bodyOfRecharge({
    reference: "r",
    providerOperatorId: "JIO",
    sku: "JIO:249",
    number: "+919000012345",
    country: "IN",
    amount: { minor: 24_900, currency: "INR" },
    extra: { circle: "KA" },
  });
  const body = "body" in order ? withKey("k_sandbox_123", order.body) : expect.fail("refused");
  expect(`${JSON.stringify(body, null, 2)}\n`).toBe(textOf("request"));
});

describe("success", () => {
  test("says what arrived, what it cost and what the wallet held", () => {
    expect(success()).toEqual({
      kind: "delivered",
      providerReference: "TXN700100200",
      delivered: { minor: 24_900, currency: "INR" },
      cost: inr(234_060_000),
      commission: inr(14_940_000),
      float: { before: inr(8_354_810_000), after: inr(8_120_750_000) },
    });
  });

  test("numbers may be texts, an id a number", () => {
    const texts = { amount: "249.00", commission: "14.94", balance: "8120.75", transaction_id: "7" };
    expect(success(texts)).toEqual({ ...(success() as object), providerReference: "7" });
  });

  test.each([
    ["without commission", { commission: undefined }, { after: inr(8_120_750_000) }],
    ["with a commission above the amount", { commission: "249.01" }, { after: inr(8_120_750_000) }],
    ["with a commission below nought", { commission: "-1" }, { after: inr(8_120_750_000) }],
    ["without balance", { balance: null }, undefined],
    ["with a balance that is none", { balance: "n/a" }, undefined],
    ["with a balance of another shape", { balance: {} }, undefined],
    [
      "with a message of another shape",
      { message: [] },
      { before: inr(8_354_810_000), after: inr(8_120_750_000) },
    ],
    ["with a balance at the edge", { balance: "9007199254.740991" }, { after: inr(9_007_199_254_740_991) }],
    ["with a balance beyond reckoning", { balance: "9e40" }, undefined],
  ])("%s is a success all the same, its trail only as far as it is told", (_, over, float) => {
    const outcome = success(over);
    expect(outcome).toMatchObject({ kind: "delivered", delivered: { minor: 24_900 } });
    expect(outcome.kind === "delivered" && outcome.float).toEqual(float);
  });

  test("without an amount nothing is said of what arrived", () => {
    const outcome = success({ amount: undefined });
    expect(outcome.kind).toBe("delivered");
    expect(outcome).not.toHaveProperty("delivered");
    expect(outcome).not.toHaveProperty("cost");
  });

  test.each([
    ["no id", success({ transaction_id: undefined }), "unreadable"],
    ["an empty id", success({ transaction_id: "" }), "unreadable"],
    ["an error code", success({ error_code: "2001" }), "unreadable"],
    ["an HTTP error", success({}, 404), "unreadable"],
    ["a server's error", success({}, 500), "5xx"],
    ["a redirect", success({}, 302), "unreadable"],
    ["an amount of nought", success({ amount: "0" }), "unreadable"],
    ["an amount of another shape", success({ amount: {} }), "unreadable"],
    ["an id of another shape", success({ transaction_id: {} }), "unreadable"],
    ["an amount that is none", success({ amount: "many" }), "unreadable"],
    ["an amount finer than a paisa", success({ amount: "249.001" }), "unreadable"],
  ])("with %s is in doubt", (_, outcome, why) => {
    expect(outcome).toMatchObject({ kind: "in-doubt", why });
  });
});

describe("error", () => {
  test.each([
    ["1001", "credentials", "other-provider"],
    ["1002", "float-empty", "other-provider"],
    ["1003", "number-invalid", "never"],
    ["1004", "product-gone", "other-provider"],
    ["1005", "amount-invalid", "other-provider"],
    ["2001", "operator-down", "later"],
  ])("%s is %s, retried: %s, at every HTTP status", (code, failure, retry) => {
    expect(rejectionOf(code)).toEqual({ code: failure, retry });
    for (const status of [200, 400, 402, 500, 503])
      expect(error({ error_code: code }, status)).toMatchObject({
        kind: "rejected",
        failure: { code: failure, providerCode: code, detail: "Insufficient balance" },
        retry,
      });
  });

  test("1002 tells what the wallet holds", () => {
    expect(error()).toMatchObject({ float: { before: inr(101_200_000), after: inr(101_200_000) } });
    expect(error({ current_balance: undefined })).not.toHaveProperty("float");
  });

  test.each([
    ["1006", 200, "unlisted"],
    ["1101", 200, "unlisted"],
    ["01001", 200, "unlisted"],
    ["constructor", 200, "unlisted"],
    ["", 200, "unlisted"],
    [undefined, 200, "unlisted"],
    [undefined, 429, "unlisted"],
    ["9999", 503, "5xx"],
  ])("a code that is not listed (%s, HTTP %i) proves nothing", (code, status, why) => {
    expect(error({ error_code: code }, status)).toMatchObject({
      kind: "in-doubt",
      why,
      float: { after: inr(101_200_000) },
    });
  });

  test("with a transaction's id contradicts itself", () => {
    expect(error({ transaction_id: "TXN1" })).toMatchObject({ kind: "in-doubt", providerReference: "TXN1" });
  });
});

describe("anything else is in doubt", () => {
  test.each([
    ["pending", success({ status: "pending" }), "unlisted"],
    ["another case", success({ status: "Success" }), "unlisted"],
    ["failed", success({ status: "failed" }), "unlisted"],
    ["no status", read({ message: "ok" }), "unreadable"],
    ["no JSON", read(undefined), "unreadable"],
    ["null", read(null), "unreadable"],
    ["a list", read([fixture("success")]), "unreadable"],
    ["an empty 502", read(undefined, 502), "5xx"],
    ["429 without words", read(undefined, 429), "unreadable"],
  ])("%s", (_, outcome, why) => {
    expect(outcome).toMatchObject({ kind: "in-doubt", why });
  });

  test("and tells what it knows: their id and the wallet", () => {
    expect(success({ status: "pending" })).toMatchObject({
      providerReference: "TXN700100200",
      float: { before: inr(8_354_810_000), after: inr(8_120_750_000) },
    });
  });
});

test("on the way: what never left is rejected, what may have left is in doubt", () => {
  expect(outcomeOfRecharge({ kind: "not-sent", detail: "ECONNREFUSED" })).toEqual({
    kind: "rejected",
    failure: { code: "not-sent", detail: "ECONNREFUSED" },
    retry: "later",
    notBeforeMs: 30_000,
  });
  expect(outcomeOfRecharge({ kind: "in-doubt", why: "reset", detail: "ECONNRESET" })).toEqual({
    kind: "in-doubt",
    why: "reset",
    detail: "ECONNRESET",
  });
});

test("offers: India's talk time in whole rupees up to the limit", () => {
  const offers = OPERATORS.flatMap(offersOf);
  expect(offers[3]).toMatchObject({
    sku: "AIRTEL:100",
    kind: "airtime",
    operator: { providerOperatorId: "AIRTEL", name: "Airtel", country: "IN", currency: "INR" },
    order: { type: "fixed", amount: { minor: 10_000, currency: "INR" } },
    face: { type: "fixed", amount: { minor: 10_000, currency: "INR" } },
    cost: { walletCurrency: "INR", discountPercent: "0" },
  });
  for (const { order } of offers)
    expect(order.type === "fixed" && order.amount.minor <= LARGEST_ORDER.minor).toBe(true);
});
