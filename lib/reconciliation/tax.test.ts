import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { orders, quotes } from "@/db/schema";
import { changeTax } from "@/lib/catalog/prices";
import { newId } from "@/lib/core/ids";
import { refundByStaff, workPayment } from "@/lib/fulfilment";
import { workWebhook } from "@/lib/fulfilment/work-webhook";
import { readMonth } from "@/lib/reports";
import { openBooksShop } from "./testing";

let shop: Awaited<ReturnType<typeof openBooksShop>>;
beforeEach(async () => {
  shop = await openBooksShop();
});
afterEach(() => shop.close());

async function takeTax(base: "price" | "margin") {
  const changed = await changeTax(shop.staff, {
    requestId: newId(),
    basis: 0,
    reason: "registered",
    from: null,
    edits: [
      { what: "tax", on: true },
      { what: "tax-rate", country: "US", rate: { percent: "20", base } },
    ],
  });
  expect(changed).toMatchObject({ ok: true });
}

async function read(orderId: string) {
  const [row] = await shop.ctx.db
    .select({ total: orders.totalMinor, tax: orders.taxMinor, price: quotes.price })
    .from(orders)
    .innerJoin(quotes, eq(quotes.id, orders.quoteId))
    .where(eq(orders.id, orderId));
  if (!row) throw new Error("No order");
  return row;
}

test("while no tax is taken nothing of it is told or booked", async () => {
  const { orderId } = await shop.sell();
  expect(await read(orderId)).toMatchObject({ total: 725, tax: null, price: { taxMinor: null } });
  expect(await shop.balance("tax-payable")).toBe(0);
});

test("of the whole price: the price stays, a sixth of it is owed, and given back with a refund", async () => {
  await takeTax("price");
  const { orderId, paymentId } = await shop.sell();
  const { total, tax, price } = await read(orderId);
  expect([total, tax]).toEqual([725, 121]);
  expect(price).toMatchObject({ taxMinor: 121, taxed: { baseMinor: 604, percent: "20", country: "US" } });
  const { worthMinor, rateAddsMinor, feeMinor, liftMinor = 0 } = price;
  expect((worthMinor ?? 0) + (rateAddsMinor ?? 0) + feeMinor + liftMinor + 121).toBe(total);
  expect(await shop.balance("tax-payable")).toBe(-1_210_000);
  expect(await shop.balance("sales")).toBe(-6_040_000);
  await shop.mirror();
  expect((await shop.run())?.found).toEqual({});
  const month = new Date().toISOString().slice(0, 7);
  const { inReporting } = await readMonth(shop.staff, month);
  expect([inReporting.tax.micros, inReporting.taxBase.micros]).toEqual([1_210_000, 6_040_000]);
  const actor = { ...shop.staff.actor };
  expect(await refundByStaff({ ...shop.ctx, actor }, { orderId, note: "goodwill" })).toMatchObject({
    ok: true,
  });
  await workPayment(shop.ctx, paymentId);
  expect(await shop.balance("tax-payable")).toBe(0);
  expect(await shop.balance("refunds")).toBe(6_040_000);
});

/** Stripe tells of the one dispute of a checkout. */
async function dispute(checkoutId: string, status: string, minor = 725): Promise<void> {
  const told = { id: "dp_1", amount: { minor, currency: "USD" }, reason: "fraudulent", status };
  shop.stripe.disputes[0] = { ...told, dueBy: null, submissions: 1, created: 1_799_000_000 };
  const event = { source: "stripe", eventId: newId(), type: "charge.dispute.updated" };
  await workWebhook(shop.ctx, { ...event, payload: { checkoutId } });
}

test("a lost dispute takes the tax back, and what it was taken of, once", async () => {
  await takeTax("price");
  const { checkoutId, orderId, paymentId } = await shop.sell();
  const taxed = async () => {
    const { inReporting } = await readMonth(shop.staff, new Date().toISOString().slice(0, 7));
    return [await shop.balance("tax-payable"), inReporting.tax.micros, inReporting.taxBase.micros];
  };
  await dispute(checkoutId, "under_review");
  expect(await taxed()).toEqual([-1_210_000, 1_210_000, 6_040_000]);
  await dispute(checkoutId, "lost");
  await dispute(checkoutId, "lost");
  expect(await taxed()).toEqual([0, 0, 0]);
  expect(await shop.balance("disputes")).toBe(-1_210_000);
  // What is given back besides has no tax left in it.
  const refunded = await refundByStaff(
    { ...shop.ctx, actor: shop.staff.actor },
    { orderId, note: "goodwill" },
  );
  expect(refunded).toMatchObject({ ok: true });
  await workPayment(shop.ctx, paymentId);
  expect(await shop.balance("tax-payable")).toBe(0);
});

test("a dispute of a part takes its share, and it is owed again where the bank finds for us after all", async () => {
  await takeTax("price");
  const { checkoutId } = await shop.sell();
  const owedAfter = async (status: string) => {
    await dispute(checkoutId, status, 300);
    return shop.balance("tax-payable");
  };
  // 300 of 725, of a tax of 1.21.
  expect(await owedAfter("lost")).toBe(-1_210_000 + 500_689);
  expect(await owedAfter("won")).toBe(-1_210_000);
  expect(await owedAfter("won")).toBe(-1_210_000);
  expect(await shop.balance("disputes")).toBe(0);
});

test("of the margin alone", async () => {
  await takeTax("margin");
  const { orderId } = await shop.sell();
  // 7.25 less 6.50 is 0.75, of which a sixth.
  expect(await read(orderId)).toMatchObject({ total: 725, tax: 13, price: { taxed: { baseMinor: 62 } } });
  expect(await shop.balance("tax-payable")).toBe(-130_000);
});
