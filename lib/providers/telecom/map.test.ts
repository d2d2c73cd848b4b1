import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "lossless-json";
import { describe, expect, test } from "vitest";
import type { SendVerdict } from "../send";
import type { AttemptRequest } from "../spec";
import { purchaseOf } from "./buy";
import {
  activationCode,
  microsFrom,
  moneyFrom,
  offerOfPlan,
  offerOfProduct,
  outcomeOfBody,
  outcomeOfPurchase,
  usageFrom,
} from "./map";
import {
  balanceSchema,
  errorSchema,
  esimSchema,
  lookupSchema,
  pageSchema,
  planSchema,
  productSchema,
} from "./wire";

const fixture = (name: string): unknown =>
  parse(
    readFileSync(join(import.meta.dirname, "fixtures", `${name}.json`), "utf8"),
    undefined,
    (number) => number,
  );
const products = pageSchema.parse(fixture("products-page")).data.map((row) => productSchema.parse(row));
const [bundle, range, fixed, plan] = products;
const attempt: AttemptRequest = {
  reference: "ord_7QK2M9_1",
  providerOperatorId: "sample_ke",
  sku: "bundle:sample_ke_bundle_5gb_7d",
  number: "+254700111222",
  country: "KE",
  amount: { minor: 420, currency: "USD" },
};
const answered = (status: number, json: unknown): SendVerdict => ({
  kind: "answered",
  status,
  json,
  text: JSON.stringify(json),
});

describe("offers of products-page", () => {
  test("a package costs what is asked and brings what is in it", () => {
    expect(bundle && offerOfProduct(bundle)).toMatchObject({
      sku: "bundle:sample_ke_bundle_5gb_7d",
      kind: "bundle",
      description: "5 GB, 7 days",
      benefits: { dataGb: "5", validityDays: 7 },
      order: { type: "fixed", amount: { minor: 420, currency: "USD" } },
      face: { type: "fixed", amount: { minor: 420, currency: "USD" } },
      operator: { providerOperatorId: "sample_ke", name: "Sample Kenya", country: "KE" },
    });
  });
  test("a range brings its credit for each unit", () => {
    expect(range && offerOfProduct(range)).toMatchObject({
      sku: "prepaid:sample_ke_topup",
      kind: "airtime",
      description: "",
      order: { type: "range", min: { minor: 100, currency: "USD" }, max: { minor: 5000 } },
      face: { type: "rate", currency: "KES", perOrderUnit: "128.35" },
      operator: { currency: "KES" },
    });
  });
  test("a fixed top-up brings its credit", () => {
    expect(fixed && offerOfProduct(fixed)).toMatchObject({
      kind: "airtime",
      order: { amount: { minor: 420, currency: "USD" } },
      face: { amount: { minor: 50_000, currency: "KES" } },
    });
  });
  test("a plan change is a plan; decimals may be texts", () => {
    expect(plan && offerOfProduct(plan)).toMatchObject({
      sku: "plan_change:sample_ke_plan_m_year",
      kind: "plan",
      description: "Plan M, yearly: 20 GB + 800 min",
      order: { amount: { minor: 14_000 } },
      benefits: { dataGb: "20", minutes: 800 },
    });
  });
  test.each([
    ["an unknown type", { type: "gift" }],
    ["a type that is a word of JavaScript", { type: "constructor" }],
    ["no price and no range", { price: null }],
    ["a price of nothing", { price: { amount: "0", currency: "USD" } }],
    ["no currency", { price: { amount: "4.2", currency: "" } }],
    ["a range without a rate", { range: { min: "1", max: "2", currency: "USD" }, credit: null }],
    [
      "a range upside down",
      { range: { min: "5", max: "2", currency: "USD" }, credit: { amount: "1", currency: "USD" } },
    ],
  ])("%s is no offer", (_what, over) => {
    expect(offerOfProduct(productSchema.parse({ ...bundle, ...over }))).toBeUndefined();
  });
  test("esim-plan: an operator is made up for its place", () => {
    expect(offerOfPlan(planSchema.parse(fixture("esim-plan")))).toMatchObject({
      sku: "esim:eu-10gb-30d",
      kind: "esim",
      recipient: "none",
      benefits: { dataGb: "10", validityDays: 30 },
      operator: { providerOperatorId: "esim:europe", country: "ZZ" },
      order: { amount: { minor: 1890, currency: "USD" } },
    });
  });
});

describe("what is asked", () => {
  test("money names its amount, a package does not", () => {
    expect(purchaseOf({ ...attempt, sku: "prepaid:sample_ke_topup" })).toEqual({
      path: "/telecom/topup",
      body: {
        phone: "254700111222",
        product_id: "sample_ke_topup",
        external_tx_id: "ord_7QK2M9_1",
        amount: 4.2,
        currency: "USD",
      },
    });
    expect(purchaseOf(attempt).body).toEqual({
      phone: "254700111222",
      product_id: "sample_ke_bundle_5gb_7d",
      external_tx_id: "ord_7QK2M9_1",
    });
  });
  test.each([1, 10, 29, 57, 101, 1999, 99_999_999])("%i cents stand in the body as they are", (minor) => {
    const { body } = purchaseOf({ ...attempt, sku: "prepaid:x", amount: { minor, currency: "USD" } });
    expect(JSON.stringify(body.amount)).toBe(String(minor / 100));
  });
});

describe("what an answer proves", () => {
  test("top-up: delivered, with what came and the operator's own id", () => {
    expect(outcomeOfPurchase(answered(201, fixture("top-up")), attempt)).toEqual({
      kind: "delivered",
      providerReference: "tel_9x2kd8",
      operatorReference: "KE-88120-77",
      benefits: { dataGb: "5", validityDays: 7 },
    });
  });
  test("top-up-quoted: a text with too many backslashes is read all the same", () => {
    expect(outcomeOfPurchase(answered(200, fixture("top-up-quoted")), attempt)).toMatchObject({
      kind: "delivered",
      operatorReference: "MTS-20240315-88123",
      benefits: { dataGb: "10", validityDays: 30 },
    });
    const plainText = { ...(fixture("top-up") as object), credited: '{"amount": 500, "currency": "KES"}' };
    expect(outcomeOfBody(plainText, attempt)).toMatchObject({
      delivered: { minor: 50_000, currency: "KES" },
    });
    const nonsense = { ...(fixture("top-up") as object), credited: "soon" };
    expect(outcomeOfBody(nonsense, attempt)).not.toHaveProperty("benefits");
  });
  test("top-up-failed: rejected, another provider may do", () => {
    expect(outcomeOfPurchase(answered(201, fixture("top-up-failed")), attempt)).toMatchObject({
      kind: "rejected",
      failure: { code: "refused", providerCode: "operator_rejected" },
      retry: "other-provider",
    });
  });
  test("error: a listed code on a 4xx rejects", () => {
    expect(outcomeOfPurchase(answered(404, fixture("error")), attempt)).toMatchObject({
      kind: "rejected",
      failure: { code: "product-gone", providerCode: "product_not_found" },
    });
    expect(errorSchema.parse({ error: "plain text" }).error).toEqual({
      code: undefined,
      message: "plain text",
    });
  });
  test.each([
    ["a code nobody listed", 400, { error: { code: "new_code" } }, "unlisted"],
    ["plain text", 400, { error: "no" }, "unlisted"],
    ["nothing", 404, undefined, "unlisted"],
    ["a rejection code on a 5xx", 503, { error: { code: "operator_unavailable" } }, "5xx"],
    ["a used id", 409, { error: { code: "idempotency_conflict" } }, "duplicate-reference"],
    ["a redirect", 302, fixture("top-up"), "unlisted"],
    ["no JSON", 200, undefined, "unreadable"],
    ["a transaction without an id", 201, { ...(fixture("top-up") as object), tx_id: "" }, "unreadable"],
    ["a status nobody documented", 201, { ...(fixture("top-up") as object), status: "settling" }, "unlisted"],
    [
      "somebody else's transaction",
      201,
      { ...(fixture("top-up") as object), external_tx_id: "x" },
      "unreadable",
    ],
  ])("%s is in doubt", (_what, status, json, why) => {
    expect(outcomeOfPurchase(answered(status, json), attempt)).toMatchObject({ kind: "in-doubt", why });
  });
});

describe("esim-order", () => {
  const esim = { ...attempt, sku: "esim:eu-10gb-30d", reference: "ord_8ZP1_1", number: null };
  const order = fixture("esim-order") as object;
  test("the address is the activation code; backslashes go", () => {
    expect(outcomeOfBody(order, esim)).toEqual({
      kind: "delivered",
      providerReference: "esim_4t9m2",
      artefact: {
        kind: "esim",
        iccid: "8944500612345678901",
        activationCode: "LPA:1$smdp.example.net$ES-77F2",
      },
    });
    expect(activationCode("LPA:1$a$b")).toBe("LPA:1$a$b");
  });
  test.each([
    ["without its code", { smdp_address: null }],
    ["without its number", { iccid: "" }],
    ["in a state nobody documented", { status: "queued" }],
  ])("%s it is in doubt, and can be asked for", (_what, over) => {
    expect(outcomeOfBody({ ...order, ...over }, esim)).toMatchObject({
      kind: "in-doubt",
      providerReference: "esim_4t9m2",
    });
  });
  test("no part of an error's body is shown", () => {
    const outcome = outcomeOfPurchase(answered(500, order), esim);
    expect(outcome).toEqual({ kind: "in-doubt", why: "5xx", detail: "500" });
  });
  test("usage", () => {
    const iccid = "8944500612345678901";
    expect(usageFrom(esimSchema.parse(order), iccid)).toEqual({
      iccid,
      plans: [
        {
          status: "issued",
          totalBytes: 10_000_000_000,
          remainingBytes: 7_750_000_000,
          endsAt: new Date("2025-07-03T14:22:08Z"),
        },
      ],
    });
    const bare = esimSchema.parse({
      ...order,
      data_used_gb: undefined,
      data_gb: undefined,
      expires_at: null,
    });
    expect(usageFrom(bare, iccid)).toEqual({ iccid, plans: [{ status: "issued" }] });
    expect(usageFrom(bare, "8900")).toBeUndefined();
  });
});

test("balance: what may be spent, below zero or not", () => {
  const { available_balance: available, balance, currency } = balanceSchema.parse(fixture("balance"));
  expect(microsFrom(available, currency)).toEqual({ micros: 83_300_000, currency: "USD" });
  expect(microsFrom(balance, currency)).toEqual({ micros: -12_500_000, currency: "USD" });
});

test("lookup: the kind of subscriber is not read", () => {
  expect(lookupSchema.parse(fixture("lookup"))).not.toHaveProperty("type");
});

test("amounts that are none", () => {
  expect([moneyFrom("x", "USD"), moneyFrom("1", "usd"), moneyFrom(null, "USD")]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
