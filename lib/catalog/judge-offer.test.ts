import { describe, expect, it } from "vitest";
import { money } from "@/lib/core/money";
import { sellersOf } from "@/lib/providers/testing";
import type { ProviderName } from "@/lib/providers/spec";
import { judgeOffer, rankOffers, type Judgeable, type Standing } from "./judge-offer";

const fx = { base: "USD", rates: { USD: "1", INR: "86" } };
const fine: Standing = {
  switchedOn: null,
  pausedMs: 0,
  restsMs: null,
  floatMicros: null,
  floatCurrency: null,
  pinned: false,
  excluded: false,
  delivered: null,
  failed: null,
  p50Ms: null,
};

function offer(provider: ProviderName, cents: number, standing: Partial<Standing> = {}): Judgeable {
  return {
    offer: { offerId: `${provider}-${cents}`, provider, standing: { ...fine, ...standing } },
    order: money(cents, "USD"),
    cost: { micros: cents * 10_000, currency: "USD" },
  };
}

const ranked = (offers: Judgeable[], sellers = sellersOf()) =>
  rankOffers(offers, sellers, fx).map(({ offer: { provider } }) => provider);

describe("the order in which offers are taken", () => {
  it("the cheap before the dear, of whatever wallet", () => {
    const rupees: Judgeable = {
      ...offer("a1topup", 0),
      order: money(85_000, "INR"),
      cost: { micros: 850_000_000, currency: "INR" },
    };
    expect(ranked([offer("reloadly", 1000), rupees, offer("telecom", 980)])).toEqual([
      "telecom",
      "a1topup",
      "reloadly",
    ]);
  });

  it("the fast before one that saves less than half a percent", () => {
    const slow = offer("telecom", 1000, { p50Ms: 60_000 });
    expect(ranked([slow, offer("reloadly", 1004, { p50Ms: 3000 })])).toEqual(["reloadly", "telecom"]);
    expect(ranked([slow, offer("reloadly", 1006, { p50Ms: 3000 })])).toEqual(["telecom", "reloadly"]);
  });

  it("the healthy before the cheap, once enough is known", () => {
    const reloadly = offer("reloadly", 1100);
    const telecom = (delivered: number, failed: number) => offer("telecom", 1000, { delivered, failed });
    expect(ranked([reloadly, telecom(1, 5)])[0]).toBe("telecom");
    expect(ranked([reloadly, telecom(95, 5)])[0]).toBe("telecom");
    expect(ranked([reloadly, telecom(90, 10)])[0]).toBe("reloadly");
    expect(ranked([offer("reloadly", 1100, { delivered: 5, failed: 5 }), telecom(90, 10)])[0]).toBe(
      "telecom",
    );
  });

  it("who can be asked before who cannot, and staff's pin before all", () => {
    const sellers = sellersOf({ a1topup: { findBy: "none", dedupe: "none" } });
    const sick = offer("reloadly", 1100, { delivered: 1, failed: 50 });
    expect(ranked([offer("a1topup", 900), sick], sellers)).toEqual(["reloadly", "a1topup"]);
    expect(ranked([offer("a1topup", 900, { pinned: true }), sick], sellers)[0]).toBe("a1topup");
  });
});

describe("what is passed over", () => {
  const judged = (standing: Partial<Standing>, sellers: Parameters<typeof judgeOffer>[1] = sellersOf()) =>
    judgeOffer(offer("reloadly", 1000, standing), sellers, fx);

  it.each<[string, Partial<Standing>, object | undefined]>([
    ["nothing known", {}, undefined],
    ["switched off", { switchedOn: false }, { why: "switched-off" }],
    ["excluded", { excluded: true }, { why: "excluded" }],
    ["paused", { pausedMs: 9000 }, { why: "paused", waitMs: 9000 }],
    ["circuit rests", { restsMs: 9000 }, { why: "circuit-open", waitMs: 9000 }],
    ["circuit may be tried", { restsMs: 0 }, undefined],
    ["float below the cost", { floatMicros: 9_999_999, floatCurrency: "USD" }, { why: "float-low" }],
    ["float just enough", { floatMicros: 10_000_000, floatCurrency: "USD" }, undefined],
    ["float of another currency tells nothing", { floatMicros: 1, floatCurrency: "INR" }, undefined],
  ])("%s", (_, standing, barred) => {
    expect(judged(standing)).toEqual(barred);
  });

  it("a provider without credentials, and one that must be switched on while real money is spent", () => {
    expect(judged({}, { get: () => undefined })).toEqual({ why: "provider-off" });
    const careful = sellersOf({ reloadly: { offUntilSwitchedOn: true } });
    expect(judged({}, careful)).toBeUndefined();
    expect(judged({}, { ...careful, live: true })).toEqual({ why: "switched-off" });
    expect(judged({ switchedOn: true }, { ...careful, live: true })).toBeUndefined();
  });

  it("an order above the largest, in whatever currency that stands", () => {
    const most = (minor: number) => sellersOf({ reloadly: { largestOrder: money(minor, "INR") } });
    expect(judged({}, most(85_999))).toEqual({ why: "order-too-large" });
    expect(judged({}, most(86_000))).toBeUndefined();
  });
});
