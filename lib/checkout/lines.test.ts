import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fxRates, orders, payments, products, quotes } from "@/db/schema";
import { bindRecipient } from "@/lib/catalog";
import { money } from "@/lib/core/money";
import { workOrder, workPayment } from "@/lib/fulfilment";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { readOthers } from "@/lib/reports";
import { addToNumber, removeLine } from "./change-lines";
import { openTestCart } from "./open-test-cart";
import { renewQuote } from "./renew-quote";
import { startCheckout } from "./start-checkout";

const MINUTE = 60_000;

let shop: Shop;
beforeEach(async () => {
  shop = await openTestShop();
});
afterEach(async () => {
  // Time was moved ahead: whatever is open is looked at, as the worker would.
  for (const { id } of await shop.ctx.db.select().from(payments)) await workPayment(shop.ctx, id);
  for (const { id } of await shop.ctx.db.select().from(orders)) await workOrder(shop.ctx, id);
  await shop.close();
});

const { start, add, read, pay } = openTestCart(() => shop);
const nothingPaid = async () => {
  expect(await shop.ctx.db.select().from(payments)).toEqual([]);
  expect(await shop.ctx.db.select().from(orders)).toEqual([]);
};

describe("lines of a checkout", () => {
  it("a number that was typed for it becomes a line; all are one payment of their sum", async () => {
    const checkoutId = await start();
    expect((await add(checkoutId)).checkoutId).toBe(checkoutId);
    expect((await add(checkoutId)).checkoutId).toBe(checkoutId);
    const view = await read(checkoutId);
    expect(view.lines.map(({ line }) => line)).toEqual([1, 2, 3]);
    const sum = view.lines.reduce((all, { price }) => all + price.total.minor, 0);
    expect(view.total).toEqual(money(sum, "USD"));
    expect(await pay(checkoutId, { seen: view.seen })).toBe("ok");
    const [payment] = await shop.ctx.db.select().from(payments);
    expect(payment?.amountMinor).toBe(sum);
    expect(await shop.ctx.db.select().from(orders)).toHaveLength(3);
  });

  it("what is chosen anew for a line's number takes its place, in whatever tab", async () => {
    const checkoutId = await start();
    const { token } = await add(checkoutId);
    expect(await start(token)).toBe(checkoutId);
    const view = await read(checkoutId);
    expect(view.lines.map(({ line }) => line)).toEqual([1, 2]);
    expect(await shop.ctx.db.select().from(quotes)).toHaveLength(3);
  });

  it("a line is taken off, once; the last one stays, and its number is no other line's", async () => {
    const checkoutId = await start();
    await add(checkoutId);
    for (let pressed = 0; pressed < 2; pressed += 1)
      expect(await removeLine(shop.buyer, { checkoutId, line: 1 })).toEqual({ ok: true, value: null });
    expect(await removeLine(shop.buyer, { checkoutId, line: 2 })).toMatchObject({ ok: true });
    expect((await read(checkoutId)).lines.map(({ line }) => line)).toEqual([2]);
    await add(checkoutId);
    expect((await read(checkoutId)).lines.map(({ line }) => line)).toEqual([2, 3]);
  });

  it("orders of one payment are named in the page's language, where the catalog has it", async () => {
    await shop.ctx.db
      .update(products)
      .set({ kind: "data", description: "1 GB, 7 days", texts: { es: "1 GB, 7 días" } });
    const checkoutId = await start();
    await add(checkoutId);
    expect(await pay(checkoutId)).toBe("ok");
    const [order] = await shop.ctx.db.select().from(orders);
    const publicId = order?.publicId ?? "";
    const named = async (locale: string) =>
      (await readOthers(shop.buyer, { publicId, locale })).map(({ parcel, parcelLang }) => [
        parcel,
        parcelLang,
      ]);
    expect(await named("es")).toEqual([1, 2].map(() => ["1 GB, 7 días", "es"]));
    expect(await named("fr")).toEqual([1, 2].map(() => ["1 GB, 7 days", "en"]));
  });

  it("fifteen and no more", async () => {
    const checkoutId = await start();
    const [first] = await shop.ctx.db.select().from(quotes);
    if (!first) throw new Error("No quote");
    for (let line = 2; line <= 15; line += 1)
      await shop.ctx.db.insert(quotes).values({ ...first, id: crypto.randomUUID(), line });
    const token = await shop.anotherRecipient();
    await bindRecipient(shop.ctx, { token, checkoutId, line: null });
    const more = await startCheckout(shop.buyer, { ...shop.shelf, recipientToken: token });
    expect(more).toEqual({ ok: false, failure: { code: "cart-full", values: { most: 15 } } });
    expect((await read(checkoutId)).addable).toBe(false);
    // To change one of them is no new line.
    expect(await start()).toBe(checkoutId);
  });

  it("once pay was pressed, what is chosen begins anew, and nothing of the old one changes", async () => {
    const checkoutId = await start();
    const { token } = await add(checkoutId);
    expect(await pay(checkoutId)).toBe("ok");
    const next = await start(token);
    expect(next).not.toBe(checkoutId);
    expect((await read(next)).lines).toHaveLength(1);
    expect((await read(checkoutId)).lines).toHaveLength(2);
    expect(await removeLine(shop.buyer, { checkoutId, line: 1 })).toEqual({
      ok: false,
      failure: { code: "already-paid" },
    });
  });

  it("is nobody else's: a stranger with the number's token begins a checkout of their own", async () => {
    const checkoutId = await start();
    const stranger = { ...shop.buyer, actor: { kind: "buyer" as const, id: "guest-2" } };
    expect(await start(shop.shelf.recipientToken, stranger)).not.toBe(checkoutId);
    expect(await removeLine(stranger, { checkoutId, line: 1 })).toMatchObject({
      failure: { code: "checkout-gone" },
    });
    expect(await addToNumber(stranger, { checkoutId, line: 1 })).toMatchObject({ ok: false });
  });

  it("something else for the same number is a line of its own, and is told", async () => {
    const checkoutId = await start();
    const added = await addToNumber(shop.buyer, { checkoutId, line: 1 });
    if (!added.ok) throw new Error(added.failure.code);
    expect(await start(added.value.token)).toBe(checkoutId);
    const { lines } = await read(checkoutId);
    expect(lines.map(({ twice }) => twice)).toEqual([null, "same"]);
    expect(lines.map(({ asks }) => asks.lastFour)).toEqual([true, false]);
  });

  it("one price of several has run out: nothing is paid before all are new", async () => {
    const checkoutId = await start();
    await shop.travel(20 * MINUTE);
    await add(checkoutId);
    await shop.travel(11 * MINUTE);
    const view = await read(checkoutId);
    expect(view.stage).toBe("stale");
    expect(view.lines.map(({ secondsLeft }) => secondsLeft > 0)).toEqual([false, true]);
    expect(await pay(checkoutId)).toBe("quote-expired");
    await nothingPaid();
    expect(await renewQuote(shop.buyer, { checkoutId })).toMatchObject({ ok: true, value: { checkoutId } });
    expect(await pay(checkoutId)).toBe("ok");
  });

  it("turned away from the card page, all lines come along, and may be changed again", async () => {
    const checkoutId = await start();
    const { token } = await add(checkoutId);
    await pay(checkoutId);
    const renewed = await renewQuote(shop.buyer, { checkoutId });
    if (!renewed.ok) throw new Error(renewed.failure.code);
    const next = renewed.value.checkoutId;
    expect((await read(next)).lines).toHaveLength(2);
    expect(await start(token)).toBe(next);
    expect((await read(next)).lines).toHaveLength(2);
  });
});

describe("what the page showed is what is paid", () => {
  it("refuses when another tab has added, taken off or priced anew", async () => {
    const checkoutId = await start();
    const { seen } = await read(checkoutId);
    await add(checkoutId);
    expect(await pay(checkoutId, { seen })).toBe("checkout-changed");
    const two = await read(checkoutId);
    await removeLine(shop.buyer, { checkoutId, line: 2 });
    expect(await pay(checkoutId, { seen: two.seen })).toBe("checkout-changed");
    // The same line as at first.
    expect(await pay(checkoutId, { seen })).toBe("ok");
  });
});

describe("in one currency", () => {
  beforeEach(async () => {
    await shop.ctx.db.insert(fxRates).values({ base: "USD", quote: "EUR", rate: "0.92" });
  });
  const currencies = async (checkoutId: string) => {
    const rows = await shop.ctx.db.select().from(quotes).where(eq(quotes.checkoutId, checkoutId));
    return [...new Set(rows.filter(({ replaced }) => !replaced).map((row) => row.totalCurrency))];
  };

  it("a line is added in what the others are paid in, whatever the buyer chose since", async () => {
    const checkoutId = await start();
    const token = await shop.anotherRecipient();
    await bindRecipient(shop.ctx, { token, checkoutId, line: null });
    await start(token, { ...shop.buyer, currency: "EUR" });
    expect(await currencies(checkoutId)).toEqual(["USD"]);
  });

  it("the only line chosen anew is paid in what the buyer chose since", async () => {
    const checkoutId = await start();
    expect(await start(shop.shelf.recipientToken, { ...shop.buyer, currency: "EUR" })).toBe(checkoutId);
    expect(await currencies(checkoutId)).toEqual(["EUR"]);
    expect((await read(checkoutId)).currency).toBe("EUR");
  });

  it("all lines change together; a currency without a rate changes nothing", async () => {
    const checkoutId = await start();
    await add(checkoutId);
    const before = await read(checkoutId);
    const renewed = await renewQuote(shop.buyer, { checkoutId, currency: "EUR" });
    expect(renewed).toMatchObject({ ok: true, value: { checkoutId, before: before.total } });
    const view = await read(checkoutId);
    expect(view.total.currency).toBe("EUR");
    expect(view.total.minor).toBeLessThan(before.total.minor);
    expect(await currencies(checkoutId)).toEqual(["EUR"]);
    expect(await renewQuote(shop.buyer, { checkoutId, currency: "AED" })).toMatchObject({ ok: false });
    expect(await currencies(checkoutId)).toEqual(["EUR"]);
    await pay(checkoutId);
    const [payment] = await shop.ctx.db.select().from(payments);
    expect(payment).toMatchObject({ currency: "EUR", amountMinor: view.total.minor });
  });
});
