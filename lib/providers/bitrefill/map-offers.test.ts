import { describe, expect, test } from "vitest";
import { offersOf, orderOf } from "./map";
import { attempt, fixture } from "./testing";
import { pageSchema, productSchema } from "./wire";

const product = (name: string) => productSchema.parse(fixture(name));

describe("offers", () => {
  const page = pageSchema.parse(fixture("products-page"));
  const [row] = page.data.map((one) => productSchema.parse(one));
  test("of products-page: a range sells its packages too; prices are in the wallet's smallest unit", () => {
    expect(row && offersOf(row, "phone_refill", "EUR")).toEqual([
      {
        sku: "example-mobile-ghana",
        operator: {
          providerOperatorId: "example-mobile-ghana",
          name: "Example Mobile Ghana",
          country: "GH",
          currency: "GHS",
        },
        kind: "airtime",
        description: "",
        popular: false,
        recipient: "number",
        requiredFields: [],
        order: {
          type: "range",
          currency: "GHS",
          min: { minor: 500, currency: "GHS" },
          max: { minor: 50_000, currency: "GHS" },
          step: 100,
        },
        face: { type: "rate", currency: "GHS", perOrderUnit: "1" },
        cost: {
          walletCurrency: "EUR",
          orderUnitsPerWalletUnit: "0.866551126516464471",
          discountPercent: "0",
          feePercent: "0",
          flatFee: { minor: 0, currency: "GHS" },
        },
      },
    ]);
  });
  test("a package off the steps is an offer of its own, and alone without a range", () => {
    const odd = { id: "x<&>7.5", package_id: null, value: "7.5", price: "866", amount: "7.5" };
    const skus = (over: object) =>
      row && offersOf({ ...row, ...over }, "phone_refill", "EUR").map(({ sku }) => sku);
    expect(skus({ packages: [...row!.packages, odd] })).toEqual(["example-mobile-ghana", "x<&>7.5"]);
    expect(skus({ range: null })).toEqual(["example-mobile-ghana<&>20", "example-mobile-ghana<&>50"]);
  });
  test.each([
    ["out of stock", { in_stock: false }],
    ["without country", { country_code: null }],
    ["in no currency", { currency: "USDT" }],
    ["without a price", { range: null, packages: [{ ...row!.packages[0]!, price: null }] }],
    ["free", { range: null, packages: [{ ...row!.packages[0]!, price: "0" }] }],
  ])("%s sells nothing", (_name, over) => {
    expect(offersOf({ ...row!, ...over }, "phone_refill", "EUR")).toEqual([]);
  });
  test("product-documented has no prices and sells nothing; test-gift-card has steps of ten", () => {
    expect(offersOf(product("product-documented"), "gift_card", "EUR")).toEqual([]);
    expect(offersOf(product("test-gift-card"), "gift_card", "EUR")).toMatchObject([
      { sku: "gift:test-gift-card-code", recipient: "none", order: { type: "range", step: 1000 } },
    ]);
  });
  test("product-esim: a plan of words is ordered at its price", () => {
    expect(offersOf(product("product-esim"), "esim", "EUR")).toMatchObject([
      {
        sku: "esim:bitrefill-esim-europe<&>1GB, 7 Days",
        description: "1GB, 7 Days",
        recipient: "none",
        order: { type: "fixed", amount: { minor: 350, currency: "EUR" } },
        cost: { orderUnitsPerWalletUnit: "1" },
      },
    ]);
  });
  test.each([
    [["DATA"], "data"],
    [["Bundles"], "bundle"],
    [["refill", "PIN"], "pin"],
    [["dth"], "bill"],
    [[], "airtime"],
  ])("categories %j are %s", (categories, kind) => {
    expect(offersOf({ ...row!, categories }, "phone_refill", "EUR")[0]?.kind).toBe(kind);
  });
});

describe("orders", () => {
  test.each([
    [{}, { path: "/invoices", item: { value: 20.5, phone_number: "+233244123456" } }],
    [{ sku: "a<&>20" }, { path: "/invoices", item: { package_id: "a<&>20", phone_number: "+233244123456" } }],
    [
      { sku: "gift:a<&>20", number: null },
      { path: "/invoices", item: { package_id: "a<&>20" } },
    ],
    [
      { number: null, account: "77" },
      { path: "/invoices", item: { value: 20.5, phone_number: "77" } },
    ],
    [
      { sku: "esim:a<&>1GB, 7 Days", number: null, extra: { esim_id: "89" } },
      { path: "/esims", item: { value: "1GB, 7 Days", esim_id: "89" } },
    ],
  ])("%j", (over, order) => {
    const { path, item } = order;
    expect(orderOf({ ...attempt, ...over })).toEqual({
      path,
      item: { product_id: "example-mobile-ghana", quantity: 1, ...item },
    });
  });
  test("an amount that no JSON number holds is not ordered", () => {
    const amount = { minor: Number.MAX_SAFE_INTEGER, currency: "GHS" };
    expect(orderOf({ ...attempt, amount })).toBeUndefined();
  });
});
