import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { FUZZ_TIMEOUT, fuzz, nastyText, nearly } from "@/lib/core/fuzz/testing";
import type { Log } from "@/lib/core/log";
import { useMachineTime } from "@/lib/core/machine-time";
import { createA1Topup } from "./a1topup";
import { createBitrefill } from "./bitrefill";
import { createReloadly } from "./reloadly";
import { ProviderUnavailable, type AttemptRequest, type Provider, type ProviderDeps } from "./spec";
import { createTelecom } from "./telecom";
import { createValueTopup } from "./valuetopup";

/** Nobody may read it, wherever an answer repeats it. */
const SECRET = "s3cr3t-0f-0urs";
const REFERENCE = "hl-abcdefghij-1";
const THEIRS = "theirs-1";
/** More answers to one call than any list of ours is read in: what goes on for ever is cut here. */
const MOST_ANSWERS = 60;
const NOW = new Date("2026-11-26T12:00:00Z");

const attempt: AttemptRequest = {
  reference: REFERENCE,
  providerOperatorId: "341",
  sku: "341:usd",
  kind: "airtime",
  number: "+2348031234567",
  country: "NG",
  amount: { minor: 650, currency: "USD" },
};
const without = { number: null, account: "buyer@example.org" };

interface Kit {
  create(deps: ProviderDeps): Provider;
  attempts: AttemptRequest[];
  /** Fixtures that answer a purchase or a look-up. */
  likely: string[];
  /** Words by which they say that it arrived. */
  arrived: RegExp;
  /** Words by which they say that it never will; a listed code, or a status of a purchase or of HTTP. */
  refused: RegExp;
  /** A listed code proves it whatever the HTTP status. README.md, "Doubt". */
  codeOutweighsStatus?: boolean;
  /** Answers to what is asked before anything else. */
  first?: (url: string) => unknown;
}

const KITS: Record<string, Kit> = {
  reloadly: {
    create: (deps) =>
      createReloadly({
        ...deps,
        baseUrls: {
          auth: "http://p/auth",
          topups: "http://p/t",
          giftcards: "http://p/g",
          utilities: "http://p/u",
        },
        credentials: { clientId: "id", clientSecret: SECRET, webhookSecret: SECRET },
      }),
    attempts: [
      attempt,
      { ...attempt, sku: "gift:40121", kind: "gift-card", ...without },
      { ...attempt, sku: "bill:512:local", kind: "bill", ...without },
      { ...attempt, providerReference: THEIRS },
    ],
    likely: ["top-up", "top-up-pin", "status-successful", "gift-order", "gift-codes", "bill-paid", "error"],
    arrived: /SUCCESSFUL/,
    refused: /REFUNDED|FAILED|[A-Z]+(_[A-Z]+)+/,
    first: (url) =>
      url.endsWith("/oauth/token")
        ? { access_token: "t", expires_in: 86_400, token_type: "Bearer" }
        : undefined,
  },
  bitrefill: {
    create: (deps) =>
      createBitrefill({
        ...deps,
        baseUrl: "http://p/v2",
        credentials: { apiId: "id", apiSecret: SECRET },
        webhookUrl: "http://shop/w",
      }),
    attempts: [
      { ...attempt, sku: "example-mobile-ghana", providerReference: THEIRS },
      {
        ...attempt,
        sku: "gift:test-gift-card-code<&>20",
        kind: "gift-card",
        number: null,
        providerReference: THEIRS,
      },
      {
        ...attempt,
        sku: "esim:bitrefill-esim-europe<&>1GB, 7 Days",
        kind: "esim",
        number: null,
        providerReference: THEIRS,
      },
    ],
    likely: ["invoice", "order", "order-esim", "invoice-documented", "error"],
    arrived: /delivered/,
    refused: /permanent_failure|failed|refunded|denied|payment_error|message|[a-z]+(_[a-z]+)+/,
  },
  valuetopup: {
    create: (deps) =>
      createValueTopup({
        ...deps,
        baseUrl: "http://p/api/v2",
        credentials: { userId: "id", password: SECRET },
        account: { currency: "USD" },
      }),
    attempts: [
      { ...attempt, sku: "rtr:40217" },
      { ...attempt, sku: "pin:40217", kind: "pin" },
      { ...attempt, sku: "gift:40217", kind: "gift-card", ...without },
      { ...attempt, sku: "esim:40217", kind: "esim", number: null },
      { ...attempt, sku: "bill:40217", kind: "bill", ...without },
    ],
    likely: ["top-up", "pin", "gift-card", "esim", "failure", "in-progress"],
    arrived: /000/,
    refused: /\d{3}/,
  },
  telecom: {
    create: (deps) =>
      createTelecom({
        ...deps,
        baseUrls: { api: "http://p/v1" },
        credentials: { token: SECRET, webhookSecret: SECRET },
      }),
    attempts: [
      { ...attempt, sku: "prepaid:mtn_ng_topup" },
      { ...attempt, sku: "bundle:mtn_ng_1gb", kind: "bundle" },
      { ...attempt, sku: "esim:eu-10gb-30d", kind: "esim", number: null },
      { ...attempt, sku: "prepaid:mtn_ng_topup", providerReference: THEIRS },
    ],
    likely: ["top-up", "top-up-failed", "top-up-quoted", "esim-order", "error"],
    arrived: /completed|active|ready|qr|lpa/i,
    refused: /failed|[a-z]+(_[a-z]+)+|unauthorized/,
  },
  a1topup: {
    create: (deps) =>
      createA1Topup({ ...deps, baseUrl: "http://p", credentials: { apiKey: SECRET }, switchedOn: true }),
    attempts: [
      {
        ...attempt,
        providerOperatorId: "JIO",
        sku: "JIO:199",
        number: "+917001234567",
        country: "IN",
        amount: { minor: 19_900, currency: "INR" },
      },
    ],
    likely: ["success", "error"],
    codeOutweighsStatus: true,
    arrived: /success/,
    refused: /100[1-5]|2001/,
  },
};

const fixturesOf = (name: string, only: string[] = []): unknown[] => {
  const folder = join(import.meta.dirname, name, "fixtures");
  return readdirSync(folder)
    .filter((file) => only.length === 0 || only.includes(file.replace(".json", "")))
    .map((file): unknown => JSON.parse(readFileSync(join(folder, file), "utf8")));
};

interface Served {
  status: number;
  text: string;
}

/** A world that gives one planned answer after the other, the last one again and again. */
function worldOf(kit: Kit, answers: Served[]) {
  const served: Served[] = [];
  const fetcher: typeof fetch = async (input) => {
    const first = kit.first?.(String(input));
    if (first) return Response.json(first);
    const answer = answers[Math.min(served.length, answers.length - 1)];
    if (!answer || served.length >= MOST_ANSWERS) return new Response("{}", { status: 404 });
    served.push(answer);
    const empty = answer.status === 204 || answer.status === 304;
    return new Response(empty ? null : answer.text, { status: answer.status });
  };
  return { served, fetcher };
}

function listen(): { log: Log; said: string[] } {
  const said: string[] = [];
  const note = (data: Record<string, unknown>, message: string) =>
    void said.push(message + JSON.stringify(data));
  return { said, log: { debug: note, info: note, warn: note, error: note } };
}

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
  useMachineTime({
    elapsed: () => performance.now(),
    pause: async () => undefined,
    expiry: () => new AbortController().signal,
  }),
);
afterAll(() => useMachineTime(undefined));

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
