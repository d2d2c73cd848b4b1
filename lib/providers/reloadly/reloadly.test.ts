import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import { describeContract } from "../contract";
import { ProviderUnavailable, type AttemptRequest, type ProviderOffer } from "../spec";
import { create, numberOf, openSandbox, readOffers, SECRET } from "./testing";

describeContract({
  name: "reloadly",
  openSandbox,
  create,
  createStranger: (sandbox, deps) => create(sandbox, { ...deps, clientSecret: "wrong" }),
  tokenFirst: true,
  calls: ["lookup", "lookUpPorted", "estimate", "promotions", "statement", "readWebhook"],
  airtime: { providerOperatorId: "341", country: "NG", number: numberOf },
  pin: { providerOperatorId: "672", country: "GR", number: "+306907039456" },
  account: { providerOperatorId: "683", country: "CU", account: "testing@nauta.com.cu" },
  demands: { values: { invoiceId: "INV-1", userId: "player-1" } },
  paths: {
    purchase: "/topups",
    find: "/topups/reports/transactions",
    lookup: "/operators/auto-detect/*",
  },
  midCatalog: { path: "/operators", product: "page=3" },
  scenarios: {
    // No code of theirs tells prepaid from postpaid: the operator just refuses.
    "0006": { first: "rejected", failure: "refused", credit: "none" },
  },
  secrets: [SECRET, "eyJ"],
});

describe("Reloadly alone", () => {
  let sandbox: TestSandbox;
  let offers: ProviderOffer[];
  beforeAll(async () => {
    // A tenth of a second each, so that parallel sends meet.
    sandbox = await openSandbox(50, { RELOADLY_WAIT_MS: "5000" });
    offers = await readOffers(create(sandbox));
  });
  afterAll(() => sandbox?.close());

  let nth = 500;
  const attemptTo = (digits: string, over: Partial<AttemptRequest> = {}): AttemptRequest => {
    nth += 1;
    return {
      reference: `r-${nth}`,
      providerOperatorId: "341",
      sku: "341:usd",
      number: numberOf(digits, nth),
      country: "NG",
      amount: { minor: 500, currency: "USD" },
      ...over,
    };
  };
  const creditsOf = async ({ reference }: AttemptRequest): Promise<{ state: string }[]> => {
    const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
    const { credits } = (await answer.json()) as { credits: { reference: string; state: string }[] };
    return credits.filter((credit) => credit.reference === reference);
  };

  test("the identifier check is not atomic: parallel sends all buy, and the report says delivered", async () => {
    const attempt = attemptTo("4321");
    const provider = create(sandbox);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => provider.submit(attempt)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(Array.from({ length: 5 }, () => "delivered"));
    expect(await creditsOf(attempt)).toHaveLength(5);
    expect(await provider.resolve?.(attempt)).toMatchObject({ kind: "delivered" });
  });

  test("0006: a postpaid number takes a bundle", async () => {
    const bundle = offers.find(
      ({ operator, order }) => operator.providerOperatorId === "346" && order.type === "fixed",
    );
    if (bundle?.order.type !== "fixed" || bundle.face.type !== "fixed") throw new Error("no bundle");
    const attempt = attemptTo("0006", {
      providerOperatorId: "346",
      sku: bundle.sku,
      amount: bundle.order.amount,
    });
    expect(await create(sandbox).submit(attempt)).toMatchObject({
      kind: "delivered",
      delivered: bundle.face.amount,
    });
  });

  test("the report ignores case, references do not", async () => {
    const provider = create(sandbox);
    const attempt = attemptTo("4321", { reference: "Case-A" });
    await provider.submit(attempt);
    expect(await provider.resolve?.({ ...attempt, reference: "case-a" })).toEqual({ kind: "not-found" });
    expect(await provider.resolve?.(attempt)).toMatchObject({ kind: "delivered" });
  });

  test("a local order is made, priced and delivered in the destination's currency", async () => {
    const provider = create(sandbox);
    const local = offers.find(({ sku }) => sku === "341:local");
    if (local?.order.type !== "range") throw new Error("no local range");
    const { min } = local.order;
    const amount = { ...min, minor: min.minor + 12_345 };
    const attempt = attemptTo("4321", { sku: "341:local", amount });
    expect(await provider.estimate?.(attempt, amount)).toEqual(amount);
    expect(await provider.submit(attempt)).toMatchObject({
      kind: "delivered",
      delivered: amount,
      cost: { currency: "USD" },
    });
  });

  test("0020: refused at the wrong operator, delivered at the one that serves the number", async () => {
    const provider = create(sandbox);
    const attempt = attemptTo("0020");
    expect(await provider.submit(attempt)).toMatchObject({
      kind: "rejected",
      failure: { code: "operator-mismatch" },
    });
    const serving = await provider.lookUpPorted?.({ e164: attempt.number ?? "", country: "NG" });
    const right = serving?.ok ? serving.value.providerOperatorId : expect.fail("nobody serves it");
    expect(right).not.toBe(attempt.providerOperatorId);
    const again = {
      ...attempt,
      reference: `${attempt.reference}-b`,
      providerOperatorId: right,
      sku: `${right}:usd`,
    };
    expect(await provider.submit(again)).toMatchObject({ kind: "delivered" });
  });

  test("the paid look-up: ported, unknown, a country they do not serve", async () => {
    const { lookup, lookUpPorted } = create(sandbox);
    const moved = { e164: numberOf("0013", 990), country: "NG" };
    expect(await lookUpPorted?.(moved)).toEqual(await lookup?.(moved));
    const known = await lookUpPorted?.({ e164: numberOf("0001", 990), country: "NG" });
    expect(known).toMatchObject({ ok: true, value: { providerOperatorId: "341", country: "NG" } });
    for (const [e164, country] of [
      [numberOf("0004", 990), "NG"],
      ["+99912345678", "ZZ"],
    ] as const)
      expect(await lookUpPorted?.({ e164, country })).toEqual({ ok: false, failure: "no-operator" });
  });

  test("the statement is read page by page", async () => {
    const small: typeof fetch = (input, init) => fetch(String(input).replace("size=500", "size=2"), init);
    const from = new Date(Date.now() - 60_000);
    const provider = create(sandbox, { fetch: small });
    const sent = Array.from({ length: 5 }, () => attemptTo("4321"));
    for (const attempt of sent) await provider.submit(attempt);
    const references: (string | undefined)[] = [];
    for await (const line of provider.statement?.(from, new Date(Date.now() + 60_000)) ?? [])
      references.push(line.reference);
    expect(references).toEqual(expect.arrayContaining(sent.map(({ reference }) => reference)));
    expect(new Set(references).size).toBeGreaterThan(4);
  });

  test("a statement whose second page fails tells of the first, and that it is not all", async () => {
    const torn: typeof fetch = (input, init) =>
      String(input).includes("page=2")
        ? Promise.resolve(new Response("", { status: 500 }))
        : fetch(String(input).replace("size=500", "size=2"), init);
    const provider = create(sandbox, { fetch: torn });
    for (let sales = 0; sales < 3; sales += 1) await provider.submit(attemptTo("4321"));
    let read = 0;
    const reading = async (): Promise<void> => {
      const [from, to] = [new Date(Date.now() - 60_000), new Date(Date.now() + 60_000)];
      for await (const line of provider.statement?.(from, to) ?? []) read += line.providerReference ? 1 : 0;
    };
    await expect(reading()).rejects.toThrow(ProviderUnavailable);
    expect(read).toBeGreaterThan(0);
  });

  test("a wrong secret buys nothing and says so", async () => {
    const provider = create(sandbox, { clientSecret: "wrong" });
    const attempt = attemptTo("4321");
    expect(await provider.submit(attempt)).toMatchObject({
      kind: "rejected",
      failure: { code: "credentials" },
    });
    expect(await creditsOf(attempt)).toEqual([]);
  });

  describe("tokens", () => {
    /** Counts token calls; the first `stale` of them answer a real token that has expired, yet claims to be good. */
    const withTokens = async (stale: number) => {
      const expired = await openSandbox(50, { RELOADLY_TOKEN_SECONDS: "0" });
      const count = { tokens: 0 };
      const counting: typeof fetch = async (input, init) => {
        const url = String(input);
        if (!url.endsWith("/oauth/token")) return fetch(input, init);
        count.tokens += 1;
        if (count.tokens > stale) return fetch(input, init);
        const answer = await fetch(url.replace(sandbox.url, expired.url), init);
        return Response.json({ ...((await answer.json()) as object), expires_in: 3600 });
      };
      return { count, provider: create(sandbox, { fetch: counting }), close: () => expired.close() };
    };

    test("thirty calls at once ask for one token", async () => {
      const { count, provider, close } = await withTokens(0);
      await Promise.all(Array.from({ length: 30 }, () => provider.balance?.()));
      expect(count.tokens).toBe(1);
      await close();
    });

    test("a token that expires midway: one new one for all, and each purchase is made once", async () => {
      const { count, provider, close } = await withTokens(1);
      const attempts = Array.from({ length: 20 }, () => attemptTo("4321"));
      const outcomes = await Promise.all(attempts.map((attempt) => provider.submit(attempt)));
      expect(outcomes.every(({ kind }) => kind === "delivered")).toBe(true);
      for (const attempt of attempts) expect(await creditsOf(attempt)).toHaveLength(1);
      expect(count.tokens).toBe(2);
      await close();
    });

    test("a new token that is refused too ends in a rejection", async () => {
      const { count, provider, close } = await withTokens(9);
      const attempt = attemptTo("4321");
      expect(await provider.submit(attempt)).toMatchObject({
        kind: "rejected",
        failure: { code: "credentials", providerCode: "TOKEN_EXPIRED" },
      });
      expect(count.tokens).toBe(2);
      expect(await creditsOf(attempt)).toEqual([]);
      await close();
    });
  });
});
