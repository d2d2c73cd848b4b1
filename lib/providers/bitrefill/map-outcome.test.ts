import { describe, expect, test } from "vitest";
import { silentLog } from "@/lib/core/log";
import type { SendVerdict } from "../send";
import { ProviderUnavailable, type AttemptRequest } from "../spec";
import { createBitrefill } from ".";
import { expiryOf, invoiceOf, microsFrom, outcomeOfOrder, paymentOf, statementLineFrom } from "./map";
import { attempt, fixture, textOf } from "./testing";
import { invoiceAnswerSchema, orderAnswerSchema, type WireInvoice, type WireOrder } from "./wire";

const invoiceOfFile = (name: string, over: Partial<WireInvoice> = {}): WireInvoice => ({
  ...invoiceAnswerSchema.parse(fixture(name)).data,
  ...over,
});
const orderOfFile = (name: string, over: Partial<WireOrder> = {}): WireOrder => ({
  ...orderAnswerSchema.parse(fixture(name)).data,
  ...over,
});
const answered = (status: number, json: unknown, more: object = {}): SendVerdict => ({
  kind: "answered",
  status,
  json,
  text: "…",
  ...more,
});
/** A kit whose every call is answered with the fixture. */
const answering = (name: string, status = 200) =>
  createBitrefill({
    fetch: async () => new Response(textOf(name), { status }),
    clock: { now: () => new Date() },
    log: silentLog,
    timeScale: 1000,
    baseUrl: "http://bitrefill.test/v2",
    credentials: { apiKey: "key" },
  });
describe("what an invoice says", () => {
  const paid = { method: "balance", currency: "EUR", price: "2308", status: "payment_confirmed" };
  test.each([
    ["invoice", {}, "unpaid"],
    ["invoice", { payment: paid }, "paid"],
    ["invoice", { payment: { ...paid, status: "paid" } }, "paid"],
    ["invoice", { payment: { ...paid, status: "processing" } }, "processing"],
    ["invoice", { payment: { ...paid, status: "held" } }, "unlisted"],
    ["invoice", { status: "all_delivered" }, "paid"],
    ["invoice", { status: "denied" }, "failed"],
    ["invoice", { status: "payment_error" }, "failed"],
    // What has moved was paid, whatever else is said.
    ["invoice", { status: "denied", orders: [{ id: "o", status: "delivered" }] }, "paid"],
    ["invoice-documented", {}, "paid"],
    ["invoice-documented", { status: "unpaid", orders: [{ id: "o", status: "created" }] }, "unpaid"],
    ["invoice-documented", { status: "odd", orders: [] }, "unlisted"],
  ])("%s with %j is %s", (name, over, state) => {
    expect(paymentOf(invoiceOfFile(name, over))).toBe(state);
  });
  test("it lapses when it says so, else three hours after its birth", () => {
    expect(expiryOf(invoiceOfFile("invoice"))).toBe(Date.parse("2026-11-02T12:20:33.120Z"));
    const told = invoiceOfFile("invoice", { expires_time: "2026-11-02T09:35:00Z" });
    expect(expiryOf(told)).toBe(Date.parse("2026-11-02T09:35:00Z"));
    expect(expiryOf(invoiceOfFile("invoice-documented"))).toBeUndefined();
  });
});

describe("errors of error.json and others", () => {
  const body = fixture("error") as object;
  test.each([
    [400, {}, "operator-down", "later"],
    [400, { error_code: "invalid_phone_number" }, "number-invalid", "never"],
    [400, { error_code: "unsupported_operator" }, "operator-mismatch", "never"],
    [400, { error_code: "balance_too_low" }, "float-empty", "other-provider"],
    [400, { error_code: "not_found" }, "product-gone", "other-provider"],
    [401, { error_code: undefined }, "credentials", "other-provider"],
    [403, { message: "Not enough funds" }, "float-empty", "other-provider"],
    [403, { message: "Account suspended" }, "credentials", "other-provider"],
    [429, {}, "throttled", "later"],
  ])("%s %j is rejected: %s, %s", (status, over, code, retry) => {
    expect(invoiceOf(answered(status, { ...body, ...over }))).toMatchObject({
      kind: "rejected",
      failure: { code },
      retry,
    });
  });
  test("a 429 is waited for as long as it asks", () => {
    expect(invoiceOf(answered(429, {}, { waitMs: 7_000 }))).toMatchObject({ notBeforeMs: 7_000 });
    expect(invoiceOf(answered(429, {}))).toMatchObject({ notBeforeMs: 60_000 });
  });
  test.each([
    [400, { ...body, error_code: "new_code" }, "unlisted"],
    [400, { ...body, error_code: "toString" }, "unlisted"],
    [400, undefined, "unlisted"],
    // The page of what stands before them says nothing of the call.
    [403, undefined, "unlisted"],
    [404, body, "unlisted"],
    [500, body, "5xx"],
    [503, body, "5xx"],
    [302, undefined, "unlisted"],
    [200, undefined, "unreadable"],
    [200, { data: {} }, "unreadable"],
  ])("%s %j proves nothing: %s", (status, json, why) => {
    expect(invoiceOf(answered(status, json))).toMatchObject({ kind: "in-doubt", why });
  });
});

describe("what an order says", () => {
  const payment = { method: "balance", currency: "EUR", price: "2308", status: "payment_confirmed" };
  const invoice = invoiceOfFile("invoice", { payment });
  const read = (order: WireOrder, over: Partial<AttemptRequest> = {}) =>
    outcomeOfOrder(order, invoice, { ...attempt, ...over });
  const known = { providerReference: invoice.id };

  test("order-refill: delivered, with its value and what was paid", () => {
    expect(read(orderOfFile("order-refill"))).toEqual({
      kind: "delivered",
      ...known,
      delivered: { minor: 2000, currency: "GHS" },
      cost: { micros: 23_080_000, currency: "EUR" },
    });
  });
  test("order: a gift card; as a PIN refill its code is a PIN", () => {
    const instructions = "Enter it at the till\nValid for a year";
    expect(read(orderOfFile("order"), { sku: "gift:x" })).toMatchObject({
      artefact: { kind: "gift-code", code: "6620194477310052", instructions },
    });
    expect(read(orderOfFile("order"), { sku: "pin:x" })).toMatchObject({
      artefact: { kind: "pin", code: "6620194477310052", instructions },
    });
  });
  test("order-2025: the codes beside the text", () => {
    expect(read(orderOfFile("order-2025"), { sku: "gift:x" })).toMatchObject({
      artefact: {
        kind: "gift-code",
        code: "",
        url: "https://cards.example/r/1",
        pin: "4711",
        instructions: "Enter it at the till",
      },
    });
  });
  test("order-esim: an activation code, without a value in money", () => {
    const outcome = read(orderOfFile("order-esim"), { sku: "esim:x<&>1GB, 7 Days" });
    expect(outcome).toMatchObject({
      kind: "delivered",
      artefact: { kind: "esim", activationCode: "LPA:1$smdp.example$ABCD-1234" },
    });
    expect(outcome).not.toHaveProperty("delivered");
  });
  test.each(["gift:x", "pin:x", "esim:x<&>y"])("%s without its code is not delivered yet", (sku) => {
    expect(read(orderOfFile("order-refill"), { sku })).toMatchObject({ kind: "in-doubt", ...known });
  });
  test.each([
    ["created", { kind: "accepted" }],
    ["pending", { kind: "accepted" }],
    ["permanent_failure", { kind: "rejected", retry: "other-provider", failure: { code: "refused" } }],
    ["failed", { kind: "rejected" }],
    ["refunded", { kind: "rejected" }],
    ["settling", { kind: "in-doubt", why: "unlisted" }],
    ["", { kind: "in-doubt", why: "unlisted" }],
  ])("status %s", (status, outcome) => {
    expect(read(orderOfFile("order", { status }))).toMatchObject(outcome);
  });
});

describe("records", () => {
  const payment = { method: "balance", currency: "EUR", price: "2308", status: "payment_confirmed" };
  const line = (over: Partial<WireInvoice>) =>
    statementLineFrom(invoiceOfFile("invoice", { payment, ...over }));
  test.each([
    [["delivered"], "delivered", 23_080_000],
    [["created"], "pending", 23_080_000],
    [["refunded"], "reversed", 0],
    [["permanent_failure"], "failed", 0],
    [["delivered", "refunded"], "pending", 23_080_000],
    [[], "pending", 23_080_000],
  ])("a paid invoice whose orders are %j is %s", (statuses, state, micros) => {
    const orders = statuses.map((status, index) => ({ id: String(index), status }));
    expect(line({ orders })).toMatchObject({ state, cost: { micros, currency: "EUR" } });
  });
  test("an unpaid one is no line, one without a price breaks the statement off", () => {
    expect(statementLineFrom(invoiceOfFile("invoice"))).toBeUndefined();
    expect(() => line({ payment: { ...payment, price: null } })).toThrow(ProviderUnavailable);
    expect(() => line({ created_time: null })).toThrow(ProviderUnavailable);
  });
  test("satoshis are finer than our books", async () => {
    expect(microsFrom("4200", "EUR")).toEqual({ micros: 42_000_000, currency: "EUR" });
    expect(microsFrom("4200", "JPY")).toEqual({ micros: 4_200_000_000, currency: "JPY" });
    expect(microsFrom("4200", "BTC")).toBeUndefined();
    expect(microsFrom("0.5", "EUR")).toBeUndefined();
  });
});

describe("reads", () => {
  test("balance and esim", async () => {
    expect(await answering("balance").balance()).toEqual({ micros: 42_000_000, currency: "EUR" });
    expect(await answering("esim").esimUsage?.("8944500000000000017")).toEqual({
      ok: true,
      value: {
        iccid: "8944500000000000017",
        plans: [{ status: "active", remainingBytes: 734_003_200 }],
      },
    });
    await expect(answering("esim").balance()).rejects.toThrow(ProviderUnavailable);
  });
  test.each(["phone-documented", "phone-product", "phone-array"])("%s", async (name) => {
    const number = { e164: "+233244123456", country: "GH" };
    expect(await answering(name).lookup?.(number)).toEqual({
      ok: true,
      value: { providerOperatorId: "example-mobile-ghana", name: "Example Mobile Ghana", country: "GH" },
    });
    // Nobody serves it there.
    if (name !== "phone-documented")
      expect(await answering(name).lookup?.({ ...number, country: "TG" })).toEqual({
        ok: false,
        failure: "no-operator",
      });
    expect(await answering(name, 500).lookup?.(number)).toEqual({ ok: false, failure: "unavailable" });
  });
});
