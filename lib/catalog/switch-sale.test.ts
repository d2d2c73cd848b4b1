import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { catalogSwitches, importChanges, offers, operators, products } from "@/db/schema";
import { startCheckout } from "@/lib/checkout";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { workPayment } from "@/lib/fulfilment";
import { importCatalog } from "./import-catalog";
import { overrideOperator, overrideProduct } from "./override-names";
import { readOperatorPage } from "./read-operator-page";
import { switchSale } from "./switch-sale";

let shop: Shop;
let staff: Shop["ctx"];
beforeAll(async () => {
  shop = await openTestShop();
  staff = { ...shop.ctx, actor: { kind: "staff", id: "u1", role: "catalog", raised: true } };
});
afterAll(() => shop?.close());

const page = () =>
  readOperatorPage(shop.ctx, { countrySlug: "nigeria", operatorSlug: slug, currency: "USD", locale: "en" });
/** Of somebody new: a quote that was made before is stood by until it ends. */
const quote = async () =>
  startCheckout(shop.buyer, { ...shop.shelf, recipientToken: await shop.anotherRecipient() });
let [operatorId, slug] = ["", ""];
beforeEach(async () => {
  const [row] = await shop.ctx.db.select().from(operators).where(eq(operators.slug, "mtn"));
  [operatorId, slug] = [row?.id ?? "", row?.slug ?? ""];
});

describe.each(["operator", "country", "product"] as const)("%s off sale", (kind) => {
  const idOf = () => ({ operator: operatorId, country: "NG", product: shop.shelf.productId })[kind];

  it("at once no page, no quote; what is held is not sent; on again as before", async () => {
    const order = await shop.order(await shop.anotherRecipient());
    const off = { kind, id: idOf(), on: false, reason: "their outage" };
    expect(await switchSale(staff, off)).toMatchObject({ ok: true });
    expect(await switchSale(staff, off)).toMatchObject({ ok: false, failure: { code: "already-so" } });
    expect((await page())?.products ?? []).toEqual([]);
    expect(await quote()).toMatchObject({ ok: false });
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    expect((await shop.readRows(order.checkoutId)).order.state).not.toBe("delivered");
    expect(await switchSale(staff, { ...off, on: true })).toMatchObject({ ok: true });
    expect((await page())?.products).toHaveLength(1);
    expect(await quote()).toMatchObject({ ok: true });
    expect(await shop.ctx.db.select().from(catalogSwitches)).toEqual([]);
  });
});

it("an operator stays off when its country is switched on again", async () => {
  const reason = "contract";
  await switchSale(staff, { kind: "operator", id: operatorId, on: false, reason });
  await switchSale(staff, { kind: "country", id: "NG", on: false, reason });
  await switchSale(staff, { kind: "country", id: "NG", on: true, reason });
  expect(await quote()).toMatchObject({ ok: false });
  await switchSale(staff, { kind: "operator", id: operatorId, on: true, reason });
  expect(await quote()).toMatchObject({ ok: true });
});

it("refused: without a reason, of nothing, and from who may not", async () => {
  const off = { kind: "operator", id: operatorId, on: false, reason: "outage" } as const;
  expect(await switchSale(staff, { ...off, reason: " " })).toMatchObject({
    failure: { code: "reason-missing" },
  });
  expect(await switchSale(staff, { ...off, id: "none" })).toMatchObject({ failure: { code: "not-found" } });
  const viewer = { ...staff, actor: { kind: "staff", id: "v", role: "viewer" } as const };
  await expect(switchSale(viewer, off)).rejects.toThrow("Not permitted");
});

it("names and marks of staff survive an import, and can be taken back", async () => {
  const [before] = await shop.ctx.db.select().from(operators).where(eq(operators.id, operatorId));
  const shown = {
    name: before?.name ?? "",
    hue: before?.markHue ?? null,
    letters: before?.markLetters ?? null,
  };
  const seen = { name: "MTN Nigeria", hue: 80, letters: "MN" };
  const look = { operatorId, ...seen, seen: shown };
  expect(await overrideOperator(staff, look)).toMatchObject({ ok: true });
  expect(await overrideOperator(staff, look)).toMatchObject({ failure: { code: "changed-meanwhile" } });
  expect(await overrideOperator(staff, { ...look, seen, letters: "<b>" })).toMatchObject({
    failure: { code: "mark-invalid" },
  });
  const { productId } = shop.shelf;
  expect(await overrideProduct(staff, { productId, words: "Ten thousand", seen: "" })).toMatchObject({
    ok: true,
  });
  await importCatalog(shop.ctx, { provider: { name: "telecom", listOffers: async function* () {} } });
  const named = await page();
  expect(named?.operator.name).toBe("MTN Nigeria");
  const [product] = await shop.ctx.db.select().from(products).where(eq(products.id, productId));
  expect(product?.description).toBe("Ten thousand");
  expect(await overrideProduct(staff, { productId, words: "", seen: "Ten thousand" })).toMatchObject({
    ok: true,
  });
  await overrideOperator(staff, { ...look, name: "", hue: null, letters: null, seen });
  const [after] = await shop.ctx.db.select().from(operators).where(eq(operators.id, operatorId));
  expect(after).toMatchObject({ name: before?.name, listedName: null, markHue: null });
});

it("of two who mark an operator at once one wins, and the other is told", async () => {
  const [before] = await shop.ctx.db.select().from(operators).where(eq(operators.id, operatorId));
  const name = before?.name ?? "";
  const seen = { name, hue: before?.markHue ?? null, letters: before?.markLetters ?? null };
  const mark = (hue: number, letters: string) =>
    overrideOperator(staff, { operatorId, name, hue, letters, seen });
  const both = await Promise.all([mark(10, "A"), mark(20, "B")]);
  expect(both.map((one) => (one.ok ? "ok" : one.failure.code)).toSorted()).toEqual([
    "changed-meanwhile",
    "ok",
  ]);
});

it("what is gone with an import is kept with the run", async () => {
  const other = await openTestShop();
  await other.ctx.db.execute(sql`update offers set seen_at = seen_at - interval '1 day'`);
  const one = (await other.ctx.db.select().from(offers).limit(1))[0];
  await importCatalog(other.ctx, {
    provider: {
      name: "reloadly",
      listOffers: async function* () {
        yield {
          operator: { providerOperatorId: "999", name: "Glo", country: "NG", currency: "NGN" },
          sku: "999:usd:1",
          kind: "airtime",
          description: "",
          order: { currency: "USD", type: "fixed", amount: { minor: 100, currency: "USD" } },
          face: { type: "fixed", amount: { minor: 100_000, currency: "NGN" } },
          cost: {
            walletCurrency: "USD",
            orderUnitsPerWalletUnit: "1",
            discountPercent: "0",
            feePercent: "0",
            flatFee: { minor: 0, currency: "USD" },
          },
          popular: false,
          recipient: "number",
          requiredFields: [],
        } as never;
      },
    },
  });
  const changes = await other.ctx.db.select().from(importChanges);
  expect(changes.some(({ change, offerId }) => change === "gone" && offerId === one?.id)).toBe(true);
  await other.close();
});
