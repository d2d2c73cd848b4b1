import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { money } from "@/lib/core/money";
import { costOf, faceBoundsOf, orderAmountFor } from "./price-offer";
import type { OfferTerms } from "./types";

const range = (over: Partial<OfferTerms> = {}): OfferTerms => ({
  orderCurrency: "USD",
  orderMinor: null,
  orderMinMinor: 21,
  orderMaxMinor: 9500,
  orderStepMinor: 1,
  faceCurrency: "GHS",
  faceMinMinor: 252,
  faceMaxMinor: 113_810,
  facePerOrderUnit: "11.98000000000",
  walletCurrency: "USD",
  orderUnitsPerWalletUnit: "1",
  discountPercent: "0",
  feePercent: "0",
  flatFeeMinor: 0,
  ...over,
});

describe("costOf", () => {
  test("a discount comes off the order", () => {
    expect(costOf(range({ discountPercent: "6.5" }), money(1000, "USD"))).toEqual({
      micros: 9_350_000,
      currency: "USD",
    });
  });

  test("percentage and flat fees are added, and all is divided by the wallet's rate", () => {
    const offer = range({
      orderCurrency: "GHS",
      orderUnitsPerWalletUnit: "11.98",
      feePercent: "2.5",
      flatFeeMinor: 50,
    });
    // (100 × 1.025 + 0.5) / 11.98 = 8.597662771…
    expect(costOf(offer, money(10_000, "GHS")).micros).toBe(8_597_663);
  });

  test("a fraction of a micro is rounded up", () => {
    const offer = range({ orderUnitsPerWalletUnit: "3" });
    expect(costOf(offer, money(100, "USD")).micros).toBe(333_334);
  });

  test("currencies without decimals and with three", () => {
    expect(
      costOf(range({ orderCurrency: "XOF", orderUnitsPerWalletUnit: "600" }), money(600, "XOF")).micros,
    ).toBe(1_000_000);
    expect(
      costOf(range({ orderCurrency: "KWD", orderUnitsPerWalletUnit: "0.3" }), money(300, "KWD")).micros,
    ).toBe(1_000_000);
  });

  test.each([{ orderUnitsPerWalletUnit: "0" }, { orderUnitsPerWalletUnit: "x" }, { discountPercent: "" }])(
    "refuses %o",
    (wrong) => expect(() => costOf(range(wrong), money(100, "USD"))).toThrow(RangeError),
  );

  test("refuses an order in another currency", () => {
    expect(() => costOf(range(), money(100, "GHS"))).toThrow(RangeError);
  });
});

describe("orderAmountFor", () => {
  test("a range is ordered so that the face value is reached", () => {
    // 100 / 11.98 = 8.3472…
    expect(orderAmountFor({ offer: range(), face: money(10_000, "GHS") })).toEqual(money(835, "USD"));
  });

  test("steps count from the minimum", () => {
    const offer = range({ orderMinMinor: 500, orderStepMinor: 1000, facePerOrderUnit: "1" });
    expect(orderAmountFor({ offer, face: money(500, "GHS") })?.minor).toBe(500);
    expect(orderAmountFor({ offer, face: money(501, "GHS") })?.minor).toBe(1500);
  });

  test.each([
    ["below", money(251, "GHS")],
    ["above", money(113_811, "GHS")],
    ["in another currency", money(1000, "USD")],
  ])("nothing %s its bounds", (_, face) => {
    expect(orderAmountFor({ offer: range(), face })).toBeUndefined();
  });

  test("a fixed offer delivers its face value alone", () => {
    const offer = range({ orderMinor: 418, faceMinMinor: 5000, faceMaxMinor: 5000, facePerOrderUnit: null });
    expect(orderAmountFor({ offer, face: money(5000, "GHS") })).toEqual(money(418, "USD"));
    expect(orderAmountFor({ offer, face: money(4999, "GHS") })).toBeUndefined();
  });
});

const ranges = fc
  .record({
    orderCurrency: fc.constantFrom("USD", "XOF", "KWD"),
    faceCurrency: fc.constantFrom("GHS", "JPY", "TND", "USD"),
    orderMinMinor: fc.integer({ min: 1, max: 10_000 }),
    span: fc.integer({ min: 0, max: 1_000_000 }),
    orderStepMinor: fc.integer({ min: 1, max: 500 }),
    rate: fc.integer({ min: 1, max: 2_000_000_000 }),
    walletRate: fc.integer({ min: 1, max: 5_000_000 }),
    discount: fc.integer({ min: 0, max: 3000 }),
  })
  .map(({ span, rate, walletRate, discount, ...rest }) => {
    const terms = {
      ...rest,
      orderMaxMinor: rest.orderMinMinor + span,
      facePerOrderUnit: `${Math.floor(rate / 1e5)}.${String(rate % 1e5).padStart(5, "0")}`,
      orderUnitsPerWalletUnit: `${walletRate}e-3`,
      discountPercent: `${discount}e-2`,
    };
    const bounds = faceBoundsOf(terms);
    return bounds && range({ ...terms, faceMinMinor: bounds.min.minor, faceMaxMinor: bounds.max.minor });
  })
  .filter((offer) => offer !== undefined);

const deliveredFor = (offer: OfferTerms, orderMinor: number): number =>
  (orderMinor * Number(offer.facePerOrderUnit) * 10 ** exponent(offer.faceCurrency)) /
  10 ** exponent(offer.orderCurrency);
const exponent = (currency: string) =>
  new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;

test("any face value within the bounds can be ordered, and never less than it arrives", () => {
  fc.assert(
    fc.property(ranges, fc.double({ min: 0, max: 1, noNaN: true }), (offer, share) => {
      const minor = offer.faceMinMinor + Math.floor((offer.faceMaxMinor - offer.faceMinMinor) * share);
      const order = orderAmountFor({ offer, face: money(minor, offer.faceCurrency) });
      expect(order).toBeDefined();
      expect(order!.minor).toBeGreaterThanOrEqual(offer.orderMinMinor!);
      expect(order!.minor).toBeLessThanOrEqual(offer.orderMaxMinor!);
      expect((order!.minor - offer.orderMinMinor!) % offer.orderStepMinor).toBe(0);
      expect(deliveredFor(offer, order!.minor) * (1 + 1e-9)).toBeGreaterThanOrEqual(minor);
    }),
  );
});

test("more face value never costs less", () => {
  fc.assert(
    fc.property(
      ranges,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (offer, a, b) => {
        const costAt = (share: number) => {
          const minor = offer.faceMinMinor + Math.floor((offer.faceMaxMinor - offer.faceMinMinor) * share);
          return costOf(offer, orderAmountFor({ offer, face: money(minor, offer.faceCurrency) })!).micros;
        };
        expect(costAt(Math.max(a, b))).toBeGreaterThanOrEqual(costAt(Math.min(a, b)));
      },
    ),
  );
});
