import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { attempts, offers, orders, payments, products, recipients } from "@/db/schema";
import { importCatalog } from "@/lib/catalog";
import { payCheckout, startCheckout, startGoods } from "@/lib/checkout";
import { answersFor } from "@/lib/checkout/testing";
import { systemClock } from "@/lib/core/clock";
import { newId, newPublicId } from "@/lib/core/ids";
import { createSeal } from "@/lib/core/seal";
import type { Provider, ProviderOffer } from "@/lib/providers/spec";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { openTestKitShop, type KitShop } from "./open-test-kit-shop";
import { createTestKit } from "./open-test-kits";
import { workPayment } from "./work-payment";

const TIME_SCALE = 60;
const LONGEST_MS = 120_000;

/** One of each: a PIN of the account, months of a package, a change of plan, a meter, a bill with check digits, and an account by e-mail. */
const SOLD: Record<string, (offer: ProviderOffer) => boolean> = {
  boost: ({ operator, requiredFields }) =>
    /boost/i.test(operator.name) && requiredFields.includes("boostPin"),
  lyca: ({ operator, optionalFields, kind }) =>
    operator.country === "US" && kind === "data" && (optionalFields ?? []).length > 0,
  plan: ({ operator, kind }) => kind === "plan" && operator.country === "NG" && /mtn/i.test(operator.name),
  meter: ({ operator, sku }) => operator.name === "Nigeria Power Prepaid" && sku.endsWith(":local"),
  water: ({ operator, requiredFields }) => operator.name === "Nigeria Water" && requiredFields.length > 0,
  nauta: ({ operator, recipient }) => operator.country === "CU" && recipient === "email",
};

const artefacts = createSeal(randomBytes(32).toString("base64"));
let sandbox: TestSandbox;
let shop: KitShop;
const skus: Record<string, string> = {};

async function stock(provider: Provider): Promise<void> {
  const wanted: ProviderOffer[] = [];
  for await (const offer of provider.listOffers()) {
    const name = Object.keys(SOLD).find((one) => !skus[one] && SOLD[one]?.(offer));
    if (!name) continue;
    skus[name] = offer.sku;
    wanted.push(offer);
  }
  const listing = {
    name: provider.name,
    listOffers: async function* () {
      yield* wanted;
    },
  };
  await importCatalog(shop.ctx, { provider: listing });
}

beforeAll(async () => {
  sandbox = await openTestSandbox({ timeScale: TIME_SCALE });
  const kits: Provider[] = [];
  shop = await openTestKitShop({
    sandbox,
    timeScale: TIME_SCALE,
    create: (webhooks) => {
      const to = { url: sandbox.url, webhooks, timeScale: TIME_SCALE, fetch, clock: systemClock };
      kits.push(...(["valuetopup", "telecom", "reloadly"] as const).map((name) => createTestKit(name, to)));
      return kits;
    },
    sells: () => true,
  });
  Object.assign(shop.ctx, { seal: artefacts.seal, unseal: artefacts.open });
  for (const kit of kits) await stock(kit);
}, LONGEST_MS);
afterAll(async () => {
  await shop?.close();
  await sandbox?.close();
});

interface Wish {
  fields: Record<string, string>;
  number?: string;
  face?: { text: string; currency: string };
  /** What is sold to though it is forbidden. */
  sellToForbidden?: string[];
}

async function start(name: string, { fields, number, face, sellToForbidden = [] }: Wish) {
  const [sold] = await shop.ctx.db
    .select()
    .from(offers)
    .innerJoin(products, eq(products.id, offers.productId))
    .where(eq(offers.sku, skus[name] ?? ""));
  if (!sold) throw new Error(`${name} is not sold`);
  const policy = { ...shop.ctx.policy, sellToForbidden };
  const buyer = { ...shop.ctx, policy, artefacts, actor: { kind: "buyer" as const, id: `guest-${name}` } };
  const wish = { productId: sold.products.id, fields, ...(face ? { face } : {}) };
  if (!number) return { buyer, started: await startGoods(buyer, wish) };
  const recipientToken = newPublicId();
  const { operatorId } = sold.products;
  const country = sold.offers.country;
  await shop.ctx.db
    .insert(recipients)
    .values({ id: newId(), token: recipientToken, number, country, operatorId, confidence: "prefix-only" });
  return { buyer, started: await startCheckout(buyer, { ...wish, recipientToken }) };
}

/** Pays for it and waits for its end, with what the sandbox credited. */
async function buy(name: string, wish: Wish) {
  const { buyer, started } = await start(name, wish);
  if (!started.ok) throw new Error(JSON.stringify(started.failure));
  const { checkoutId } = started.value;
  const paid = await payCheckout(buyer, {
    checkoutId,
    email: "ama@example.org",
    residence: "US",
    consent: false,
    consentText: "",
    answers: await answersFor(shop.ctx, checkoutId),
    ip: null,
    userAgent: null,
  });
  if (!paid.ok) throw new Error(JSON.stringify(paid.failure));
  const [payment] = await shop.ctx.db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
  await sandbox.pay({ id: payment?.sessionId ?? "" });
  await workPayment(shop.ctx, payment?.id ?? "");
  const readOrder = async () => {
    const [order] = await shop.ctx.db.select().from(orders).where(eq(orders.checkoutId, checkoutId));
    if (!order) throw new Error("no order");
    return order;
  };
  await expect.poll(async () => (await readOrder()).state, { timeout: 60_000 }).toBe("delivered");
  const order = await readOrder();
  const ledger = (await (await fetch(`${sandbox.url}/__sandbox/ledger`)).json()) as {
    credits: { reference: string; provider: string; number: string; amount: { minor: number } }[];
  };
  const tried = await shop.ctx.db.select().from(attempts).where(eq(attempts.orderId, order.id));
  const ours = new Set(tried.map(({ reference }) => reference));
  return { order, tried, credits: ledger.credits.filter(({ reference }) => ours.has(reference)) };
}

test(
  "an account PIN is asked for, sent to who asked for it, and lies sealed everywhere",
  { timeout: LONGEST_MS },
  async () => {
    const number = "+12125550123";
    expect((await start("boost", { number, fields: {} })).started).toMatchObject({
      failure: { code: "fields-invalid", values: { boostPin: "missing" } },
    });
    const { order, tried, credits } = await buy("boost", { number, fields: { boostPin: "471105" } });
    expect(credits).toMatchObject([{ provider: "valuetopup" }]);
    expect(JSON.stringify([order, tried])).not.toContain("471105");
  },
);

test(
  "three months are bought at once, credited three times, and charged for",
  { timeout: LONGEST_MS },
  async () => {
    const months = (count: string) => ({
      number: `+121255501${count}5`,
      fields: { numberOfPlanMonths: count },
    });
    const one = await buy("lyca", { ...months("1"), number: "+12125550151" });
    const three = await buy("lyca", { ...months("3"), number: "+12125550153" });
    expect(three.credits[0]?.amount.minor).toBe((one.credits[0]?.amount.minor ?? 0) * 3);
    expect(three.order.faceMinor).toBe(one.order.faceMinor * 3);
    expect(three.order.totalMinor).toBeGreaterThan(one.order.totalMinor * 2);
  },
);

test("a plan is changed once that was agreed to", { timeout: LONGEST_MS }, async () => {
  const number = "+2348039004567";
  expect((await start("plan", { number, fields: {} })).started).toMatchObject({
    failure: { values: { planChange: "missing" } },
  });
  const { credits } = await buy("plan", { number, fields: { planChange: "yes" } });
  expect(credits).toMatchObject([{ provider: "telecom" }]);
});

test("a meter is filled, and its token is kept", { timeout: LONGEST_MS }, async () => {
  const face = { text: "5000", currency: "NGN" };
  expect((await start("meter", { fields: {}, face })).started).toMatchObject({
    failure: { values: { account: "missing" } },
  });
  const { order, credits } = await buy("meter", { fields: { account: "0412 3456 7890" }, face });
  expect(order).toMatchObject({ account: "041234567890", number: null });
  expect(shop.ctx.unseal(order.artefact ?? "")).toMatch(/"kind":"pin","code":"\d{4}-/);
  expect(credits).toMatchObject([{ provider: "reloadly", number: "041234567890" }]);
});

test("a bill carries what its biller wants beside the account", { timeout: LONGEST_MS }, async () => {
  const face = { text: "5000", currency: "NGN" };
  const { order, credits } = await buy("water", { fields: { account: "W-778899", checkDigits: "42" }, face });
  expect(order).toMatchObject({ account: "W-778899", fields: { checkDigits: "42" } });
  expect(credits).toMatchObject([{ provider: "valuetopup", number: "W-778899" }]);
});

test(
  "an account in Cuba is filled by its e-mail address, where the owner sells to Cuba",
  { timeout: LONGEST_MS },
  async () => {
    const [sold] = await shop.ctx.db
      .select()
      .from(offers)
      .innerJoin(products, eq(products.id, offers.productId))
      .where(eq(offers.sku, skus.nauta ?? ""));
    const { currency = "", minMinor, denomination } = sold?.products ?? {};
    const face = denomination === "range" ? { text: String((minMinor ?? 0) / 100), currency } : undefined;
    const nauta = (account: string, ...sellToForbidden: string[]) => ({
      fields: { account },
      ...(face ? { face } : {}),
      sellToForbidden,
    });
    const failureOf = async (wish: Wish) => (await start("nauta", wish)).started;
    expect(await failureOf(nauta("maria@nauta.com.cu"))).toMatchObject({ failure: { code: "product-gone" } });
    for (const account of ["", "maria@example.org", "maria@nauta.com"])
      expect(await failureOf(nauta(account, "CU"))).toMatchObject({
        failure: { code: "fields-invalid", values: { account: account ? "wrong" : "missing" } },
      });
    const { order, credits } = await buy("nauta", nauta(" maria@nauta.com.cu ", "CU"));
    expect(order).toMatchObject({ account: "maria@nauta.com.cu", number: null });
    expect(credits).toMatchObject([{ provider: "reloadly", number: "maria@nauta.com.cu" }]);
  },
);
