import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import { describeContract } from "../contract";
import { until } from "../contract/open-bench";
import { prepareFirst } from "../contract/prepare-first";
import type { AttemptRequest, Outcome, ProviderOffer } from "../spec";
import { create, openSandbox, SECRET, TIME_SCALE } from "./testing";

const numberOf = (digits: string, nth: number): string => `+234803${String(nth).padStart(3, "0")}${digits}`;

describeContract({
  name: "bitrefill",
  timeScale: TIME_SCALE,
  openSandbox,
  create,
  createStranger: (sandbox, deps) =>
    create(sandbox, { ...deps, credentials: { apiId: "sandbox-bitrefill", apiSecret: "wrong" } }),
  calls: ["prepare", "lookup", "readWebhook", "statement", "esimUsage"],
  airtime: { providerOperatorId: "mtn-nigeria", country: "NG", number: numberOf },
  pin: { providerOperatorId: "cosmote-greece-pin", country: "GR" },
  account: { providerOperatorId: "singapore-sat-tv", country: "SG", account: "8800154321" },
  paths: { purchase: "/invoices/*/pay", find: "/invoices/*", lookup: "/check_phone_number" },
  midCatalog: { path: "/products", product: "start=150" },
  webhooks: { different: 1, proof: "address" },
  scenarios: {
    // No code of theirs tells prepaid from postpaid: the order fails after payment, and the balance is refunded.
    "0006": { first: "rejected", failure: "refused", credit: "none" },
    // An order says what was ordered, never what arrived.
    "0011": null,
  },
  secrets: [SECRET, Buffer.from(`sandbox-bitrefill:${SECRET}`).toString("base64")],
});

describe("Bitrefill alone", () => {
  let sandbox: TestSandbox;
  let offers: ProviderOffer[];
  beforeAll(async () => {
    sandbox = await openSandbox(TIME_SCALE);
    offers = [];
    for await (const offer of create(sandbox).listOffers()) offers.push(offer);
  });
  afterAll(() => sandbox?.close());

  let nth = 500;
  const attemptOf = (offer: ProviderOffer, over: Partial<AttemptRequest> = {}): AttemptRequest => {
    nth += 1;
    return {
      reference: `b-${nth}`,
      providerOperatorId: offer.operator.providerOperatorId,
      sku: offer.sku,
      number: null,
      country: offer.operator.country,
      amount: offer.order.type === "fixed" ? offer.order.amount : offer.order.min,
      ...over,
    };
  };
  const offerOf = (accepts: (offer: ProviderOffer) => boolean): ProviderOffer =>
    offers.find(accepts) ?? expect.fail("no such offer");
  const airtime = (): ProviderOffer =>
    offerOf(({ operator, kind }) => operator.providerOperatorId === "mtn-nigeria" && kind === "airtime");
  const toNumber = (digits: string): AttemptRequest => {
    nth += 1;
    return attemptOf(airtime(), { number: numberOf(digits, nth % 1000) });
  };
  const buy = (attempt: AttemptRequest, provider = create(sandbox)): Promise<Outcome> =>
    prepareFirst(provider, new Map()).submit(attempt);
  const creditsOf = async (reference: string): Promise<{ amount: object; product: string }[]> => {
    const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
    const { credits } = (await answer.json()) as {
      credits: { providerReference: string; amount: object; product: string }[];
    };
    return credits.filter(({ providerReference }) => providerReference === reference);
  };

  test("every kind of product is listed", () => {
    const kinds = new Set(offers.map(({ kind }) => kind));
    expect([...kinds].toSorted()).toEqual(["airtime", "bill", "bundle", "data", "esim", "gift-card", "pin"]);
    const operators = offers.map(({ operator }) => operator.providerOperatorId);
    expect(operators.some((id) => id.startsWith("test-"))).toBe(false);
  });

  test("products of some countries alone are listed when that is wanted", async () => {
    const countries = new Set<string>();
    for await (const { operator, kind } of create(sandbox, { countries: ["GH", "NG"] }).listOffers())
      if (kind !== "esim") countries.add(operator.country);
    expect([...countries].toSorted()).toEqual(["GH", "NG"]);
  });

  test("a submit without a prepared invoice sends nothing", async () => {
    let calls = 0;
    const counting: typeof fetch = (input, init) => {
      calls += 1;
      return fetch(input, init);
    };
    const provider = create(sandbox, { fetch: counting });
    const attempt = toNumber("4321");
    expect(await provider.submit(attempt)).toMatchObject({ kind: "rejected", failure: { code: "not-sent" } });
    expect(await provider.resolve(attempt)).toEqual({ kind: "not-found" });
    expect(calls).toBe(0);
  });

  test("nothing is ever paid by the call that creates it", async () => {
    const bodies: string[] = [];
    const reading: typeof fetch = async (_input, init) => {
      if (init?.body) bodies.push(await new Response(init.body).text());
      return Response.json({}, { status: 500 });
    };
    await create(sandbox, { fetch: reading }).prepare?.(toNumber("4321"));
    expect(bodies.map((body) => JSON.parse(body) as object)).toMatchObject([
      { payment_method: "balance", auto_pay: false, products: [{ quantity: 1, value: 800 }] },
    ]);
    expect(bodies[0]).not.toContain("webhook_url");
  });

  test("an invoice that lapsed unpaid was surely never bought, and is paid no more", async () => {
    const attempt = toNumber("4321");
    const prepared = await create(sandbox).prepare?.(attempt);
    if (prepared?.kind !== "prepared") throw new Error("not prepared");
    expect(prepared.cost).toMatchObject({ currency: "EUR" });
    const known = { ...attempt, providerReference: prepared.providerReference };
    const later = (minutes: number) =>
      create(sandbox, {
        clock: {
          now: () => new Date((prepared.expiresAt?.getTime() ?? 0) + (minutes * 60_000) / TIME_SCALE),
        },
      });
    expect(await later(-1).resolve(known)).toEqual({ kind: "not-found" });
    expect(await later(14).resolve(known)).toEqual({ kind: "not-found" });
    expect(await later(16).resolve(known)).toMatchObject({
      kind: "rejected",
      retry: "later",
      failure: { code: "not-sent", providerCode: "expired" },
    });
  });

  test("a payment that was lost on the way is made again with the same invoice", async () => {
    const attempt = toNumber("0009");
    const provider = create(sandbox);
    const prepared = await provider.prepare?.(attempt);
    if (prepared?.kind !== "prepared") throw new Error("not prepared");
    const known = { ...attempt, providerReference: prepared.providerReference };
    expect(await provider.submit(known)).toMatchObject({
      kind: "in-doubt",
      providerReference: prepared.providerReference,
    });
    expect(await provider.resolve(known)).toEqual({ kind: "not-found" });
    await sandbox.post("/__sandbox/faults", {
      match: { provider: "bitrefill", path: "/invoices/*/pay", number: attempt.number },
      scenario: "0001",
      times: 1,
    });
    expect(await provider.submit(known)).toEqual({
      kind: "accepted",
      providerReference: prepared.providerReference,
    });
    const delivered = await until(
      () => provider.resolve(known),
      ({ kind }) => kind !== "accepted",
    );
    expect(delivered).toMatchObject({ kind: "delivered", providerReference: prepared.providerReference });
    expect(await provider.submit(known)).toMatchObject({ kind: "in-doubt", why: "duplicate-reference" });
    expect(await creditsOf(prepared.providerReference)).toHaveLength(1);
  });

  test("an invoice of ours that they do not know is in doubt, never not found", async () => {
    const attempt = { ...toNumber("4321"), providerReference: "3f0d2c1e-6b7a-4d52-9b0e-1a2b3c4d5e6f" };
    expect(await create(sandbox).resolve(attempt)).toMatchObject({ kind: "in-doubt" });
    expect(await create(sandbox).submit(attempt)).toMatchObject({
      kind: "in-doubt",
      why: "duplicate-reference",
    });
  });

  test("0011: an order tells what was ordered, not what arrived", async () => {
    const attempt = toNumber("0011");
    const outcome = await buy(attempt);
    if (outcome.kind !== "delivered") throw new Error(outcome.kind);
    expect(outcome.delivered).toEqual(attempt.amount);
    expect(await creditsOf(outcome.providerReference)).toMatchObject([
      { amount: { minor: attempt.amount.minor * 0.8, currency: "NGN" } },
    ]);
  });

  test("0006: a postpaid number takes a bundle", async () => {
    const bundle = offerOf(({ operator, kind }) => operator.country === "NG" && kind === "bundle");
    const outcome = await buy(attemptOf(bundle, { number: numberOf("0006", 1) }));
    expect(outcome).toMatchObject({ kind: "delivered" });
    expect(bundle.description).toMatch(/GB|MB/);
  });

  test("a gift card arrives with its code, bought for an amount or as a package", async () => {
    for (const type of ["fixed", "range"]) {
      const card = offerOf(({ kind, order }) => kind === "gift-card" && order.type === type);
      const attempt = attemptOf(card);
      expect(card.recipient).toBe("none");
      expect(await buy(attempt)).toMatchObject({
        kind: "delivered",
        delivered: attempt.amount,
        artefact: { kind: "gift-code", code: expect.stringMatching(/^\d{16}$/) },
      });
    }
  });

  test("an eSIM arrives with its activation code, tells what is left, and is topped up", async () => {
    const provider = create(sandbox);
    const plan = offerOf(({ kind }) => kind === "esim");
    const outcome = await buy(attemptOf(plan));
    if (outcome.kind !== "delivered" || outcome.artefact?.kind !== "esim") throw new Error(outcome.kind);
    const { iccid = "", activationCode } = outcome.artefact;
    expect(activationCode).toMatch(/^LPA:1\$/);
    const gigabyte = 1_000_000_000;
    expect(await provider.esimUsage?.(iccid)).toEqual({
      ok: true,
      value: { iccid, plans: [{ status: "active", remainingBytes: gigabyte }] },
    });
    const topUp = await buy(attemptOf(plan, { extra: { esim_id: iccid } }));
    expect(topUp).toMatchObject({ kind: "delivered" });
    expect(topUp).not.toHaveProperty("artefact");
    expect(await provider.esimUsage?.(iccid)).toMatchObject({ value: { plans: [{}, {}] } });
    expect(await provider.esimUsage?.("8944500999999999999")).toEqual({ ok: false, failure: "no-esim" });
  });

  test.each(["array", "product", "operators"])("the phone check is read in the shape %s", async (shape) => {
    const other = await openSandbox(TIME_SCALE, { BITREFILL_PHONE_SHAPE: shape });
    const lookup = (e164: string, country: string) => create(other).lookup?.({ e164, country });
    expect(await lookup(numberOf("4321", 1), "NG")).toEqual({
      ok: true,
      value: { providerOperatorId: "mtn-nigeria", name: "MTN Nigeria", country: "NG" },
    });
    expect(await lookup(numberOf("0004", 1), "NG")).toEqual({ ok: false, failure: "no-operator" });
    await other.close();
  });

  test("a personal key works as well, a wrong secret buys nothing", async () => {
    const personal = create(sandbox, { credentials: { apiKey: "sandbox-bitrefill-key" } });
    expect(await buy(toNumber("4321"), personal)).toMatchObject({ kind: "delivered" });
    const wrong = create(sandbox, { credentials: { apiId: "sandbox-bitrefill", apiSecret: "wrong" } });
    expect(await buy(toNumber("4321"), wrong)).toMatchObject({
      kind: "rejected",
      failure: { code: "credentials", providerCode: "401" },
    });
  });

  test("the statement is read page by page", async () => {
    for (const digits of ["4321", "4322", "4323"]) await buy(toNumber(digits));
    const small: typeof fetch = (input, init) => fetch(pageOfTwo(String(input)), init);
    const provider = create(sandbox, { fetch: small, timeScale: 500 });
    const from = new Date(Date.now() - 600_000);
    const found = new Set<string>();
    for await (const line of provider.statement?.(from, new Date(Date.now() + 60_000)) ?? [])
      found.add(line.providerReference);
    const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
    const { credits } = (await answer.json()) as { credits: { providerReference: string }[] };
    expect(credits.length).toBeGreaterThan(2);
    for (const { providerReference } of credits) expect(found).toContain(providerReference);
  });
});

/** The same page in their size, with rows for two only. */
const pageOfTwo = (url: string): string =>
  url.replace(/start=(\d+)&limit=50/, (_whole, start: string) => `start=${Number(start) / 25}&limit=2`);
