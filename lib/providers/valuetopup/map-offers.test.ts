import { readFileSync } from "node:fs";
import { parse } from "lossless-json";
import { describe, expect, test } from "vitest";
import { silentLog } from "@/lib/core/log";
import type { AttemptRequest } from "../spec";
import { readSkus } from "./list-offers";
import { offersOf, requiredFieldsOf, wireAmount } from "./map";
import { purchaseCall } from "./purchase-call";
import { readSku, skuKindOf } from "./sku";
import { envelopeSchema, skuSchema, type WireSku } from "./wire";

const fixture = (): unknown =>
  parse(readFileSync(new URL("fixtures/skus.json", import.meta.url), "utf8"), undefined, (number) => number);

const sample = (): WireSku => {
  const [sku] = readSkus(envelopeSchema.parse(fixture()), { log: silentLog });
  return sku ?? expect.fail("no SKU in the fixture");
};
const altered = (over: Record<string, unknown>): WireSku => skuSchema.parse({ ...sample(), ...over });

describe("offers", () => {
  test("a range in both currencies, at what it costs and brings", () => {
    const [wallet, local, ...rest] = offersOf(sample(), "USD");
    expect(rest).toEqual([]);
    expect(wallet).toMatchObject({
      sku: "rtr:40217",
      kind: "airtime",
      description: "",
      order: { type: "range", currency: "USD", min: { minor: 45 }, max: { minor: 4510 }, step: 1 },
      face: { type: "rate", currency: "GHS", perOrderUnit: "11.086474501108" },
      cost: { walletCurrency: "USD", orderUnitsPerWalletUnit: "1.051282051282", discountPercent: "0" },
    });
    expect(local).toMatchObject({
      sku: "rtr:40217:local",
      order: { currency: "GHS", min: { minor: 500 }, max: { minor: 50_000 } },
      face: { type: "rate", currency: "GHS", perOrderUnit: "1" },
      cost: { orderUnitsPerWalletUnit: "11.655011655011" },
    });
  });

  test("a fixed amount is ordered by its face value, and its fee stands apart", () => {
    const { max } = sample();
    const [offer, ...rest] = offersOf(
      altered({ min: max, fee: "0.9", skuName: "5GB", subCategory: "Data", validity: "7 days" }),
      "USD",
    );
    expect(rest).toEqual([]);
    expect(offer).toMatchObject({
      sku: "rtr:40217",
      kind: "data",
      description: "5GB, 7 days",
      order: { type: "fixed", currency: "GHS", amount: { minor: 50_000, currency: "GHS" } },
      cost: { orderUnitsPerWalletUnit: "11.904761904761", flatFee: { minor: 1071, currency: "GHS" } },
    });
  });

  test.each([
    ["told after tax", "440"],
    ["told before tax: it is taken off here", "500"],
  ])("tax of the recipient's country, %s", (_how, deliveredAmount) => {
    const { max } = sample();
    const sku = altered({ max: { ...max, deliveredAmount }, isSalesTaxCharged: true, salesTax: "12" });
    const [wallet, local] = offersOf(sku, "USD");
    expect(wallet).toMatchObject({ takenPercent: "12", face: { perOrderUnit: "9.756097560975" } });
    expect(local).toMatchObject({ takenPercent: "12", face: { perOrderUnit: "0.88" } });
    const [fixed] = offersOf({ ...sku, min: sku.max }, "USD");
    expect(fixed).toMatchObject({ takenPercent: "12", face: { amount: { minor: 44_000, currency: "GHS" } } });
  });

  test.each([
    { isSalesTaxCharged: false, salesTax: "12" },
    { isSalesTaxCharged: true, salesTax: "0" },
    { isSalesTaxCharged: true, salesTax: "100" },
    { isSalesTaxCharged: true },
    {},
  ])("no tax is told of %o", (said) => {
    const [offer] = offersOf(altered(said), "USD");
    expect(offer).not.toHaveProperty("takenPercent");
    expect(offer).toMatchObject({ face: { perOrderUnit: "11.086474501108" } });
  });

  test("whole amounts only: bounds and step", () => {
    const { min } = sample();
    const sku = altered({ allowDecimal: false, min: { ...min, faceValue: "5.5" } });
    expect(offersOf(sku, "USD").map(({ order }) => order)).toMatchObject([
      { currency: "USD", step: 1 },
      { currency: "GHS", step: 100, min: { minor: 600 } },
    ]);
  });

  test.each([
    ["Pin", "pin", "number"],
    ["BillPay", "bill", "account"],
    ["Bill Pay", "bill", "account"],
    ["GIFTCARD", "gift-card", "none"],
    ["Gift Card", "gift-card", "none"],
    ["eSIM", "esim", "none"],
    ["Sim", "plan", "none"],
  ])("category %s", (category, kind, recipient) => {
    expect(offersOf(altered({ category }), "USD")[0]).toMatchObject({ kind, recipient });
  });

  test("an unknown category, no cost or nothing to bring sells nothing", () => {
    const { max } = sample();
    expect(offersOf(altered({ category: "Lottery" }), "USD")).toEqual([]);
    expect(offersOf(altered({ max: { ...max, cost: "0" } }), "USD")).toEqual([]);
    expect(offersOf(altered({ max: { ...max, deliveredAmount: "0" } }), "USD")).toEqual([]);
    expect(skuKindOf("")).toBeUndefined();
  });

  test("what it wants is read from its free text, and of Boost from its name", () => {
    expect(
      requiredFieldsOf(altered({ additionalInformation: "Prepaid only. Required: checkDigits, CustomerId" })),
    ).toEqual(["checkDigits", "CustomerId"]);
    expect(requiredFieldsOf(altered({ operatorName: "Boost Mobile" }))).toEqual(["boostPin"]);
    expect(requiredFieldsOf(sample())).toEqual([]);
  });

  test("a list of which most cannot be read is refused", () => {
    const list = (rows: unknown) => envelopeSchema.parse({ responseCode: "000", payLoad: rows });
    expect(readSkus(list([sample(), { skuId: "1" }]), { log: silentLog })).toHaveLength(1);
    expect(() => readSkus(list([sample(), {}, 7]), { log: silentLog })).toThrow("most SKUs");
    expect(() => readSkus(list({ rows: [] }), { log: silentLog })).toThrow("no list");
  });
});

describe("requests", () => {
  const attempt: AttemptRequest = {
    reference: "hl-abc-1",
    providerOperatorId: "118",
    sku: "rtr:40217:local",
    number: "+233201112233",
    country: "GH",
    amount: { minor: 5000, currency: "GHS" },
  };

  test("a top-up in the destination's currency", () => {
    expect(purchaseCall({ ...attempt, extra: { region: "Accra", empty: "" } }, "USD")).toEqual({
      kind: "rtr",
      path: "/transaction/topup",
      body: {
        skuId: 40217,
        amount: 50,
        transactionCurrencyCode: "GHS",
        mobile: "233201112233",
        correlationId: "hl-abc-1",
        additionalInfos: [{ name: "region", value: "Accra" }],
      },
    });
  });

  test("no answer of the buyer can take the place of what is bought", () => {
    const extra = {
      skuId: "1",
      correlationId: "x",
      amount: "9",
      mobile: "1",
      transactionCurrencyCode: "USD",
    };
    expect(purchaseCall({ ...attempt, extra }, "USD")?.body).toMatchObject({
      skuId: 40217,
      amount: 50,
      mobile: "233201112233",
      correlationId: "hl-abc-1",
      transactionCurrencyCode: "GHS",
    });
  });

  test.each(["rtr", "rtr:", "rtr:x", "usd:40217", "sim:40217", "dynamic:3051", ""])(
    "SKU %o is not bought",
    (sku) => {
      expect(purchaseCall({ ...attempt, sku }, "USD")).toBeUndefined();
    },
  );

  test("amounts are written with every digit, or not at all", () => {
    expect(wireAmount({ minor: 1, currency: "USD" })).toBe(0.01);
    expect(wireAmount({ minor: 123_456_789, currency: "KWD" })).toBe(123456.789);
    expect(wireAmount({ minor: 5000, currency: "JPY" })).toBe(5000);
    expect(wireAmount({ minor: Number.MAX_SAFE_INTEGER, currency: "USD" })).toBeUndefined();
  });

  test("SKUs are read back", () => {
    expect(readSku("rtr:40217:local")).toEqual({ kind: "rtr", id: "40217" });
    expect(readSku("gift:12345678901")).toBeUndefined();
  });
});
