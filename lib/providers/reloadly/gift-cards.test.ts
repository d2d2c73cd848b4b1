import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { currencyExponent } from "@/lib/core/currency-exponent";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import { until } from "../contract/open-bench";
import type { AskableProvider, ProviderOffer } from "../spec";
import { giftCodeFrom, offersOfGiftCard, outcomeOfOrder } from "./map";
import { attemptOf, create, fixture, openSandbox, readOffers, reckonedCost } from "./testing";
import { cardsSchema, giftCardSchema, orderSchema } from "./wire-gift-cards";

describe("what a gift card's answers say", () => {
  test("a fixed card: one offer an amount, priced by the rate, its fee in the card's currency", () => {
    const [ten, twenty] = offersOfGiftCard(giftCardSchema.parse(fixture("gift-card")));
    expect(ten).toMatchObject({
      sku: "gift:40121:10",
      operator: { providerOperatorId: "gift:310:ES", name: "Example Games", country: "ES" },
      kind: "gift-card",
      description: "Example Games ES",
      order: { type: "fixed", amount: { minor: 1000, currency: "EUR" } },
      face: { type: "fixed", amount: { minor: 1000, currency: "EUR" } },
      cost: { walletCurrency: "USD", discountPercent: "3.0", flatFee: { minor: 43, currency: "EUR" } },
      recipient: "none",
      requiredFields: [],
    });
    expect(twenty?.sku).toBe("gift:40121:20");
    // 10 EUR at 1.152, three percent off, and half a dollar.
    expect(Number(ten?.cost.orderUnitsPerWalletUnit)).toBeCloseTo(1 / 1.152, 10);
  });

  test("a range, a card that wants a player's id, one that is not active, one without a rate", () => {
    const card = giftCardSchema.parse(fixture("gift-card"));
    const range = {
      ...card,
      denominationType: "RANGE",
      fixedRecipientDenominations: [],
      minRecipientDenomination: "5.001",
      maxRecipientDenomination: "50",
    };
    expect(offersOfGiftCard(range)).toMatchObject([
      { sku: "gift:40121", order: { type: "range", min: { minor: 501 }, max: { minor: 5000 } } },
    ]);
    const player = { ...card, additionalRequirements: { userIdRequired: true } };
    expect(offersOfGiftCard(player)[0]?.requiredFields).toEqual(["userId"]);
    expect(offersOfGiftCard({ ...card, status: "INACTIVE" })).toEqual([]);
    expect(offersOfGiftCard({ ...card, recipientCurrencyToSenderCurrencyExchangeRate: "0" })).toEqual([]);
  });

  test("an order by its status", () => {
    const order = orderSchema.parse(fixture("gift-order"));
    expect(outcomeOfOrder(order)).toEqual({
      kind: "delivered",
      providerReference: "88021",
      delivered: { minor: 1000, currency: "EUR" },
      cost: { micros: 11_674_400, currency: "USD" },
    });
    const kindOf = (status: string | undefined) => outcomeOfOrder({ ...order, status }).kind;
    expect([undefined, "PENDING", "PROCESSING"].map(kindOf)).toEqual(["accepted", "accepted", "accepted"]);
    expect(["REFUNDED", "FAILED", "ON_HOLD"].map(kindOf)).toEqual(["rejected", "rejected", "in-doubt"]);
  });

  test("codes: a long number keeps its digits, a page, a PIN alone, nothing", () => {
    const codes = cardsSchema.parse(fixture("gift-codes")).map(giftCodeFrom);
    expect(codes).toEqual([
      { kind: "gift-code", code: "6011000990139424123", pin: "4821" },
      { kind: "gift-code", code: "77-4410", url: "https://redeem.example/77" },
      { kind: "gift-code", code: "", url: "https://cards.example/a1" },
      undefined,
    ]);
    expect(giftCodeFrom(undefined)).toBeUndefined();
  });
});

describe("gift cards over HTTP", () => {
  let sandbox: TestSandbox;
  let provider: AskableProvider;
  let cards: ProviderOffer[];
  beforeAll(async () => {
    sandbox = await openSandbox(100);
    provider = create(sandbox, { timeScale: 1 });
    cards = (await readOffers(provider)).filter(({ kind }) => kind === "gift-card");
  });
  beforeEach(async () => void (await fetch(`${sandbox.url}/__sandbox/faults`, { method: "DELETE" })));
  afterAll(() => sandbox?.close());

  let nth = 0;
  const attemptTo = (wanted: (offer: ProviderOffer) => boolean) =>
    attemptOf(cards.find(wanted), { reference: `g-${(nth += 1)}` });
  const plain = ({ operator, requiredFields, order }: ProviderOffer) =>
    operator.name === "Steam" && requiredFields.length === 0 && order.type === "fixed";
  const creditsOf = async (reference: string) => {
    const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
    const { credits } = (await answer.json()) as {
      credits: { reference: string; state: string; cost: { micros: number } }[];
    };
    return credits.filter((credit) => credit.reference === reference);
  };
  const faulted = (scenario: string, path = "/orders", more: Record<string, number> = {}) =>
    sandbox.post("/__sandbox/faults", {
      match: { provider: "reloadly", path },
      scenario,
      times: 1,
      ...more,
    });

  test("the catalog has fixed and open ones of many countries", () => {
    expect(cards.length).toBeGreaterThan(1_000);
    expect(new Set(cards.map(({ operator }) => operator.country)).size).toBeGreaterThan(100);
    expect(new Set(cards.map(({ order }) => order.type))).toEqual(new Set(["fixed", "range"]));
  });

  test.each<[string, (offer: ProviderOffer) => boolean]>([
    ["of a fixed amount", plain],
    ["of any amount", ({ order, requiredFields }) => order.type === "range" && requiredFields.length === 0],
    ["with a fee", ({ cost }) => cost.flatFee.minor > 0],
    ["that is a page to open", ({ operator }) => operator.name === "Airbnb"],
  ])("a card %s is bought for what the offer says, with its code", async (_, wanted) => {
    const attempt = attemptTo(wanted);
    const offer = cards.find(({ sku }) => sku === attempt.sku) as ProviderOffer;
    const outcome = await provider.submit(attempt);
    if (outcome.kind !== "delivered") throw new Error(outcome.kind);
    expect(outcome).toMatchObject({ delivered: attempt.amount, artefact: { kind: "gift-code" } });
    if (offer.operator.name === "Airbnb") expect(outcome.artefact).toHaveProperty("url");
    const exponent = currencyExponent(attempt.amount.currency);
    const reckoned = reckonedCost(offer, attempt, exponent);
    // The flat fee is told in whole minor units of the card's currency.
    const unit = 1e6 / 10 ** exponent / Number(offer.cost.orderUnitsPerWalletUnit);
    expect(Math.abs((outcome.cost?.micros ?? 0) - reckoned)).toBeLessThan(unit + 10);
    expect(await creditsOf(attempt.reference)).toMatchObject([{ cost: outcome.cost }]);
    const known = { ...attempt, providerReference: outcome.providerReference };
    for (const asked of [attempt, known]) expect(await provider.resolve(asked)).toEqual(outcome);
  });

  test("a player's id goes along, and is missed", async () => {
    const attempt = attemptTo(({ requiredFields }) => requiredFields.includes("userId"));
    expect(await provider.submit(attempt)).toMatchObject({
      kind: "rejected",
      failure: { code: "refused", providerCode: "INVALID_INPUT_PROVIDED" },
    });
    const named = { ...attempt, extra: { userId: "P-7" } };
    expect(await provider.submit(named)).toMatchObject({ kind: "delivered" });
  });

  test("a virtual card is accepted first", async () => {
    const attempt = attemptTo(({ operator }) => operator.name === "Virtual Mastercard");
    expect(await provider.submit(attempt)).toMatchObject({ kind: "accepted" });
    await until(
      () => provider.resolve(attempt),
      ({ kind }) => kind === "delivered",
    );
  });

  test.each(["0005", "0008", "0016", "error-after", "drop-after", "cut-after", "garbage-after"])(
    "%s: bought, and found by our reference",
    async (scenario) => {
      await faulted(scenario);
      const attempt = attemptTo(plain);
      expect(await provider.submit(attempt)).toMatchObject({ kind: "in-doubt" });
      expect(await provider.resolve(attempt)).toMatchObject({ kind: "delivered" });
      expect(await creditsOf(attempt.reference)).toHaveLength(1);
    },
  );

  test.each(["0009", "error-before", "drop-before", "garbage", "down"])("%s: not found", async (scenario) => {
    await faulted(scenario);
    const attempt = attemptTo(plain);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "in-doubt" });
    expect(await provider.resolve(attempt)).toEqual({ kind: "not-found" });
    expect(await creditsOf(attempt.reference)).toEqual([]);
  });

  test.each([
    ["0003", "operator-down"],
    ["0018", "float-empty"],
    ["0019", "throttled"],
    ["throttle", "throttled"],
  ])("%s: refused as %s", async (scenario, code) => {
    await faulted(scenario);
    const attempt = attemptTo(plain);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "rejected", failure: { code } });
    expect(await creditsOf(attempt.reference)).toEqual([]);
  });

  test("0002 is given back, 0012 after it was delivered, 0017 is no status of theirs", async () => {
    await faulted("0002");
    const lost = attemptTo(plain);
    expect(await provider.submit(lost)).toMatchObject({ kind: "accepted" });
    await faulted("0012");
    const reversed = attemptTo(plain);
    expect(await provider.submit(reversed)).toMatchObject({ kind: "delivered" });
    for (const attempt of [lost, reversed])
      await until(
        () => provider.resolve(attempt),
        ({ kind }) => kind === "rejected",
      );
    expect(await creditsOf(reversed.reference)).toMatchObject([{ state: "reversed" }]);
    await faulted("0017");
    expect(await provider.submit(attemptTo(plain))).toMatchObject({ kind: "in-doubt", why: "unlisted" });
  });

  test("a code that cannot be read just then leaves the order theirs to finish", async () => {
    await faulted("error-before", "/orders/transactions/*");
    const attempt = attemptTo(plain);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "accepted" });
    expect(await provider.resolve(attempt)).toMatchObject({ kind: "delivered", artefact: {} });
  });

  test("a reference used twice buys once", async () => {
    const attempt = attemptTo(plain);
    await provider.submit(attempt);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "in-doubt", why: "duplicate-reference" });
    expect(await creditsOf(attempt.reference)).toHaveLength(1);
  });
});
