import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseScaled } from "@/lib/core/decimal";
import { describeContract } from "../contract";
import { until } from "../contract/open-bench";
import { ProviderUnavailable, type ProviderOffer } from "../spec";
import { create, CREDENTIALS, isOf, numberOf, openKit, openSandbox, PASSWORD, type Kit } from "./testing";

const BASIC = Buffer.from(`sandbox-user:${PASSWORD}`).toString("base64");

describeContract({
  name: "valuetopup",
  openSandbox,
  create,
  createStranger: (sandbox, deps) =>
    create(sandbox, { ...deps, credentials: { ...CREDENTIALS, password: "wrong" } }),
  calls: ["lookup", "offersFor", "estimate", "promotions", "fetchBill", "esimUsage"],
  airtime: { providerOperatorId: "2714", country: "NG", number: numberOf },
  pin: { providerOperatorId: "679", country: "SG", number: "+6591234321" },
  account: { providerOperatorId: "2303", country: "NG", account: "meter-04123" },
  demands: {
    values: {
      boostPin: "4711",
      checkDigits: "42",
      senderMobile: "+4915112345678",
      senderName: "Ama",
      CustomerId: "C-1",
      firstName: "Ama",
      lastName: "Mensah",
    },
    number: "+12125550123",
  },
  taxed: { providerOperatorId: "190", country: "PH", number: "+639174004567" },
  paths: {
    purchase: "/transaction/topup",
    find: "/transaction/status/*",
    lookup: "/lookup/mobile/*",
  },
  midCatalog: { path: "/catalog/skus/giftcards", product: "cursor" },
  lookupNowhere: "no-operator",
  unlistedFor: { e164: "+18762754321", country: "JM" },
  scenarios: {
    // No code of theirs tells postpaid from prepaid, or one operator's number from another's.
    "0006": { first: "rejected", failure: "refused", credit: "none" },
    "0020": { first: "rejected", failure: "number-invalid", credit: "none" },
  },
  secrets: [PASSWORD, BASIC],
});

describe("ValueTopup alone", () => {
  let kit: Kit;
  beforeAll(async () => {
    kit = await openKit();
  });
  afterAll(() => kit?.sandbox.close());

  test("a range is ordered in the wallet's currency without a code, in the destination's with it", async () => {
    const local = kit.offerOf(({ sku, operator }) => sku.endsWith(":local") && operator.country === "NG");
    const amount = { minor: 123_456, currency: "NGN" };
    const attempt = kit.attemptOf(local, { number: numberOf("4321", 901), amount });
    expect(await kit.provider.estimate?.(attempt, amount)).toEqual(amount);
    expect(await kit.provider.submit(attempt)).toMatchObject({ kind: "delivered", delivered: amount });
    expect(kit.sent.at(-1)).toMatchObject({ amount: 1234.56, transactionCurrencyCode: "NGN" });
    const wallet = kit.offerOf(({ sku }) => `${sku}:local` === local.sku);
    const dollars = kit.attemptOf(wallet, {
      number: numberOf("4321", 902),
      amount: { minor: 250, currency: "USD" },
    });
    expect(await kit.provider.submit(dollars)).toMatchObject({
      kind: "delivered",
      delivered: { currency: "NGN" },
    });
    expect(kit.sent.at(-1)).toMatchObject({ amount: 2.5 });
    expect(kit.sent.at(-1)).not.toHaveProperty("transactionCurrencyCode");
  });

  test("what an offer says it costs and brings is what is then paid and credited", async () => {
    const some = kit.offers
      .filter(
        ({ sku, order, requiredFields }) =>
          /^(pin|esim|gift):/.test(sku) && order.type === "fixed" && requiredFields.length === 0,
      )
      .filter((_, index) => index % 17 === 0);
    expect(some.length).toBeGreaterThan(10);
    for (const offer of some) {
      const attempt = kit.attemptOf(offer);
      await kit.provider.submit(attempt);
      const outcome = await until(
        () => kit.provider.resolve(attempt),
        ({ kind }) => kind !== "accepted",
      );
      if (outcome.kind !== "delivered" || offer.order.type !== "fixed") throw new Error(outcome.kind);
      const { cost, order } = offer;
      const scale = currencyExponent(order.currency);
      const units = BigInt(order.amount.minor + cost.flatFee.minor) * 10n ** BigInt(12 + 6 - scale);
      const expected = units / (parseScaled(cost.orderUnitsPerWalletUnit, 12) ?? 1n);
      const off = Number(expected) - (outcome.cost?.micros ?? 0);
      // The fee is told in whole minor units of the order's currency.
      expect(Math.abs(off)).toBeLessThan(cost.flatFee.minor > 0 ? 10_000 : 2);
      const [credit] = await kit.creditsOf(attempt);
      if (offer.face.type === "fixed") expect(credit?.amount).toEqual(offer.face.amount);
    }
  });

  test("texts come in the language wanted, ids and amounts stay", async () => {
    const arabic: ProviderOffer[] = [];
    for await (const offer of kit.provider.listOffers(undefined, { language: "ar" })) arabic.push(offer);
    expect(arabic.map(({ sku }) => sku)).toEqual(kit.offers.map(({ sku }) => sku));
    const changed = arabic.filter(({ description }, index) => description !== kit.offers[index]?.description);
    expect(changed.length).toBeGreaterThan(100);
    expect(changed[0]?.description).toMatch(/\p{Script=Arabic}/u);
  });

  test("their lists: countries, operators, products, rate, codes", async () => {
    const countries = await kit.provider.countries();
    expect(countries.find(({ country }) => country === "GH")).toMatchObject({
      diallingCode: "233",
      areaCodes: [],
    });
    expect(countries.find(({ country }) => country === "JM")).toMatchObject({
      diallingCode: "1",
      areaCodes: ["876", "658"],
    });
    expect(await kit.provider.operators("NG")).toContainEqual({
      providerOperatorId: "2714",
      name: "MTN Nigeria",
    });
    expect((await kit.provider.operators()).length).toBeGreaterThan(
      (await kit.provider.operators("NG")).length,
    );
    const cards = await kit.provider.products({ country: "US", categoryId: 6 });
    expect(cards.length).toBeGreaterThan(0);
    for (const { category, countryCode } of cards)
      expect([category, countryCode]).toEqual(["GiftCard", "US"]);
    const airtime = kit.offerOf(isOf("NG", "airtime", /^MTN/));
    expect(await kit.provider.exchangeRate(airtime.sku)).toMatchObject({ currency: "NGN" });
    await expect(kit.provider.exchangeRate("rtr:1")).rejects.toThrow(ProviderUnavailable);
    expect((await kit.provider.failureTexts()).get("852")).toMatch(/progress/);
  });

  test("credit terms: what may still be owed", async () => {
    const credit = await openSandbox(50, { VALUETOPUP_TERMS: "credit", VALUETOPUP_FLOAT_USD: "500" });
    const provider = create(credit, { account: { currency: "USD", creditLimit: "500.00" } });
    expect(await provider.balance()).toEqual({ micros: 500_000_000, currency: "USD" });
    await provider.submit({
      ...kit.attemptOf(kit.offerOf(isOf("NG", "airtime", /^MTN/))),
      number: numberOf("4321", 904),
    });
    expect((await provider.balance()).micros).toBeLessThan(500_000_000);
    await credit.close();
  });

  test("wrong credentials buy nothing and say so", async () => {
    const wrong = create(kit.sandbox, { credentials: { ...CREDENTIALS, password: "wrong" } });
    const attempt = kit.attemptOf(kit.offerOf(isOf("NG", "airtime", /^MTN/)), {
      number: numberOf("4321", 905),
    });
    expect(await wrong.submit(attempt)).toMatchObject({ kind: "rejected", failure: { code: "credentials" } });
    expect(await wrong.resolve(attempt)).toMatchObject({ kind: "in-doubt" });
    await expect(wrong.balance()).rejects.toThrow(ProviderUnavailable);
    expect(await kit.creditsOf(attempt)).toEqual([]);
  });

  test("while the operator works on it, the status call says so", async () => {
    const slow = await openSandbox(50, { VALUETOPUP_WAIT_MS: "20000" });
    const provider = create(slow);
    const attempt = kit.attemptOf(kit.offerOf(isOf("NG", "airtime", /^MTN/)), {
      number: numberOf("4321", 906),
    });
    const buying = provider.submit(attempt);
    const seen = await until(
      () => provider.resolve(attempt),
      ({ kind }) => kind !== "not-found",
    );
    expect(seen).toEqual({ kind: "accepted", providerReference: attempt.reference });
    expect(await buying).toMatchObject({ kind: "delivered" });
    await slow.close();
  });
});
