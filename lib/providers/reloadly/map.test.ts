import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "lossless-json";
import { describe, expect, test } from "vitest";
import type { SendVerdict } from "../send";
import {
  offersOf,
  orderAmount,
  outcomeOfPurchase,
  outcomeOfReport,
  outcomeOfTransaction,
  promotionFrom,
  statementLineFrom,
  timeFrom,
} from "./map";
import { microsFrom, moneyFrom } from "../read-amount";
import {
  balanceSchema,
  fxSchema,
  operatorSchema,
  pageSchema,
  promotionSchema,
  statusSchema,
  tokenSchema,
} from "./wire";

const textOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, "fixtures", `${name}.json`), "utf8");
const fixture = (name: string): unknown => parse(textOf(name), undefined, (number) => number);
const answered = (status: number, json: unknown): SendVerdict => ({
  kind: "answered",
  status,
  json,
  text: "…",
});
const rowWith = (over: object): object => ({ ...(fixture("top-up") as object), ...over });

const operators = pageSchema.parse(fixture("operators-page")).content.map((row) => operatorSchema.parse(row));
const [range, fixed, regional] = operators;

describe("offers of operators-page", () => {
  test("a range is offered in both currencies", () => {
    expect(range && offersOf(range)).toMatchObject([
      {
        sku: "9341:usd",
        kind: "airtime",
        recipient: "number",
        order: { type: "range", min: { minor: 21, currency: "USD" }, max: { minor: 9500 } },
        face: { type: "rate", currency: "GHS", perOrderUnit: "11.98000000000" },
        cost: {
          discountPercent: "6.5",
          feePercent: "0",
          orderUnitsPerWalletUnit: "1",
          flatFee: { minor: 0, currency: "USD" },
        },
      },
      {
        sku: "9341:local",
        order: { type: "range", min: { minor: 250, currency: "GHS" }, max: { minor: 113_810 } },
        face: { type: "rate", currency: "GHS", perOrderUnit: "1" },
        cost: {
          discountPercent: "0.0",
          orderUnitsPerWalletUnit: "11.98000000000",
          flatFee: { currency: "GHS" },
        },
      },
    ]);
  });

  test("fixed amounts bring what stands beside them, with their words", () => {
    expect(fixed && offersOf(fixed)).toMatchObject([
      {
        sku: "9342:usd:0.84",
        kind: "data",
        description: "500MB, 3 days",
        popular: false,
        order: { amount: { minor: 84 } },
        face: { amount: { minor: 1000, currency: "GHS" } },
      },
      { sku: "9342:usd:4.18", description: "5GB, 30 days", popular: true, face: { amount: { minor: 5000 } } },
    ]);
  });

  test("where no local amounts are listed, the suggested map tells, else the rate", () => {
    const bare = operatorSchema.parse({ ...fixed, localFixedAmounts: [] });
    expect(offersOf(bare).map(({ face }) => face.type === "fixed" && face.amount.minor)).toEqual([
      1000, 5000,
    ]);
    const barer = operatorSchema.parse({ ...bare, suggestedAmountsMap: {} });
    expect(offersOf(barer).map(({ face }) => face.type === "fixed" && face.amount.minor)).toEqual([
      1006, 5007,
    ]);
  });

  test("the same amount in another scale is the same offer, and the popular one is still known", () => {
    const again = operatorSchema.parse({
      ...fixed,
      fixedAmounts: ["0.840", "4.1800"],
      mostPopularAmount: "4.180",
    });
    expect(offersOf(again).map(({ sku, popular }) => [sku, popular])).toEqual([
      ["9342:usd:0.84", false],
      ["9342:usd:4.18", true],
    ]);
  });

  test("plans by region: what is sold everywhere, described where all agree", () => {
    expect(regional && offersOf(regional)).toMatchObject([
      {
        sku: "200:usd:0.36",
        description: "Talk time 22",
        face: { amount: { minor: 3000, currency: "INR" } },
      },
      { sku: "200:usd:2.39", description: "", face: { amount: { minor: 19_900 } } },
    ]);
    expect(regional && offersOf(regional)).toHaveLength(2);
  });

  test("what cannot be ordered to the letter is left out; lower bounds are rounded up", () => {
    const fine = operatorSchema.parse({
      ...fixed,
      fixedAmounts: ["0.845", "5"],
      localFixedAmounts: ["10", "60"],
    });
    expect(offersOf(fine).map(({ sku }) => sku)).toEqual(["9342:usd:5"]);
    const odd = operatorSchema.parse({ ...range, minAmount: "0.211", maxAmount: "95.009" });
    expect(offersOf(odd)[0]?.order).toMatchObject({ min: { minor: 22 }, max: { minor: 9500 } });
  });

  test("no discount where a percentage fee is taken", () => {
    const dear = operatorSchema.parse({
      ...range,
      fees: { international: "0.30", internationalPercentage: "2.5" },
    });
    expect(offersOf(dear)[0]?.cost).toMatchObject({
      discountPercent: "0",
      feePercent: "2.5",
      flatFee: { minor: 30 },
    });
  });

  test("kinds, recipients, and operators that are not active", () => {
    const of = (over: object) => offersOf(operatorSchema.parse({ ...range, ...over }))[0];
    expect(of({ pin: true })?.kind).toBe("pin");
    expect(of({ comboProduct: true })?.kind).toBe("bundle");
    expect(of({ operatorId: "683" })?.recipient).toBe("email");
    expect(of({ status: "INACTIVE" })).toBeUndefined();
  });
});

describe("what a purchase's answer proves", () => {
  test("top-up: delivered", () => {
    expect(outcomeOfPurchase(answered(200, fixture("top-up")))).toEqual({
      kind: "delivered",
      providerReference: "702114",
      operatorReference: "7744120",
      delivered: { minor: 11_980, currency: "GHS" },
      cost: { micros: 9_350_000, currency: "USD" },
      commission: { micros: 650_000, currency: "USD" },
    });
  });

  test("a discount that is none makes nothing unreadable", () => {
    expect(outcomeOfPurchase(answered(200, rowWith({ discount: {} }))).kind).toBe("delivered");
  });

  test("top-up-pin: with its artefact; without its code it is in doubt", () => {
    expect(outcomeOfPurchase(answered(200, fixture("top-up-pin")))).toMatchObject({
      kind: "delivered",
      artefact: {
        kind: "pin",
        code: "4409218846120",
        serial: "55810234",
        instructions: "Dial *123*PIN#\n1-800-555-0199",
        validity: "60 days",
      },
    });
    const empty = rowWith({ pinDetail: { serial: "1", code: null } });
    expect(outcomeOfPurchase(answered(200, empty))).toMatchObject({
      kind: "in-doubt",
      why: "unreadable",
      providerReference: "702114",
    });
  });

  test("top-up-nauta: no number in it", () => {
    expect(outcomeOfPurchase(answered(200, fixture("top-up-nauta")))).toMatchObject({
      kind: "delivered",
      delivered: { currency: "CUP" },
    });
  });

  test("top-up-2021 and an id alone: accepted, never taken for delivered", () => {
    expect(outcomeOfPurchase(answered(200, fixture("top-up-2021")))).toEqual({
      kind: "accepted",
      providerReference: "702114",
    });
    expect(outcomeOfPurchase(answered(200, { transactionId: "7" }))).toEqual({
      kind: "accepted",
      providerReference: "7",
    });
  });

  test.each([201, 204, 302, 307])("status %i is no success, whatever stands in it", (status) => {
    expect(outcomeOfPurchase(answered(status, fixture("top-up")))).toMatchObject({ kind: "in-doubt" });
  });

  test("error: rejected; without a code, or with one nobody listed, in doubt", () => {
    expect(outcomeOfPurchase(answered(400, fixture("error")))).toEqual({
      kind: "rejected",
      failure: {
        code: "number-invalid",
        providerCode: "INVALID_RECIPIENT_PHONE",
        detail: "Recipient phone number is not valid",
      },
      retry: "never",
    });
    expect(outcomeOfPurchase(answered(404, fixture("error-no-route")))).toMatchObject({
      kind: "in-doubt",
      why: "unlisted",
    });
    expect(outcomeOfPurchase(answered(400, { errorCode: "SOMETHING_NEW" }))).toMatchObject({
      kind: "in-doubt",
    });
    expect(outcomeOfPurchase(answered(400, undefined))).toMatchObject({ kind: "in-doubt" });
    expect(outcomeOfPurchase(answered(200, undefined))).toMatchObject({
      kind: "in-doubt",
      why: "unreadable",
    });
  });

  test("status-processing and status-successful", () => {
    expect(statusSchema.parse(fixture("status-processing"))).toMatchObject({
      status: "PROCESSING",
      transaction: null,
    });
    const { status, transaction: inside } = statusSchema.parse(fixture("status-successful"));
    expect(inside && outcomeOfTransaction({ ...inside, status })).toMatchObject({
      kind: "delivered",
      providerReference: "702115",
    });
    expect(outcomeOfTransaction({ transactionId: "1", status: "SETTLING" })).toMatchObject({
      kind: "in-doubt",
      why: "unlisted",
    });
    expect(outcomeOfTransaction({ transactionId: "1", status: "FAILED" })).toMatchObject({
      kind: "rejected",
      retry: "other-provider",
    });
  });
});

describe("several transactions under one reference", () => {
  const refunded = rowWith({ transactionId: "1", status: "REFUNDED" });
  const pending = rowWith({ transactionId: "2", status: "PROCESSING" });
  const unlisted = rowWith({ transactionId: "3", status: "SETTLING" });
  const arrived = rowWith({ transactionId: "4" });
  const reference = "ord-5f2c-1";

  test.each([
    ["refunded and delivered", [refunded, arrived], "delivered"],
    ["refunded and pending", [refunded, pending], "accepted"],
    ["refunded and unlisted", [refunded, unlisted], "in-doubt"],
    ["refunded and one that cannot be read", [refunded, { status: 7 }], "in-doubt"],
    ["refunded twice", [refunded, refunded], "rejected"],
    ["only one that cannot be read", [{ nothing: true }], "in-doubt"],
    ["another's", [rowWith({ customIdentifier: "ORD-5F2C-1" })], "not-found"],
    ["none", [], "not-found"],
  ])("%s", (_, rows, kind) => {
    expect(outcomeOfReport(rows, reference).kind).toBe(kind);
    expect(outcomeOfReport(rows.toReversed(), reference).kind).toBe(kind);
  });
});

describe("records", () => {
  test("promotion as plain text", () => {
    expect(promotionFrom(promotionSchema.parse(fixture("promotion")))).toEqual({
      promotionId: "8801",
      providerOperatorId: "9341",
      title: "Double data",
      description: "HTML text",
      startsAt: new Date("2026-11-10T00:00:00Z"),
      endsAt: new Date("2026-11-12T23:59:00Z"),
      appliesTo: "USD 5 and up",
    });
  });

  test.each([
    ["2026-11-02 09:20:33", "2026-11-02T09:20:33.000Z"],
    ["2020-09-18T08:26:27.577+0000", "2020-09-18T08:26:27.577Z"],
    ["Tue, 10 Nov 2026 00:00:00 GMT", "2026-11-10T00:00:00.000Z"],
    ["2026-11-10T00:00:00Z", "2026-11-10T00:00:00.000Z"],
    ["soon", undefined],
  ])("the time %s", (text, iso) => {
    expect(timeFrom(text)?.toISOString()).toBe(iso);
  });

  test("a line of the statement; without a cost there is no statement", () => {
    expect(statementLineFrom(fixture("top-up"))).toEqual({
      reference: "ord-5f2c-1",
      providerReference: "702114",
      number: "+233244123456",
      delivered: { minor: 11_980, currency: "GHS" },
      cost: { micros: 9_350_000, currency: "USD" },
      state: "delivered",
      at: new Date("2026-11-02T09:20:33Z"),
    });
    expect(statementLineFrom(rowWith({ status: "SETTLING" }))?.state).toBe("pending");
    expect(statementLineFrom(fixture("top-up-2021"))).toBeUndefined();
  });

  test("token, balance, fx-rate", () => {
    expect(tokenSchema.parse(fixture("token")).expires_in).toBe("3600");
    const { balance, currencyCode } = balanceSchema.parse(fixture("balance"));
    expect(microsFrom(balance, currencyCode)).toEqual({ micros: 812_403_150, currency: "USD" });
    const fx = fxSchema.parse(fixture("fx-rate"));
    expect(moneyFrom(fx.fxRate, fx.currencyCode)).toEqual({ minor: 5990, currency: "GHS" });
  });

  test("amounts of an order in the currency's own decimals", () => {
    expect(orderAmount({ minor: 1000, currency: "USD" })).toBe("10");
    expect(orderAmount({ minor: 1234, currency: "JPY" })).toBe("1234");
    expect(orderAmount({ minor: 1234, currency: "KWD" })).toBe("1.234");
  });
});
