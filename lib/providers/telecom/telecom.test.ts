import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { silentLog } from "@/lib/core/log";
import { openReceiver, openTestSandbox, type Receiver, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { describeContract } from "../contract";
import { lostAfterCredit } from "../contract/scenarios";
import type { AskableProvider, AttemptRequest, ProviderDeps, ProviderOffer, WebhookRequest } from "../spec";
import { createTelecom } from ".";

const TOKEN = "sandbox-telecom-token";
const WEBHOOK_SECRET = "sandbox-telecom-webhook";

const openSandbox = (timeScale: number, values: Record<string, string> = {}): Promise<TestSandbox> =>
  openTestSandbox({ timeScale, values: { TELECOM_WAIT_MS: "0", ...values } });

function create(
  sandbox: { url: string },
  deps: Partial<ProviderDeps> = {},
  credentials: { token?: string; webhookSecret?: string | undefined } = {},
): AskableProvider {
  return createTelecom({
    fetch,
    clock: { now: () => new Date() },
    log: silentLog,
    timeScale: 50,
    ...deps,
    baseUrls: { api: `${sandbox.url}/telecom` },
    credentials: {
      token: credentials.token ?? TOKEN,
      webhookSecret: credentials.webhookSecret ?? WEBHOOK_SECRET,
    },
  });
}

const numberOf = (digits: string, nth: number): string => `+234803${String(nth).padStart(3, "0")}${digits}`;
const OPERATOR = "mtn_ng";

describeContract({
  name: "telecom",
  openSandbox,
  create: (sandbox, deps) => create(sandbox, deps),
  createStranger: (sandbox, deps) => create(sandbox, deps, { token: "wrong" }),
  calls: ["lookup", "offersFor", "offerDetails", "esimUsage", "registerWebhook", "readWebhook"],
  airtime: { providerOperatorId: OPERATOR, country: "NG", number: numberOf },
  paths: { purchase: "/telecom/topup", find: "/telecom/topup", lookup: "/telecom/lookup" },
  // A repeated purchase is the look-up, and no purchase is sent again by itself.
  findTries: 1,
  midCatalog: { path: "/telecom/products", product: "ZnJvbTo0MDA" },
  // The house signs the event and its key, not the rest.
  forge: (rawBody) => rawBody.replace(/"idempotency_key":"./, '"idempotency_key":"x'),
  scenarios: {
    // Every repeat is lost as the first was, so nothing is ever found out.
    "0009": { first: "in-doubt", final: "in-doubt", credit: "none" },
  },
  // What never arrived is bought by the look-up, for that is a repeat.
  faults: Object.fromEntries(
    ["drop-before", "error-before", "garbage", "down"].map((fault) => [fault, lostAfterCredit]),
  ),
  secrets: [TOKEN, WEBHOOK_SECRET, "1$smdp"],
});

describe("telecom alone", () => {
  let sandbox: TestSandbox;
  let offers: ProviderOffer[];
  beforeAll(async () => {
    // A tenth of a second each, so that parallel sends meet.
    sandbox = await openSandbox(50, { TELECOM_WAIT_MS: "5000" });
    offers = [];
    for await (const offer of create(sandbox).listOffers()) offers.push(offer);
  });
  afterAll(() => sandbox?.close());

  let nth = 500;
  const attemptTo = (digits: string, over: Partial<AttemptRequest> = {}): AttemptRequest => {
    nth += 1;
    return {
      reference: `t-${nth}`,
      providerOperatorId: OPERATOR,
      sku: `prepaid:${OPERATOR}_topup`,
      number: numberOf(digits, nth),
      country: "NG",
      amount: { minor: 500, currency: "USD" },
      ...over,
    };
  };
  const offerOf = (kind: ProviderOffer["kind"], country = "NG"): ProviderOffer =>
    offers.find(({ kind: one, operator }) => one === kind && operator.country === country) ??
    expect.fail(`no ${kind}`);
  const orderOf = (offer: ProviderOffer, over: Partial<AttemptRequest> = {}): AttemptRequest => {
    if (offer.order.type !== "fixed") throw new Error("not fixed");
    const { amount } = offer.order;
    return attemptTo("4321", { sku: offer.sku, amount, ...over });
  };
  const fault = (scenario: string, path: string, times = 1) =>
    sandbox.post("/__sandbox/faults", { match: { provider: "telecom", path }, scenario, times });
  const creditsOf = async ({ reference }: AttemptRequest) => {
    const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
    const { credits } = (await answer.json()) as { credits: { reference: string; state: string }[] };
    return credits.filter((credit) => credit.reference === reference);
  };

  test("parallel sends of one attempt buy once, and all tell of the same transaction", async () => {
    const attempt = attemptTo("4321");
    const provider = create(sandbox);
    const outcomes = await Promise.all(Array.from({ length: 5 }, () => provider.submit(attempt)));
    // Who comes while the first is under way is told so, who comes after it what became of it.
    const kinds = outcomes.map(({ kind }) => kind);
    expect(kinds).toContain("delivered");
    for (const kind of kinds) expect(kind).toMatch(/^(delivered|accepted)$/);
    const ids = outcomes.map((outcome) => "providerReference" in outcome && outcome.providerReference);
    expect(new Set(ids).size).toBe(1);
    expect(await creditsOf(attempt)).toHaveLength(1);
    expect(await provider.resolve(attempt)).toMatchObject({ kind: "delivered" });
    expect(await creditsOf(attempt)).toHaveLength(1);
  });

  test("what never arrived is bought by the look-up, once", async () => {
    const attempt = attemptTo("4321");
    const provider = create(sandbox);
    await fault("drop-before", "/telecom/topup");
    expect(await provider.submit(attempt)).toMatchObject({ kind: "in-doubt" });
    expect(await creditsOf(attempt)).toEqual([]);
    const found = await Promise.all([provider.resolve(attempt), provider.resolve(attempt)]);
    expect(found.map(({ kind }) => kind)).toContain("delivered");
    expect(await creditsOf(attempt)).toHaveLength(1);
  });

  test("a look-up that is refused proves no more than that nothing is there yet", async () => {
    const provider = create(sandbox);
    for (const [digits, expected] of [
      ["0003", "not-found"],
      ["0006", "not-found"],
      ["0018", "not-found"],
      ["0019", "in-doubt"],
    ] as const) {
      const attempt = attemptTo(digits);
      await fault("drop-before", "/telecom/topup");
      expect(await provider.submit(attempt)).toMatchObject({ kind: "in-doubt" });
      expect(await provider.resolve(attempt)).toMatchObject({ kind: expected });
    }
    const stranger = create(sandbox, {}, { token: "wrong" });
    expect(await stranger.resolve(attemptTo("4321"))).toMatchObject({ kind: "in-doubt" });
  });

  test("the same reference with another body is in doubt, and buys nothing more", async () => {
    const attempt = attemptTo("4321");
    const provider = create(sandbox);
    await provider.submit(attempt);
    const other = { ...attempt, amount: { minor: 700, currency: "USD" } };
    expect(await provider.submit(other)).toMatchObject({ kind: "in-doubt", why: "duplicate-reference" });
    expect(await provider.resolve(other)).toMatchObject({ kind: "in-doubt", why: "duplicate-reference" });
    expect(await creditsOf(attempt)).toHaveLength(1);
  });

  test("supports alone decides: 0006 takes bundles and plans but no money; a postpaid number may take money", async () => {
    const provider = create(sandbox);
    const bundle = offerOf("bundle");
    const kindsOf = async (number: string) =>
      new Set((await provider.offersFor?.({ e164: number, country: "NG" }))?.map(({ kind }) => kind));
    expect(await kindsOf(numberOf("0006", 777))).toEqual(new Set(["bundle", "plan"]));
    expect(await kindsOf(numberOf("4321", 777))).toEqual(new Set(["airtime", "bundle", "plan"]));
    expect(await kindsOf(numberOf("0004", 777))).toEqual(new Set());
    const digits = numberOf("0006", 778);
    expect(await provider.submit(attemptTo("0006"))).toMatchObject({
      failure: { code: "number-not-prepaid" },
    });
    const bought = orderOf(bundle, { number: digits });
    expect(await provider.submit(bought)).toMatchObject({ kind: "delivered", benefits: bundle.benefits });
    expect(await postpaidThatTakesMoney(sandbox)).toContain("topup");
  });

  test("0020: refused at the wrong operator, delivered at the one that the look-up names", async () => {
    const provider = create(sandbox);
    const isSold = (id: string) => offers.some(({ sku }) => sku === `prepaid:${id}_topup`);
    for (let index = 800; index < 900; index += 1) {
      const number = numberOf("0020", index);
      const found = await provider.lookup?.({ e164: number, country: "NG" });
      const right = found?.ok ? found.value.providerOperatorId : "";
      if (!isSold(right)) continue;
      const attempt = attemptTo("0020", { number });
      expect(await provider.submit(attempt)).toMatchObject({ failure: { code: "operator-mismatch" } });
      const again = { ...attempt, reference: `${attempt.reference}-b`, sku: `prepaid:${right}_topup` };
      expect((await provider.submit(again)).kind).toMatch(/delivered|accepted/);
      return;
    }
    expect.fail("no number of a network that is sold");
  });

  test("one product of those that a number takes", async () => {
    const number = { e164: numberOf("4321", 779), country: "NG" };
    const [first, second] = (await create(sandbox).offersFor?.(number)) ?? [];
    if (!first || !second) throw new Error("too little is sold");
    const wanted = { providerOperatorId: second.operator.providerOperatorId, sku: second.sku };
    expect(await create(sandbox).offersFor?.(number, wanted)).toEqual([second]);
    expect(await create(sandbox).offersFor?.(number, { ...wanted, sku: "prepaid:none" })).toEqual([]);
  });

  test("a wrong token buys nothing and says so, in every call", async () => {
    const stranger = create(sandbox, {}, { token: "wrong" });
    const attempt = attemptTo("4321");
    expect(await stranger.submit(attempt)).toMatchObject({
      kind: "rejected",
      failure: { code: "credentials", providerCode: "unauthorized" },
      retry: "other-provider",
    });
    expect(await creditsOf(attempt)).toEqual([]);
    expect(await stranger.lookup?.({ e164: attempt.number ?? "", country: "NG" })).toEqual({
      ok: false,
      failure: "unavailable",
    });
    expect(await stranger.esimUsage?.("8900")).toEqual({ ok: false, failure: "unavailable" });
    await expect(stranger.balance()).rejects.toThrow("balance");
    await expect(stranger.offerDetails?.(offerOf("bundle").sku)).rejects.toThrow("could not be read");
    await expect(stranger.registerWebhook?.("http://127.0.0.1:9/hook")).rejects.toThrow("registered");
  });

  test("details of a product and of a plan say what the list says, with terms", async () => {
    const provider = create(sandbox);
    const bundle = offerOf("bundle");
    const details = await provider.offerDetails?.(bundle.sku);
    expect(details?.offer).toEqual(bundle);
    expect(details?.terms).toMatch(/Valid for/);
    const plan = offerOf("esim", "ZZ");
    expect(await provider.offerDetails?.(plan.sku)).toEqual({ offer: plan, terms: "" });
    await expect(provider.offerDetails?.("bundle:nothing")).rejects.toThrow("nothing");
  });

  test("an eSIM arrives with its code, is found again, used and topped up", async () => {
    const provider = create(sandbox);
    const plan = offerOf("esim", "ZZ");
    const attempt = orderOf(plan, { number: null });
    await fault("0008", "/esim/orders");
    expect(await provider.submit(attempt)).toMatchObject({ kind: "in-doubt" });
    const found = await provider.resolve(attempt);
    if (found.kind !== "delivered" || found.artefact?.kind !== "esim") throw new Error(found.kind);
    const { artefact, providerReference } = found;
    expect(artefact.activationCode).toMatch(/^LPA:1\$[\w.]+\$[\w-]+$/);
    expect(artefact.iccid).toMatch(/^89\d{17}$/);
    expect(await creditsOf(attempt)).toHaveLength(1);
    expect(await provider.resolve({ ...attempt, providerReference })).toEqual(found);

    const more = orderOf(plan, { number: null, account: artefact.iccid });
    const outcome = await provider.submit(more);
    expect(outcome).toMatchObject({ kind: "delivered" });
    expect(outcome).not.toHaveProperty("artefact");
    expect(await provider.submit(more)).toEqual(outcome);
    expect(await creditsOf(more)).toHaveLength(1);

    const usage = await provider.esimUsage?.(artefact.iccid ?? "");
    const totalBytes = Number(plan.benefits?.dataGb) * 2e9;
    expect(usage).toMatchObject({ ok: true, value: { iccid: artefact.iccid, plans: [{ totalBytes }] } });
    expect(await provider.esimUsage?.("8900")).toEqual({ ok: false, failure: "no-esim" });
    await fault("garbage", "/esim/orders/*");
    expect(await provider.esimUsage?.(artefact.iccid ?? "")).toEqual({ ok: false, failure: "unavailable" });
  });

  test("an eSIM's code never stands in a doubt", async () => {
    const attempt = orderOf(offerOf("esim", "ZZ"), { number: null });
    const foreign: typeof fetch = async (input, init) => {
      const answer = (await (await fetch(input, init)).json()) as object;
      return Response.json({ ...answer, external_order_id: "somebody-else" });
    };
    const outcome = await create(sandbox, { fetch: foreign }).submit(attempt);
    expect(outcome).toMatchObject({ kind: "in-doubt", why: "unreadable" });
    expect(JSON.stringify(outcome)).not.toContain("1$");
  });

  test("an answer about another reference proves nothing", async () => {
    const foreign: typeof fetch = async (input, init) => {
      const answer = (await (await fetch(input, init)).json()) as object;
      return Response.json({ ...answer, external_tx_id: "somebody-else" }, { status: 201 });
    };
    const outcome = await create(sandbox, { fetch: foreign }).submit(attemptTo("4321"));
    expect(outcome).toMatchObject({ kind: "in-doubt", why: "unreadable" });
  });

  /** The first webhook about an attempt; those about others may come as well. */
  const hookOf = async (receiver: Receiver, { reference }: AttemptRequest): Promise<WebhookRequest> => {
    const isOurs = ({ body }: { body: string }): boolean => body.includes(`"${reference}"`);
    const hook = (await receiver.until((received) => received.some(isOurs))).find(isOurs);
    return { headers: hook?.headers ?? {}, rawBody: hook?.body ?? "" };
  };

  test("a webhook is registered, and signed with the secret told then", async () => {
    const receiver = await openReceiver();
    const made = await create(sandbox).registerWebhook?.(receiver.url);
    const provider = create(sandbox, {}, { webhookSecret: made?.secret });
    const attempt = attemptTo("4321");
    const outcome = await provider.submit(attempt);
    const hook = await hookOf(receiver, attempt);
    if (outcome.kind !== "delivered") throw new Error(outcome.kind);
    const { providerReference } = outcome;
    expect(provider.readWebhook?.(hook)).toMatchObject({
      ok: true,
      value: { type: "topup.completed", reference: attempt.reference, providerReference },
    });
    expect(create(sandbox).readWebhook?.(hook)).toEqual({ ok: false, failure: "bad-signature" });
    await receiver.close();
    await expect(provider.registerWebhook?.("no address")).rejects.toThrow("registered");
  });

  test("a body changed under a good signature is a hint like any other: what is asked then tells the truth", async () => {
    const receiver = await openReceiver();
    await sandbox.post("/__sandbox/callbacks", { telecom: receiver.url });
    const provider = create(sandbox);
    const attempt = attemptTo("0007");
    const outcome = await provider.submit(attempt);
    const hook = await hookOf(receiver, attempt);
    await receiver.close();
    if (outcome.kind !== "accepted") throw new Error(outcome.kind);
    const { providerReference } = outcome;
    const lie = { ...hook, rawBody: hook.rawBody.replace('"status":"pending"', '"status":"completed"') };
    expect(lie.rawBody).not.toBe(hook.rawBody);
    expect(provider.readWebhook?.(lie)).toMatchObject({ ok: true, value: { providerReference } });
    expect(await provider.resolve({ ...attempt, providerReference })).toMatchObject({ kind: "accepted" });
  });
});

/** Looks numbers up until one is postpaid and not by scenario. */
async function postpaidThatTakesMoney(sandbox: TestSandbox): Promise<string[]> {
  for (let index = 0; index < 1000; index += 1) {
    const answer = await fetch(`${sandbox.url}/telecom/telecom/lookup`, {
      method: "POST",
      headers: { authorization: `Bearer ${TOKEN}` },
      body: JSON.stringify({ phone: numberOf("4321", index).slice(1) }),
    });
    const found = (await answer.json()) as { type: string; supports: string[] };
    if (found.type === "postpaid") return found.supports;
  }
  return [];
}
