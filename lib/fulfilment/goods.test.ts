import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { offers, operators, products, quotes } from "@/db/schema";
import { startGoods } from "@/lib/checkout";
import { newId } from "@/lib/core/ids";
import type { AttemptRequest, Outcome } from "@/lib/providers/spec";
import { readArtefact, readIssuedEsim, readOrderView } from "@/lib/reports";
import { readEsimState } from "./read-esim-state";
import { openTestShop, type Shop } from "./testing";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";

let shop: Shop;
let planId: string;

const artefacts = { seal: (plain: string) => plain, open: (sealed: string) => sealed };
const esim: Outcome = {
  kind: "delivered",
  providerReference: "e-1",
  artefact: { kind: "esim", iccid: "8988247000101", activationCode: "LPA:1$smdp.example$CODE-1" },
};

beforeAll(async () => {
  shop = await openTestShop({
    capabilities: { toppableEsims: true },
    rivals: [{ name: "valuetopup", costMinor: 100 }],
  });
  const operatorId = newId();
  planId = newId();
  await shop.ctx.db.insert(operators).values({
    id: operatorId,
    sort: "travel",
    country: "FR",
    name: "Travel eSIM",
    slug: "travel-esim",
    matchName: "esim",
  });
  await shop.ctx.db.insert(products).values({
    id: planId,
    operatorId,
    kind: "esim",
    key: "esim:XXX:none:3gb",
    description: "3 GB, 30 days",
    benefits: { dataGb: "3", validityDays: 30 },
    denomination: "fixed",
    currency: "XXX",
    faceMinor: 1,
    recipient: "none",
  });
  for (const [provider, orderMinor] of [
    ["reloadly", 800],
    ["valuetopup", 900],
  ] as const)
    await shop.ctx.db.insert(offers).values({
      id: newId(),
      productId: planId,
      provider,
      sku: `esim:${provider}`,
      providerOperatorId: "fr",
      country: "FR",
      orderCurrency: "USD",
      orderMinor,
      faceMinMinor: 1,
      faceMaxMinor: 1,
      walletCurrency: "USD",
      orderUnitsPerWalletUnit: "1",
    });
});
afterAll(() => shop.close());

async function buy({ topUp, deviceCheck = "yes" }: { topUp?: string; deviceCheck?: string } = {}) {
  const started = await startGoods(
    { ...shop.buyer, artefacts },
    { productId: planId, fields: { deviceCheck }, ...(topUp ? { topUp } : {}) },
  );
  if (!started.ok) return started;
  const { checkoutId } = started.value;
  await shop.press(checkoutId);
  const { order, payment } = await shop.readRows(checkoutId);
  shop.stripe.hold(payment.sessionId ?? "");
  await workPayment(shop.ctx, payment.id);
  await workOrder(shop.ctx, order.id);
  await workPayment(shop.ctx, payment.id);
  return { ok: true as const, ...(await shop.readRows(checkoutId)) };
}

/** An eSIM of the cheaper provider, and an order that put more data on it. */
async function bring(request: { topUp?: string } = {}) {
  if (!request.topUp) shop.supplier.answers.push(esim);
  const bought = await buy(request);
  if (!bought.ok) throw new Error(bought.failure.code);
  return bought;
}

test("nothing is priced before the phone was checked", async () => {
  expect(await buy({ deviceCheck: "" })).toMatchObject({
    ok: false,
    failure: { code: "fields-invalid", values: { deviceCheck: "missing" } },
  });
});

test("an eSIM goes to its buyer without a number: issued by the cheapest, sealed, shown by its page alone, charged", async () => {
  const before = shop.supplier.sent.length;
  const { order, payment } = await bring();
  expect(order).toMatchObject({
    state: "delivered",
    number: null,
    account: null,
    country: "FR",
    recipient: "none",
  });
  expect(payment.state).toBe("captured");
  const [sent] = shop.supplier.sent.slice(before);
  expect(sent).toMatchObject({ kind: "esim", number: null } satisfies Partial<AttemptRequest>);
  expect(sent?.extra).toBeUndefined();
  const view = await readOrderView(shop.ctx, { publicId: order.publicId });
  expect(view).toMatchObject({
    artefact: "esim",
    to: { by: "buyer", masked: "a··@example.org" },
    price: { worth: null },
  });
  expect(JSON.stringify(view)).not.toContain("CODE-1");
  const shown = await readArtefact({ ...shop.ctx, artefacts }, { publicId: order.publicId });
  expect(shown).toMatchObject({ smdpAddress: "smdp.example", matchingId: "CODE-1" });
});

test("more data goes onto the same eSIM through who issued it alone, though another is cheaper, and brings no code", async () => {
  const { order: brought } = await bring();
  const dearer = (orderMinor: number) =>
    shop.ctx.db.update(offers).set({ orderMinor }).where(eq(offers.sku, "esim:reloadly"));
  await dearer(1000);
  const before = shop.supplier.sent.length;
  const bought = await bring({ topUp: brought.publicId });
  await dearer(800);
  expect(bought.order).toMatchObject({
    state: "delivered",
    account: "8988247000101",
    via: "reloadly",
    artefact: null,
  });
  expect(shop.supplier.sent.slice(before)).toMatchObject([{ account: "8988247000101", number: null }]);
  const issued = await readIssuedEsim({ ...shop.ctx, artefacts }, { publicId: bought.order.publicId });
  expect(issued).toMatchObject({ iccid: "8988247000101", provider: "reloadly" });
});

test("an eSIM gets no data that is good for another place", async () => {
  const { order } = await bring();
  const [spain, elsewhere] = [newId(), newId()];
  const [plan] = await shop.ctx.db.select().from(products).where(eq(products.id, planId));
  const [offer] = await shop.ctx.db.select().from(offers).where(eq(offers.sku, "esim:reloadly"));
  if (!plan || !offer) throw new Error("Nothing is on the shelf");
  const names = { sort: "travel" as const, name: "Travel eSIM", slug: "travel-esim", matchName: "esim" };
  await shop.ctx.db.insert(operators).values({ id: spain, country: "ES", ...names });
  await shop.ctx.db.insert(products).values({ ...plan, id: elsewhere, operatorId: spain });
  await shop.ctx.db
    .insert(offers)
    .values({ ...offer, id: newId(), productId: elsewhere, sku: "esim:spain", country: "ES" });
  const started = await startGoods(
    { ...shop.buyer, artefacts },
    { productId: elsewhere, topUp: order.publicId },
  );
  expect(started).toMatchObject({ ok: false, failure: { code: "esim-elsewhere" } });
});

test("what is left is asked for at most once in a while, however many pages ask", async () => {
  const { order: brought } = await bring();
  let asked = 0;
  shop.supplier.provider.esimUsage = async (iccid) => {
    asked += 1;
    return { ok: true, value: { iccid, plans: [{ status: "active", remainingBytes: 2, totalBytes: 3 }] } };
  };
  const ctx = { ...shop.ctx, artefacts };
  const look = (ask: boolean) => readEsimState(ctx, { publicId: brought.publicId, ask });
  expect(await look(false)).toEqual({ usage: null, canTopUp: true });
  const states = await Promise.all([look(true), look(true), look(true)]);
  expect(asked).toBe(1);
  expect((await look(false))?.usage?.plans).toMatchObject([
    { remainingBytes: 2, totalBytes: 3, endsAt: null },
  ]);
  expect(states).toHaveLength(3);
  await shop.travel(shop.ctx.policy.usageRest + 1000);
  await look(true);
  expect(asked).toBe(2);
});

test("the database holds number and product together", async () => {
  const { order } = await bring();
  const dialled = shop.ctx.db.update(quotes).set({ recipient: "number" }).where(eq(quotes.id, order.quoteId));
  await expect(dialled).rejects.toThrow();
});
