import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseScaled } from "@/lib/core/decimal";
import { silentLog } from "@/lib/core/log";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { describeContract } from "../contract";
import { until } from "../contract/open-bench";
import { ProviderUnavailable, type AttemptRequest, type ProviderDeps, type ProviderOffer } from "../spec";
import { createValueTopup, type ValueTopup, type ValueTopupOptions } from ".";

const PASSWORD = "sandbox-valuetopup";
const CREDENTIALS = { userId: "sandbox-user", password: PASSWORD };
const BASIC = Buffer.from(`sandbox-user:${PASSWORD}`).toString("base64");
const VALUES = { VALUETOPUP_WAIT_MS: "0", VALUETOPUP_SAME_NUMBER_SECONDS: "0" };

const openSandbox = (timeScale: number, values: Record<string, string> = {}): Promise<TestSandbox> =>
  openTestSandbox({ timeScale, values: { ...VALUES, ...values } });

type Over = Partial<ProviderDeps & Pick<ValueTopupOptions, "credentials" | "account">>;

function create(sandbox: { url: string }, over: Over = {}): ValueTopup {
  return createValueTopup({
    fetch,
    clock: { now: () => new Date() },
    log: silentLog,
    timeScale: 50,
    credentials: CREDENTIALS,
    account: { currency: "USD" },
    ...over,
    baseUrl: `${sandbox.url}/valuetopup/api/v2`,
  });
}

const numberOf = (digits: string, nth: number): string => `+234803${String(nth).padStart(3, "0")}${digits}`;

describeContract({
  name: "valuetopup",
  openSandbox,
  create,
  calls: ["lookup", "offersFor", "estimate", "promotions", "fetchBill", "esimUsage"],
  airtime: { providerOperatorId: "2714", country: "NG", number: numberOf },
  pin: { providerOperatorId: "679", country: "SG", number: "+6591234321" },
  account: { providerOperatorId: "2303", country: "NG", account: "meter-04123" },
  paths: {
    purchase: "/transaction/topup",
    find: "/transaction/status/*",
    lookup: "/lookup/mobile/*",
  },
  midCatalog: { path: "/catalog/skus/giftcards", product: "cursor" },
  lookupNowhere: "no-operator",
  scenarios: {
    // No code of theirs tells postpaid from prepaid, or one operator's number from another's.
    "0006": { first: "rejected", failure: "refused", credit: "none" },
    "0020": { first: "rejected", failure: "number-invalid", credit: "none" },
  },
  secrets: [PASSWORD, BASIC],
});

describe("ValueTopup alone", () => {
  let sandbox: TestSandbox;
  let offers: ProviderOffer[];
  /** Bodies of the purchases, as they went out. */
  const sent: Record<string, unknown>[] = [];
  const watching: typeof fetch = async (input, init) => {
    if (init?.method !== "POST" || !(init.body instanceof ReadableStream)) return fetch(input, init);
    const text = await new Response(init.body).text();
    sent.push(JSON.parse(text) as Record<string, unknown>);
    return fetch(input, { ...init, body: text });
  };
  beforeAll(async () => {
    sandbox = await openSandbox(200);
    offers = [];
    for await (const offer of create(sandbox).listOffers()) offers.push(offer);
  });
  afterAll(() => sandbox?.close());

  let nth = 0;
  const offerOf = (wanted: (offer: ProviderOffer) => boolean): ProviderOffer =>
    offers.find(wanted) ?? expect.fail("no such offer");
  const attemptOf = (offer: ProviderOffer, over: Partial<AttemptRequest> = {}): AttemptRequest => {
    nth += 1;
    return {
      reference: `v-${nth}`,
      providerOperatorId: offer.operator.providerOperatorId,
      sku: offer.sku,
      number: null,
      country: offer.operator.country,
      amount: offer.order.type === "fixed" ? offer.order.amount : offer.order.max,
      ...over,
    };
  };
  const isOf = (country: string, kind: ProviderOffer["kind"], name: RegExp) => (offer: ProviderOffer) =>
    offer.operator.country === country && offer.kind === kind && name.test(offer.operator.name);
  const creditsOf = async ({ reference }: AttemptRequest) => {
    const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
    const { credits } = (await answer.json()) as {
      credits: { reference: string; number: string; amount: { minor: number; currency: string } }[];
    };
    return credits.filter((credit) => credit.reference === reference);
  };

  test("a range is ordered in the wallet's currency without a code, in the destination's with it", async () => {
    const provider = create(sandbox, { fetch: watching });
    const local = offerOf(({ sku, operator }) => sku.endsWith(":local") && operator.country === "NG");
    const amount = { minor: 123_456, currency: "NGN" };
    const attempt = attemptOf(local, { number: numberOf("4321", 901), amount });
    expect(await provider.estimate?.(attempt, amount)).toEqual(amount);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "delivered", delivered: amount });
    expect(sent.at(-1)).toMatchObject({ amount: 1234.56, transactionCurrencyCode: "NGN" });
    const wallet = offerOf(({ sku }) => `${sku}:local` === local.sku);
    const dollars = attemptOf(wallet, {
      number: numberOf("4321", 902),
      amount: { minor: 250, currency: "USD" },
    });
    expect(await provider.submit(dollars)).toMatchObject({
      kind: "delivered",
      delivered: { currency: "NGN" },
    });
    expect(sent.at(-1)).toMatchObject({ amount: 2.5 });
    expect(sent.at(-1)).not.toHaveProperty("transactionCurrencyCode");
  });

  test("what an offer says it costs and brings is what is then paid and credited", async () => {
    const provider = create(sandbox);
    const some = offers
      .filter(
        ({ sku, order, requiredFields }) =>
          /^(pin|esim|gift):/.test(sku) && order.type === "fixed" && requiredFields.length === 0,
      )
      .filter((_, index) => index % 97 === 0);
    expect(some.length).toBeGreaterThan(10);
    for (const offer of some) {
      const attempt = attemptOf(offer);
      await provider.submit(attempt);
      const outcome = await until(
        () => provider.resolve(attempt),
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
      const [credit] = await creditsOf(attempt);
      if (offer.face.type === "fixed") expect(credit?.amount).toEqual(offer.face.amount);
    }
  });

  test("0006: a postpaid number takes a bundle", async () => {
    const bundle = offerOf(isOf("NG", "bundle", /^MTN/));
    const attempt = attemptOf(bundle, { number: numberOf("0006", 903) });
    expect(await create(sandbox).submit(attempt)).toMatchObject({ kind: "delivered" });
  });

  test("Boost Mobile wants its PIN: sent where it belongs, and not on sale before somebody asks for it", async () => {
    const provider = create(sandbox, { fetch: watching });
    const boost = offerOf(isOf("US", "airtime", /boost/i));
    expect(boost.requiredFields).toEqual(["boostPin"]);
    const number = "+12125550123";
    expect(await provider.submit(attemptOf(boost, { number }))).toMatchObject({ kind: "rejected" });
    const attempt = attemptOf(boost, { number, extra: { boostPin: "4711" }, senderNumber: "+4915112345678" });
    expect(await provider.submit(attempt)).toMatchObject({ kind: "delivered" });
    expect(sent.at(-1)).toMatchObject({
      boostPin: "4711",
      senderMobile: "4915112345678",
      mobile: "12125550123",
    });
  });

  test("three months of a Lyca bundle cost three times one", async () => {
    const provider = create(sandbox, { fetch: watching });
    const lyca = offerOf(isOf("US", "data", /lyca/i));
    const one = attemptOf(lyca, { number: "+12125550124" });
    const three = attemptOf(lyca, { number: "+12125550125", extra: { numberOfPlanMonths: "3" } });
    await provider.submit(one);
    expect(await provider.submit(three)).toMatchObject({ kind: "delivered" });
    expect(sent.at(-1)).toMatchObject({ numberOfPlanMonths: 3 });
    const [single] = await creditsOf(one);
    const [triple] = await creditsOf(three);
    expect(triple?.amount.minor).toBe((single?.amount.minor ?? 0) * 3);
    const odd = attemptOf(lyca, { number: "+12125550126", extra: { numberOfPlanMonths: "many" } });
    expect(await provider.submit(odd)).toMatchObject({ kind: "rejected", failure: { code: "unsupported" } });
    expect(await creditsOf(odd)).toEqual([]);
  });

  test("bills: what is due, then paid with check digits, sender and what the product wants", async () => {
    const provider = create(sandbox, { fetch: watching });
    const water = offerOf(isOf("GH", "bill", /Water/));
    expect(await provider.fetchBill?.(attemptOf(water), "acct-7788")).toMatchObject({
      ok: true,
      value: { account: "acct-7788", min: { currency: "GHS" } },
    });
    expect(await provider.fetchBill?.(attemptOf(water), "acct-0003")).toEqual({
      ok: false,
      failure: "no-account",
    });
    expect(await provider.fetchBill?.(attemptOf(offerOf(isOf("NG", "airtime", /^MTN/))), "x")).toEqual({
      ok: false,
      failure: "unsupported",
    });
    const amount = { minor: 1000, currency: "USD" };
    const paid = attemptOf(water, {
      account: "acct-7788",
      number: "+233201112233",
      amount,
      senderNumber: "+4915112345678",
      extra: { checkDigits: "42", senderName: "Ama" },
    });
    expect(await provider.submit(paid)).toMatchObject({ kind: "delivered" });
    expect(sent.at(-1)).toMatchObject({
      accountNumber: "acct-7788",
      mobileNumber: "233201112233",
      checkDigits: "42",
      senderMobile: "4915112345678",
      senderName: "Ama",
    });
    const postpaid = offerOf(isOf("GH", "bill", /Postpaid/));
    expect(postpaid.requiredFields).toEqual(["CustomerId"]);
    const other = attemptOf(postpaid, { number: "+233201112233", amount, extra: { CustomerId: "C-1" } });
    expect(await provider.submit(other)).toMatchObject({ kind: "delivered" });
    expect(sent.at(-1)).toMatchObject({
      accountNumber: "233201112233",
      additionalInfos: [{ name: "CustomerId", value: "C-1" }],
    });
    const power = attemptOf(offerOf(isOf("NG", "bill", /Power/)), { account: "04123456789", amount });
    expect(await provider.submit(power)).toMatchObject({
      kind: "delivered",
      artefact: { kind: "pin", instructions: expect.stringContaining("kWh") },
    });
  });

  test("a PIN goes to its recipient by SMS where there is one", async () => {
    const provider = create(sandbox, { fetch: watching });
    const pin = offerOf(({ operator }) => operator.providerOperatorId === "679");
    await provider.submit(attemptOf(pin, { number: "+6591234322" }));
    expect(sent.at(-1)).toMatchObject({ recipient: "6591234322" });
    expect(sent.at(-1)).not.toHaveProperty("amount");
    expect(await provider.submit(attemptOf(pin))).toMatchObject({
      kind: "delivered",
      artefact: { kind: "pin" },
    });
    expect(sent.at(-1)).not.toHaveProperty("recipient");
  });

  test("gift cards: fetched until they can be read, with names where they are wanted", async () => {
    const provider = create(sandbox, { fetch: watching });
    const card = offerOf(
      ({ kind, requiredFields }) => kind === "gift-card" && requiredFields.includes("firstName"),
    );
    const extra = { firstName: "Ama", lastName: "Mensah" };
    expect(await provider.submit(attemptOf(card))).toMatchObject({ kind: "rejected" });
    for (const attempt of [1, 2, 3, 4].map(() => attemptOf(card, { extra }))) {
      const first = await provider.submit(attempt);
      expect(["delivered", "accepted"]).toContain(first.kind);
      const found = await until(
        () => provider.resolve(attempt),
        ({ kind }) => kind === "delivered",
      );
      expect(found).toMatchObject({ artefact: { kind: "gift-code", code: expect.stringMatching(/./) } });
      expect(sent.at(-1)).toMatchObject(extra);
    }
  });

  test("a card that the transaction does not show is fetched, and theirs to finish until then", async () => {
    let fetchable = false;
    const hiding: typeof fetch = async (input, init) => {
      if (String(input).includes("/giftcard/fetch/") && !fetchable)
        return new Response("busy", { status: 404 });
      const answer = await fetch(input, init);
      const text = await answer.text();
      return new Response(text.replace(/"giftCardDetail":\{[^}]*\}/, '"giftCardDetail":null'), answer);
    };
    const provider = create(sandbox, { fetch: hiding });
    const card = offerOf(({ kind, requiredFields }) => kind === "gift-card" && requiredFields.length === 0);
    const attempt = attemptOf(card);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "accepted" });
    await until(
      () => create(sandbox).resolve(attempt),
      ({ kind }) => kind === "delivered",
    );
    expect(await provider.resolve(attempt)).toMatchObject({ kind: "accepted" });
    fetchable = true;
    expect(await provider.resolve(attempt)).toMatchObject({
      kind: "delivered",
      artefact: { kind: "gift-code" },
    });
  });

  test("an eSIM comes with its code, whole or in parts, and tells what is left", async () => {
    const provider = create(sandbox, { fetch: watching });
    const esim = offerOf(({ kind }) => kind === "esim");
    for (const attempt of [attemptOf(esim), attemptOf(esim)]) {
      const outcome = await provider.submit(attempt);
      if (outcome.kind !== "delivered" || outcome.artefact?.kind !== "esim") throw new Error(outcome.kind);
      expect(outcome.artefact.activationCode).toMatch(/^LPA:1\$rsp\.esim\.example\$\d+$/);
      expect(Object.keys(sent.at(-1) ?? {}).toSorted()).toEqual(["correlationId", "skuId"]);
      const usage = await provider.esimUsage?.(outcome.artefact.iccid);
      expect(usage).toMatchObject({ ok: true, value: { plans: [{ status: "Active" }] } });
      if (usage?.ok) expect(usage.value.plans[0]?.totalBytes).toBeGreaterThanOrEqual(1024 ** 3);
    }
    expect(await provider.esimUsage?.("8900000000000000000")).toEqual({ ok: false, failure: "no-esim" });
  });

  test("dynamic bundles: a marker in the catalog, and by number what is really sold", async () => {
    const provider = create(sandbox);
    const marker = offerOf(({ sku, operator }) => sku.startsWith("dynamic:") && operator.country === "JM");
    expect(marker.requiredFields).toEqual(["offersFor"]);
    const number = { e164: "+18762754321", country: "JM" };
    const attempt = attemptOf(marker, { number: number.e164 });
    expect(await provider.submit(attempt)).toMatchObject({
      kind: "rejected",
      failure: { code: "unsupported" },
    });
    const sold = (await provider.offersFor?.(number, attempt)) ?? [];
    expect(sold.length).toBeGreaterThan(0);
    const all = (await provider.offersFor?.(number)) ?? [];
    expect(all.length).toBeGreaterThan(sold.length);
    const [first] = sold;
    if (!first) throw new Error("nothing is sold");
    expect(first.requiredFields).toEqual([]);
    expect(offers.map(({ sku }) => sku)).not.toContain(first.sku);
    expect(await provider.submit(attemptOf(first, { number: number.e164 }))).toMatchObject({
      kind: "delivered",
    });
    expect(await provider.offersFor?.(number, { providerOperatorId: "2714", sku: "rtr:1" })).toEqual([]);
  });

  test("SIM activations are imported, and never bought", async () => {
    const sims = offers.filter(({ sku }) => sku.startsWith("sim:"));
    expect(sims.length).toBeGreaterThan(5);
    for (const sim of sims) expect(sim.requiredFields).toEqual(["simActivation"]);
    const attempt = attemptOf(sims[0] ?? expect.fail("none"), { number: "+12125550127" });
    expect(await create(sandbox).submit(attempt)).toMatchObject({ kind: "rejected" });
  });

  test("texts come in the language wanted, ids and amounts stay", async () => {
    const arabic: ProviderOffer[] = [];
    for await (const offer of create(sandbox).listOffers(undefined, { language: "ar" })) arabic.push(offer);
    expect(arabic.map(({ sku }) => sku)).toEqual(offers.map(({ sku }) => sku));
    const changed = arabic.filter(({ description }, index) => description !== offers[index]?.description);
    expect(changed.length).toBeGreaterThan(100);
    expect(changed[0]?.description).toMatch(/\p{Script=Arabic}/u);
  });

  test("their lists: countries, operators, products, rate, codes", async () => {
    const provider = create(sandbox);
    const countries = await provider.countries();
    expect(countries.find(({ country }) => country === "GH")).toMatchObject({
      diallingCode: "233",
      areaCodes: [],
    });
    expect(countries.find(({ country }) => country === "JM")).toMatchObject({
      diallingCode: "1",
      areaCodes: ["876", "658"],
    });
    expect(await provider.operators("NG")).toContainEqual({
      providerOperatorId: "2714",
      name: "MTN Nigeria",
    });
    expect((await provider.operators()).length).toBeGreaterThan((await provider.operators("NG")).length);
    const cards = await provider.products({ country: "US", categoryId: 6 });
    expect(cards.length).toBeGreaterThan(0);
    for (const { category, countryCode } of cards)
      expect([category, countryCode]).toEqual(["GiftCard", "US"]);
    const airtime = offerOf(isOf("NG", "airtime", /^MTN/));
    expect(await provider.exchangeRate(airtime.sku)).toMatchObject({ currency: "NGN" });
    await expect(provider.exchangeRate("rtr:1")).rejects.toThrow(ProviderUnavailable);
    expect((await provider.failureTexts()).get("852")).toMatch(/progress/);
  });

  test("credit terms: what may still be owed", async () => {
    const credit = await openSandbox(50, { VALUETOPUP_TERMS: "credit", VALUETOPUP_FLOAT_USD: "500" });
    const provider = create(credit, { account: { currency: "USD", creditLimit: "500.00" } });
    expect(await provider.balance()).toEqual({ micros: 500_000_000, currency: "USD" });
    await provider.submit({
      ...attemptOf(offerOf(isOf("NG", "airtime", /^MTN/))),
      number: numberOf("4321", 904),
    });
    expect((await provider.balance()).micros).toBeLessThan(500_000_000);
    await credit.close();
  });

  test("wrong credentials buy nothing and say so", async () => {
    const wrong = create(sandbox, { credentials: { ...CREDENTIALS, password: "wrong" } });
    const attempt = attemptOf(offerOf(isOf("NG", "airtime", /^MTN/)), { number: numberOf("4321", 905) });
    expect(await wrong.submit(attempt)).toMatchObject({ kind: "rejected", failure: { code: "credentials" } });
    expect(await wrong.resolve(attempt)).toMatchObject({ kind: "in-doubt" });
    await expect(wrong.balance()).rejects.toThrow(ProviderUnavailable);
    expect(await creditsOf(attempt)).toEqual([]);
  });

  test("while the operator works on it, the status call says so", async () => {
    const slow = await openSandbox(50, { VALUETOPUP_WAIT_MS: "20000" });
    const provider = create(slow);
    const attempt = attemptOf(offerOf(isOf("NG", "airtime", /^MTN/)), { number: numberOf("4321", 906) });
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
