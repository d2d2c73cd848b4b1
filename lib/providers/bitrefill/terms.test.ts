import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { divideUp, parseScaled } from "@/lib/core/decimal";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import { readWorld } from "@/sandbox/world/read-world";
import type { AttemptRequest, ProviderOffer } from "../spec";
import { create, openSandbox, TIME_SCALE } from "./testing";

const attemptOf = (offer: ProviderOffer, over: Partial<AttemptRequest>): AttemptRequest => ({
  reference: "t-1",
  providerOperatorId: offer.operator.providerOperatorId,
  sku: offer.sku,
  number: null,
  country: offer.operator.country,
  amount: offer.order.type === "fixed" ? offer.order.amount : offer.order.min,
  ...over,
});

describe("prices", () => {
  let sandbox: TestSandbox;
  let offers: ProviderOffer[];
  beforeAll(async () => {
    sandbox = await openSandbox(TIME_SCALE);
    offers = [];
    for await (const offer of create(sandbox).listOffers()) offers.push(offer);
  });
  afterAll(() => sandbox?.close());

  const sampled: [string, (offer: ProviderOffer) => boolean][] = [
    ["no decimals", ({ order }) => order.type === "range" && order.currency === "XOF"],
    ["three decimals", ({ order }) => ["KWD", "JOD", "TND", "BHD", "OMR"].includes(order.currency)],
    ["two decimals", ({ order }) => order.type === "range" && order.currency === "GHS"],
    ["bundles", ({ kind }) => kind === "bundle"],
    ["bills", ({ kind }) => kind === "bill"],
    ["gift cards", ({ kind, order }) => kind === "gift-card" && order.type === "fixed"],
    ["eSIMs", ({ kind }) => kind === "esim"],
  ];
  test.each(sampled)("%s: what we reckon is what they bill, to the smallest unit", async (_name, holds) => {
    const chosen = offers.filter((offer) => holds(offer)).slice(0, 12);
    expect(chosen.length).toBeGreaterThan(0);
    for (const offer of chosen) {
      const number = readWorld().country(offer.operator.country)?.exampleNumber ?? "+2348031234321";
      const to = offer.recipient === "account" ? { account: "8800154321" } : { number };
      const attempt = attemptOf(offer, to);
      const prepared = await create(sandbox).prepare?.(attempt);
      if (prepared?.kind !== "prepared" || !prepared.cost) throw new Error(`${offer.sku}: ${prepared?.kind}`);
      const micros =
        BigInt(attempt.amount.minor) * 10n ** BigInt(6 - currencyExponent(attempt.amount.currency));
      const rate = parseScaled(offer.cost.orderUnitsPerWalletUnit, 18) ?? 0n;
      const reckoned = Number(divideUp(micros * 10n ** 18n, rate));
      // Their smallest unit is a cent; a package is priced exactly.
      expect(prepared.cost.micros - reckoned).toBeLessThan(offer.order.type === "range" ? 10_000 : 1);
      expect(prepared.cost.micros - reckoned).toBeGreaterThan(-2);
    }
  });
});

describe("limits", () => {
  test("the catalog waits its turn, purchases are told how long to wait", async () => {
    const sandbox = await openSandbox(40, { BITREFILL_RATE_LIMITS: "on" });
    const importer = create(sandbox, { timeScale: 40 });
    const counts: number[] = [];
    // Two imports in a row are more pages than a minute allows.
    while (counts.length < 2) {
      let count = 0;
      for await (const { sku } of importer.listOffers()) count += sku ? 1 : 0;
      counts.push(count);
    }
    expect(counts[0]).toBeGreaterThan(1000);
    expect(counts[1]).toBe(counts[0]);
    const provider = create(sandbox, { timeScale: 1 });
    const kinds: string[] = [];
    while (kinds.length < 61) {
      const amount = { minor: 80_000, currency: "NGN" };
      const number = `+234803${String(kinds.length).padStart(3, "0")}4321`;
      const operator = { providerOperatorId: "mtn-nigeria", sku: "mtn-nigeria", country: "NG" };
      const prepared = await provider.prepare?.({ reference: "l", ...operator, amount, number });
      kinds.push(prepared?.kind === "rejected" ? prepared.failure.code : (prepared?.kind ?? ""));
      if (prepared?.kind === "rejected")
        expect(prepared).toMatchObject({ retry: "later", notBeforeMs: expect.any(Number) });
    }
    expect(kinds.filter((kind) => kind === "prepared")).toHaveLength(60);
    expect(kinds.at(-1)).toBe("throttled");
    await sandbox.close();
  });
});
