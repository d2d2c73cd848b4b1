import { describe, expect, test } from "vitest";
import { ProviderUnavailable, type Outcome, type Provider } from "../spec";
import type { ContractFacts } from "./facts";
import { settle, type Bench } from "./open-bench";
import {
  answering,
  decimalsAsTexts,
  drip,
  huge,
  hugeNumbers,
  tamperOnce,
  TELLING_NOTHING,
  unknownFields,
  withUnknownFields,
  type Tampering,
} from "./tamper";

/** So short that only what never ends is cut off by it. */
const IMPATIENT = 1_000;

async function readAll(provider: Provider): Promise<string[]> {
  const skus: string[] = [];
  for await (const { sku } of provider.listOffers()) skus.push(sku);
  return skus;
}

function testPurchaseAnswers(open: () => Bench, facts: ContractFacts): void {
  const buyThrough = async (change: Tampering) => {
    const attempt = open().attempt("4321");
    const provider = open().another({ fetch: tamperOnce([facts.paths.purchase], change) });
    return { attempt, outcome: await provider.submit(attempt) };
  };

  test.each(Object.entries(TELLING_NOTHING))(
    "a purchase answered with %s is in doubt until it is found",
    async (_, change) => {
      const { attempt, outcome } = await buyThrough(change);
      expect(outcome).toMatchObject({ kind: "in-doubt" });
      if (open().provider.resolve) await settle(open(), attempt, "delivered");
      expect(await open().creditsOf(attempt)).toHaveLength(1);
    },
  );

  test.each<[string, Tampering]>([
    ["decimals as texts", decimalsAsTexts],
    ["fields nobody documented", unknownFields],
  ])("%s change nothing", async (_, change) => {
    const plain = await open().provider.submit(open().attempt("4321"));
    const { attempt, outcome } = await buyThrough(change);
    const wordsOf = (one: Outcome) =>
      one.kind === "delivered" ? [one.delivered, one.cost, Object.keys(one).toSorted()] : one.kind;
    expect(wordsOf(outcome)).toEqual(wordsOf(plain));
    expect(await open().creditsOf(attempt)).toHaveLength(1);
  });

  test("numbers larger than any of ours throw nothing and refuse nothing", async () => {
    const { attempt, outcome } = await buyThrough(hugeNumbers);
    expect(["delivered", "accepted", "in-doubt"]).toContain(outcome.kind);
    expect(await open().creditsOf(attempt)).toHaveLength(1);
  });

  test("an answer that drips past the time-out is not waited for", async () => {
    const request = open().attempt("4321");
    const prepared = await open().provider.prepare?.(request);
    const known = prepared?.kind === "prepared" ? { providerReference: prepared.providerReference } : {};
    const provider = open().another({ fetch: answering(drip), timeScale: IMPATIENT });
    // Where a token must come first, nothing leaves without it.
    const kinds = facts.tokenFirst ? ["rejected", "in-doubt"] : ["in-doubt"];
    const outcome = await provider.submit({ ...request, ...known });
    expect(kinds).toContain(outcome.kind);
    expect(await open().creditsOf(request)).toEqual([]);
  });
}

function testReadAnswers(open: () => Bench, facts: ContractFacts): void {
  test.runIf(facts.midCatalog)("a list without end, or that drips, is given up", async () => {
    const provider = open().another({ fetch: answering(huge) });
    await expect(readAll(provider)).rejects.toThrow(ProviderUnavailable);
  });

  test.runIf(facts.midCatalog)(
    "a page of the catalog with decimals as texts and fields nobody documented is the same",
    async () => {
      const change: Tampering = (came) => decimalsAsTexts({ ...came, text: withUnknownFields(came.text) });
      const tampered = tamperOnce([facts.midCatalog?.path], change);
      const skus = await readAll(open().another({ fetch: tampered }));
      expect(skus).toEqual(open().offers.map(({ sku }) => sku));
    },
  );

  test.runIf(facts.calls.includes("lookup"))("a look-up that tells nothing is unavailable", async () => {
    const { country } = facts.airtime;
    for (const name of ["half a JSON", "an empty body", "null", "a text", "an unknown code, 503"]) {
      const change = TELLING_NOTHING[name];
      if (!change) throw new Error(name);
      const provider = open().another({ fetch: tamperOnce([facts.paths.lookup], change) });
      const number = { e164: open().attempt("0001").number, country };
      expect(await provider.lookup?.(number), name).toEqual({ ok: false, failure: "unavailable" });
    }
  });
}

function testStrangers(open: () => Bench, facts: ContractFacts): void {
  test("credentials that are wrong buy nothing, read nothing and say so", async () => {
    const stranger = open().stranger();
    const request = open().attempt("4321");
    const prepared = await open().provider.prepare?.(request);
    const known = prepared?.kind === "prepared" ? { providerReference: prepared.providerReference } : {};
    for (const attempt of [request, { ...request, ...known }])
      expect(await stranger.submit(attempt)).toMatchObject({
        kind: "rejected",
        retry: "other-provider",
        failure: { code: "credentials" },
      });
    if (stranger.resolve)
      expect(await stranger.resolve({ ...request, ...known })).toMatchObject({ kind: "in-doubt" });
    if (stranger.balance) await expect(stranger.balance()).rejects.toThrow(ProviderUnavailable);
    if (facts.midCatalog) await expect(readAll(stranger)).rejects.toThrow(ProviderUnavailable);
    const { country } = facts.airtime;
    if (stranger.lookup)
      expect(await stranger.lookup({ e164: request.number, country })).toEqual({
        ok: false,
        failure: "unavailable",
      });
    expect(await open().creditsOf(request)).toEqual([]);
  });

  test("an answer that repeats what was asked carries no secret out", async () => {
    const repeats: Tampering[] = [
      ({ asked }) => new Response(`<pre>${asked}</pre>`, { status: 502 }),
      ({ asked }) => new Response(asked, { status: 200 }),
      ({ asked }) => Response.json({ message: asked, error: { code: "x", message: asked } }, { status: 400 }),
      ({ asked }) =>
        Response.json({
          status: "error",
          error_code: "1001",
          responseCode: "501",
          message: asked,
          responseMessage: asked,
        }),
    ];
    const { purchase, find, lookup } = facts.paths;
    for (const change of repeats) {
      const fetch = tamperOnce([purchase, find, lookup, "/oauth/token"], change);
      const provider = open().another({ fetch });
      const attempt = open().attempt("4321");
      await provider.submit(attempt);
      await provider.resolve?.(attempt);
      await provider.lookup?.({ e164: attempt.number, country: facts.airtime.country });
      await provider.balance?.().catch(() => undefined);
    }
    const said = open().recorded.said.join("\n");
    for (const secret of facts.secrets) expect(said).not.toContain(secret);
  });
}

/** Whatever comes instead of an answer ends in the verdict that it proves, and in no other. */
export function testBadInput(open: () => Bench, facts: ContractFacts): void {
  describe("bad input", () => {
    testPurchaseAnswers(open, facts);
    testReadAnswers(open, facts);
    testStrangers(open, facts);
  });
}
