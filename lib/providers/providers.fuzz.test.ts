import { createHmac } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FUZZ_TIMEOUT, fuzz, nastyText, nearly } from "@/lib/core/fuzz/testing";
import { setMachineTime } from "@/lib/core/machine-time";
import {
  fixturesOf,
  KITS,
  listen,
  NOW,
  REFERENCE,
  SECRET,
  THEIRS,
  worldOf,
  type Kit,
  type Served,
} from "./fuzz/testing";
import { ProviderUnavailable, type Provider } from "./spec";

const STATUSES = [
  200, 200, 200, 200, 200, 201, 202, 204, 302, 400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503,
];

const WORDS = [SECRET, REFERENCE, THEIRS, "SUCCESSFUL", "delivered", "completed", "000"];

/** Answers one after the other; with `likely` mostly of the kind that is asked for. */
function answersOf(name: string, most: number, likely: string[] = []): fc.Arbitrary<Served[]> {
  const any = nearly(fixturesOf(name), WORDS);
  const text = fc.oneof(
    { weight: 1, arbitrary: any },
    { weight: 3, arbitrary: nearly(fixturesOf(name, likely), WORDS) },
  );
  const answer = fc.record({ status: fc.constantFrom(...STATUSES), text });
  return fc.array(answer, { minLength: 1, maxLength: most });
}

/** Every amount of an outcome is one that our books can hold, and none is less than nothing. */
function expectSaneAmounts(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (key === "minor" || key === "micros") expect(inner).toSatisfy(Number.isSafeInteger);
    else expectSaneAmounts(inner);
  }
}

/** Where no code of theirs tells it: an HTTP status, and what has lapsed by the time it bears. */
const OUR_WORDS = /^(\d{3}|expired|amount|payment_error)$/;

interface Ended {
  kind: string;
  providerReference?: unknown;
  delivered?: unknown;
  cost?: { micros: number };
  failure?: { code: string; providerCode?: string };
}

const moneyMinor = (value: unknown): number | undefined =>
  typeof value === "object" && value !== null && "minor" in value ? Number(value.minor) : undefined;

function expectProven(kit: Kit, outcome: Ended, served: Served[]): void {
  const said = served.map(({ text }) => text).join("\n");
  const good = served
    .filter(({ status }) => status >= 200 && status < 300)
    .map(({ text }) => text)
    .join("\n");
  expect(JSON.stringify(outcome)).not.toContain(SECRET);
  expectSaneAmounts(outcome);
  if (outcome.kind === "delivered") {
    expect(good).toMatch(kit.arrived);
    expect(typeof outcome.providerReference).toBe("string");
    expect(outcome.providerReference).not.toBe("");
    // A share of nothing or less than nothing is no delivery, and nothing that is given back is a cost.
    expect(moneyMinor(outcome.delivered) ?? 1).toBeGreaterThan(0);
    expect(outcome.cost?.micros ?? 0).toBeGreaterThanOrEqual(0);
  }
  if (outcome.kind === "rejected" && served.length > 0) {
    const turnedAway = served.some(({ status }) => [401, 403, 429].includes(status));
    expect(turnedAway || kit.refused.test(said)).toBe(true);
    if (!kit.codeOutweighsStatus)
      expect(served.every(({ status }) => status >= 500 && status !== 503)).toBe(false);
    const { providerCode } = outcome.failure ?? {};
    if (providerCode && !turnedAway && !OUR_WORDS.test(providerCode))
      expect(said).toContain(providerCode.slice(0, 20));
  }
}

/** What may be asked beside buying; each either answers or says that it could not. */
async function ask(provider: Provider, which: number): Promise<unknown> {
  const number = { e164: "+2348031234567", country: "NG" };
  const offer = { providerOperatorId: "341", sku: KITS[provider.name]?.attempts[0]?.sku ?? "" };
  const list = async <T>(items: AsyncIterable<T> | undefined): Promise<T[]> => {
    const all: T[] = [];
    if (items) for await (const item of items) if (all.push(item) > 500) break;
    return all;
  };
  const asks: (() => unknown)[] = [
    () => list(provider.listOffers()),
    () => provider.balance?.(),
    () => provider.lookup?.(number),
    () => provider.lookUpPorted?.(number),
    () => provider.offersFor?.(number),
    () => provider.offerDetails?.(offer.sku),
    () => provider.estimate?.(offer, { minor: 650, currency: "USD" }),
    () => provider.promotions?.(),
    () => provider.fetchBill?.(offer, "12345"),
    () => provider.esimUsage?.("8944000000000000000"),
    () => list(provider.statement?.(new Date(NOW.getTime() - 86_400_000), NOW)),
    () => provider.registerWebhook?.("http://shop/w"),
  ];
  return asks[which % asks.length]?.();
}
const ASKS = 12;

beforeAll(() =>
  setMachineTime({
    elapsed: () => performance.now(),
    pause: async () => undefined,
    expiry: () => new AbortController().signal,
  }),
);
afterAll(() => setMachineTime(undefined));

describe.each(Object.entries(KITS))("%s, whatever it answers", (name, kit) => {
  const open = (answers: Served[]) => {
    const { log, said } = listen();
    const { fetcher, served } = worldOf(kit, answers);
    const provider = kit.create({ fetch: fetcher, clock: { now: () => NOW }, log, timeScale: 1e9 });
    return { provider, said, served };
  };
  const expectQuiet = (said: string[]) => {
    expect(said.join("\n")).not.toContain(SECRET);
    expect(Reflect.get({}, "polluted")).toBeUndefined();
  };

  it("a purchase is delivered or rejected by proof alone, and never throws", { timeout: FUZZ_TIMEOUT }, () =>
    fuzz(
      fc.tuple(fc.constantFrom(...kit.attempts), answersOf(name, 3, kit.likely)),
      async ([bought, answers]) => {
        const { provider, served, said } = open(answers);
        if (provider.prepare) expectProven(kit, await provider.prepare({ ...bought }), served);
        expectProven(kit, await provider.submit(bought), served);
        expectQuiet(said);
      },
    ),
  );

  it("a look-up ends an attempt by proof alone, and never throws", { timeout: FUZZ_TIMEOUT }, () =>
    fuzz(
      fc.tuple(fc.constantFrom(...kit.attempts), answersOf(name, 4, kit.likely)),
      async ([bought, answers]) => {
        const { provider, served, said } = open(answers);
        if (provider.resolve) expectProven(kit, await provider.resolve(bought), served);
        expectQuiet(said);
      },
    ),
  );

  it("everything else is read or called unavailable", { timeout: FUZZ_TIMEOUT * ASKS }, () =>
    fuzz(
      fc.tuple(fc.nat({ max: ASKS - 1 }), answersOf(name, 3)),
      async ([which, answers]) => {
        const { provider, said } = open(answers);
        try {
          expectSaneAmounts(await ask(provider, which));
        } catch (error) {
          if (!(error instanceof ProviderUnavailable)) throw error;
          expect(error.message).not.toContain(SECRET);
        }
        expectQuiet(said);
      },
      { share: 2 },
    ),
  );

  it("a webhook is believed by its signature alone, and never throws", { timeout: FUZZ_TIMEOUT }, () =>
    fuzz(
      fc.record({
        rawBody: nearly(fixturesOf(name), [REFERENCE, THEIRS]),
        time: fc.oneof(nastyText, fc.constantFrom(String(NOW.getTime()), String(NOW.getTime() / 1000))),
        signature: fc.oneof(nastyText, fc.constantFrom("a".repeat(64), "zz".repeat(32))),
        url: fc.oneof(
          nastyText,
          fc.constant(`/api/webhooks/bitrefill?ref=${REFERENCE}&token=${"a".repeat(64)}`),
        ),
        right: fc.boolean(),
      }),
      ({ rawBody, time, signature, url, right }) => {
        const { provider, said } = open([]);
        if (!provider.readWebhook) return;
        const proof = right ? signed(name, rawBody, time) : undefined;
        const headers = proof?.headers ?? {
          "x-signature": signature,
          "x-timestamp": time,
          "x-reloadly-signature": signature,
          "x-reloadly-request-timestamp": time,
        };
        const hint = provider.readWebhook({ headers, rawBody, url: proof?.url ?? url });
        if (hint.ok) {
          expect(right).toBe(true);
          for (const told of Object.values(hint.value)) expect(typeof told).toBe("string");
        }
        expectQuiet(said);
      },
    ),
  );
});

/** The same body as they would sign it: then only its words are wrong. */
function signed(name: string, rawBody: string, time: string) {
  const hmac = (text: string) => createHmac("sha256", SECRET).update(text).digest("hex");
  const text = (pattern: RegExp) => pattern.exec(rawBody)?.[1] ?? "";
  if (name === "reloadly")
    return {
      headers: { "x-reloadly-request-timestamp": time, "x-reloadly-signature": hmac(`${rawBody}:${time}`) },
    };
  if (name === "telecom") {
    const parts = time + text(/"event":"([^"]*)"/) + text(/"idempotency_key":"([^"]*)"/);
    return { headers: { "x-timestamp": time, "x-signature": hmac(parts) } };
  }
  const token = hmac(`bitrefill webhook ${REFERENCE}`);
  return { headers: {}, url: `/api/webhooks/bitrefill?ref=${REFERENCE}&token=${token}` };
}
