import { afterAll, beforeAll, expect, test } from "vitest";
import { until } from "../contract/open-bench";
import { create, isOf, numberOf, openKit, type Kit } from "./testing";

let kit: Kit;
beforeAll(async () => {
  kit = await openKit();
});
afterAll(() => kit?.sandbox.close());

test("0006: a postpaid number takes a bundle", async () => {
  const bundle = kit.offerOf(isOf("NG", "bundle", /^MTN/));
  const attempt = kit.attemptOf(bundle, { number: numberOf("0006", 903) });
  expect(await kit.provider.submit(attempt)).toMatchObject({ kind: "delivered" });
});

test("Boost Mobile wants its PIN: sent where it belongs, and refused without it", async () => {
  const boost = kit.offerOf(isOf("US", "airtime", /boost/i));
  expect(boost.requiredFields).toEqual(["boostPin"]);
  const number = "+12125550123";
  expect(await kit.provider.submit(kit.attemptOf(boost, { number }))).toMatchObject({ kind: "rejected" });
  const attempt = kit.attemptOf(boost, {
    number,
    extra: { boostPin: "4711" },
    senderNumber: "+4915112345678",
  });
  expect(await kit.provider.submit(attempt)).toMatchObject({ kind: "delivered" });
  expect(kit.sent.at(-1)).toMatchObject({
    boostPin: "4711",
    senderMobile: "4915112345678",
    mobile: "12125550123",
  });
});

test("three months of a Lyca bundle cost three times one", async () => {
  const lyca = kit.offerOf(isOf("US", "data", /lyca/i));
  expect(lyca.optionalFields).toEqual(["numberOfPlanMonths"]);
  const one = kit.attemptOf(lyca, { number: "+12125550124" });
  const three = kit.attemptOf(lyca, { number: "+12125550125", extra: { numberOfPlanMonths: "3" } });
  await kit.provider.submit(one);
  expect(await kit.provider.submit(three)).toMatchObject({ kind: "delivered" });
  expect(kit.sent.at(-1)).toMatchObject({ numberOfPlanMonths: 3 });
  const [single] = await kit.creditsOf(one);
  const [triple] = await kit.creditsOf(three);
  expect(triple?.amount.minor).toBe((single?.amount.minor ?? 0) * 3);
  const odd = kit.attemptOf(lyca, { number: "+12125550126", extra: { numberOfPlanMonths: "many" } });
  expect(await kit.provider.submit(odd)).toMatchObject({
    kind: "rejected",
    failure: { code: "unsupported" },
  });
  expect(await kit.creditsOf(odd)).toEqual([]);
});

test("bills: what is due, then paid with check digits, sender and what the product wants", async () => {
  const water = kit.offerOf(isOf("GH", "bill", /Water/));
  expect(await kit.provider.fetchBill?.(kit.attemptOf(water), "acct-7788")).toMatchObject({
    ok: true,
    value: { account: "acct-7788", min: { currency: "GHS" } },
  });
  expect(await kit.provider.fetchBill?.(kit.attemptOf(water), "acct-0003")).toEqual({
    ok: false,
    failure: "no-account",
  });
  expect(
    await kit.provider.fetchBill?.(kit.attemptOf(kit.offerOf(isOf("NG", "airtime", /^MTN/))), "x"),
  ).toEqual({
    ok: false,
    failure: "unsupported",
  });
  const amount = { minor: 1000, currency: "USD" };
  const paid = kit.attemptOf(water, {
    account: "acct-7788",
    number: "+233201112233",
    amount,
    senderNumber: "+4915112345678",
    extra: { checkDigits: "42", senderName: "Ama" },
  });
  expect(await kit.provider.submit(paid)).toMatchObject({ kind: "delivered" });
  expect(kit.sent.at(-1)).toMatchObject({
    accountNumber: "acct-7788",
    mobileNumber: "233201112233",
    checkDigits: "42",
    senderMobile: "4915112345678",
    senderName: "Ama",
  });
  const postpaid = kit.offerOf(isOf("GH", "bill", /Postpaid/));
  expect(postpaid.requiredFields).toEqual(["CustomerId"]);
  const other = kit.attemptOf(postpaid, { number: "+233201112233", amount, extra: { CustomerId: "C-1" } });
  expect(await kit.provider.submit(other)).toMatchObject({ kind: "delivered" });
  expect(kit.sent.at(-1)).toMatchObject({
    accountNumber: "233201112233",
    additionalInfos: [{ name: "CustomerId", value: "C-1" }],
  });
  const power = kit.attemptOf(kit.offerOf(isOf("NG", "bill", /Power/)), { account: "04123456789", amount });
  expect(await kit.provider.submit(power)).toMatchObject({
    kind: "delivered",
    artefact: { kind: "pin", instructions: expect.stringContaining("kWh") },
  });
});

test("a PIN goes to its recipient by SMS where there is one", async () => {
  const pin = kit.offerOf(({ operator }) => operator.providerOperatorId === "679");
  await kit.provider.submit(kit.attemptOf(pin, { number: "+6591234322" }));
  expect(kit.sent.at(-1)).toMatchObject({ recipient: "6591234322" });
  expect(kit.sent.at(-1)).not.toHaveProperty("amount");
  expect(await kit.provider.submit(kit.attemptOf(pin))).toMatchObject({
    kind: "delivered",
    artefact: { kind: "pin" },
  });
  expect(kit.sent.at(-1)).not.toHaveProperty("recipient");
});

test("gift cards: fetched until they can be read, with names where they are wanted", async () => {
  const card = kit.offerOf(
    ({ kind, requiredFields }) => kind === "gift-card" && requiredFields.includes("firstName"),
  );
  const extra = { firstName: "Ama", lastName: "Mensah" };
  expect(await kit.provider.submit(kit.attemptOf(card))).toMatchObject({ kind: "rejected" });
  for (const attempt of [1, 2, 3, 4].map(() => kit.attemptOf(card, { extra }))) {
    const first = await kit.provider.submit(attempt);
    expect(["delivered", "accepted"]).toContain(first.kind);
    const found = await until(
      () => kit.provider.resolve(attempt),
      ({ kind }) => kind === "delivered",
    );
    expect(found).toMatchObject({ artefact: { kind: "gift-code", code: expect.stringMatching(/./) } });
    expect(kit.sent.at(-1)).toMatchObject(extra);
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
  const provider = create(kit.sandbox, { fetch: hiding });
  const card = kit.offerOf(({ kind, requiredFields }) => kind === "gift-card" && requiredFields.length === 0);
  const attempt = kit.attemptOf(card);
  expect(await provider.submit(attempt)).toMatchObject({ kind: "accepted" });
  await until(
    () => create(kit.sandbox).resolve(attempt),
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
  const esim = kit.offerOf(({ kind }) => kind === "esim");
  for (const attempt of [kit.attemptOf(esim), kit.attemptOf(esim)]) {
    const outcome = await kit.provider.submit(attempt);
    if (outcome.kind !== "delivered" || outcome.artefact?.kind !== "esim") throw new Error(outcome.kind);
    expect(outcome.artefact.activationCode).toMatch(/^LPA:1\$rsp\.esim\.example\$\d+$/);
    expect(Object.keys(kit.sent.at(-1) ?? {}).toSorted()).toEqual(["correlationId", "skuId"]);
    const usage = await kit.provider.esimUsage?.(outcome.artefact.iccid ?? "");
    expect(usage).toMatchObject({ ok: true, value: { plans: [{ status: "Active" }] } });
    if (usage?.ok) expect(usage.value.plans[0]?.totalBytes).toBeGreaterThanOrEqual(1024 ** 3);
  }
  expect(await kit.provider.esimUsage?.("8900000000000000000")).toEqual({ ok: false, failure: "no-esim" });
});

test("dynamic bundles: a marker in the catalog, and by number what is really sold", async () => {
  const marker = kit.offerOf(({ sku, operator }) => sku.startsWith("dynamic:") && operator.country === "JM");
  expect(marker.requiredFields).toEqual(["offersFor"]);
  const number = { e164: "+18762754321", country: "JM" };
  const attempt = kit.attemptOf(marker, { number: number.e164 });
  expect(await kit.provider.submit(attempt)).toMatchObject({
    kind: "rejected",
    failure: { code: "unsupported" },
  });
  const sold = (await kit.provider.offersFor?.(number, attempt)) ?? [];
  expect(sold.length).toBeGreaterThan(0);
  const all = (await kit.provider.offersFor?.(number)) ?? [];
  expect(all.length).toBeGreaterThan(sold.length);
  const [first] = sold;
  if (!first) throw new Error("nothing is sold");
  expect(first.requiredFields).toEqual([]);
  expect(kit.offers.map(({ sku }) => sku)).not.toContain(first.sku);
  expect(await kit.provider.submit(kit.attemptOf(first, { number: number.e164 }))).toMatchObject({
    kind: "delivered",
  });
  expect(await kit.provider.offersFor?.(number, { providerOperatorId: "2714", sku: "rtr:1" })).toEqual([]);
});

test("SIM activations are imported, and never bought", async () => {
  const sims = kit.offers.filter(({ sku }) => sku.startsWith("sim:"));
  expect(sims.length).toBeGreaterThan(5);
  for (const sim of sims) expect(sim.requiredFields).toEqual(["simActivation"]);
  const attempt = kit.attemptOf(sims[0] ?? expect.fail("none"), { number: "+12125550127" });
  expect(await kit.provider.submit(attempt)).toMatchObject({ kind: "rejected" });
});
