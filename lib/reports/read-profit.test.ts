import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fxDays, orders } from "@/db/schema";
import { money, microsOf, micros } from "@/lib/core/money";
import { storeStripeLines } from "@/lib/ledger";
import { workOrder, workPayment } from "@/lib/fulfilment";
import { openBooksShop } from "@/lib/reconciliation/testing";
import { readProfit } from "./read-profit";

let shop: Awaited<ReturnType<typeof openBooksShop>>;
beforeEach(async () => {
  shop = await openBooksShop();
});
afterEach(() => shop.close());

const RUN = "00000000-0000-7000-8000-000000000001";

/** A checkout of two orders, both delivered and charged together. */
async function sellTwo() {
  const cost = micros(6_410_001, "USD");
  const commission = micros(89_999, "USD");
  shop.supplier.answers.push(
    { kind: "delivered", providerReference: "p-1", cost, commission },
    { kind: "delivered", providerReference: "p-2", cost: micros(6_500_000, "USD") },
  );
  const sold = await shop.sell({ alsoFor: await shop.anotherRecipient() });
  const both = await shop.ctx.db
    .select()
    .from(orders)
    .where(sql`checkout_id = ${sold.checkoutId}`);
  for (const { id } of both) await workOrder(shop.ctx, id);
  await workPayment(shop.ctx, sold.paymentId);
  return { ...sold, both };
}

test("fees of a checkout are shared among its orders to the micro, and the currency it was settled in is counted by the day's rate", async () => {
  const { both } = await sellTwo();
  await shop.mirror();
  const [charge] = shop.other.stripe;
  if (!charge) throw new Error("Nothing charged");
  const [settled, fee] = [micros(13_900_000, "EUR"), micros(700_001, "EUR")];
  await storeStripeLines(shop.ctx, RUN, [{ ...charge, settled, fee }]);
  await shop.ctx.db.insert(fxDays).values(
    ["USD", "EUR"].map((quote) => ({
      day: "2020-01-01",
      base: "USD",
      quote,
      rate: quote === "USD" ? "1" : "0.5",
    })),
  );
  const to = new Date(Date.now() + 60_000);
  const scope = { from: new Date(Date.now() - 3_600_000), to };
  const profits = await readProfit(shop.staff, { scope, reporting: "USD" });
  expect(profits).toHaveLength(2);
  const sum = (part: string, currency: string): number =>
    profits
      .flatMap(({ parts }) => parts)
      .filter((row) => row.part === part && row.amount.currency === currency)
      .reduce((total, row) => total + row.amount.micros, 0);
  expect(sum("stripe-fees", "EUR")).toBe(-700_001);
  expect(sum("exchange", "EUR")).toBe(13_900_000);
  expect(sum("exchange", "USD")).toBe(-charge.presented.micros);
  expect(sum("sales", "USD")).toBe(charge.presented.micros);
  expect(sum("commissions", "USD")).toBe(89_999);
  expect(sum("cost-of-sales", "USD")).toBe(-(6_410_001 + 89_999 + 6_500_000));
  const fees = profits.map(
    ({ parts }) => parts.find(({ part }) => part === "stripe-fees")?.amount.micros ?? 0,
  );
  expect(Math.abs((fees[0] ?? 0) - (fees[1] ?? 0))).toBe(1);
  // A euro was worth two dollars: what came in is worth more than what was sold, by as much.
  const worth = 2 * (13_900_000 - 700_001) - 6_410_001 - 6_500_000;
  expect(profits.reduce((total, row) => total + (row.total?.micros ?? 0), 0)).toBe(worth);
  const [first] = both;
  if (!first) throw new Error("No order");
  const [alone] = await readProfit(shop.staff, { scope: { orderId: first.id }, reporting: "USD" });
  expect(alone).toEqual(profits.find(({ orderId }) => orderId === first.id));
  expect(alone?.parts.find(({ part }) => part === "sales")?.amount).toEqual(
    microsOf(money(first.totalMinor, "USD")),
  );
});

test("without a rate there is no total, and a buyer may not ask", async () => {
  const { orderId } = await shop.sell();
  const scope = { orderId };
  const [profit] = await readProfit(shop.staff, { scope, reporting: "XOF" });
  expect(profit?.total).toBeNull();
  await expect(readProfit(shop.buyer, { scope, reporting: "USD" })).rejects.toThrow("Not permitted");
});
