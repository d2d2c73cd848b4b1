import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fxDays, orders } from "@/db/schema";
import { micros } from "@/lib/core/money";
import { postCorrection, storeStripeLines } from "@/lib/ledger";
import { workOrder, workPayment } from "@/lib/fulfilment";
import { openBooksShop } from "@/lib/reconciliation/testing";
import { writeMonthCsv } from "./month-csv";
import { readMonth } from "./read-month";
import { rollUpBooks } from "./roll-up-books";
import type { MonthReport } from "./types";

let shop: Awaited<ReturnType<typeof openBooksShop>>;
beforeAll(async () => {
  shop = await openBooksShop();
});
afterAll(() => shop?.close());

const RUN = "00000000-0000-7000-8000-000000000001";

/** A checkout of two orders, its fee in another currency, and a fee that belongs to nothing. */
async function keepBooks() {
  const sold = await shop.sell({ alsoFor: await shop.anotherRecipient() });
  const both = await shop.ctx.db
    .select()
    .from(orders)
    .where(sql`checkout_id = ${sold.checkoutId}`);
  for (const { id } of both) await workOrder(shop.ctx, id);
  await workPayment(shop.ctx, sold.paymentId);
  await shop.mirror();
  const [charge] = shop.other.stripe;
  if (!charge) throw new Error("Nothing charged");
  const [settled, fee] = [micros(13_900_000, "EUR"), micros(700_001, "EUR")];
  const none = { paymentIntentId: null, checkoutId: null, intentId: null, part: null };
  const month = {
    ...charge,
    ...none,
    id: "txn_month",
    kind: "fee" as const,
    presented: micros(-2_000_000, "USD"),
  };
  await storeStripeLines(shop.ctx, RUN, [
    { ...charge, settled, fee },
    { ...month, settled: micros(-2_000_000, "USD"), fee: micros(0, "USD") },
  ]);
  await shop.ctx.db.insert(fxDays).values([
    { day: "2020-01-01", base: "USD", quote: "USD", rate: "1" },
    { day: "2020-01-01", base: "USD", quote: "EUR", rate: "0.5" },
  ]);
}

const ACCOUNTS: [keyof MonthReport["inReporting"]["parts"], string][] = [
  ["sales", "sales"],
  ["cost", "cost-of-sales"],
  ["fees", "stripe-fees"],
  ["exchange", "exchange"],
];

async function expectLedger(report: MonthReport) {
  for (const [part, account] of ACCOUNTS)
    for (const { currency, sum } of await shop.ctx.db.execute<{ currency: string; sum: string }>(sql`
        select currency, -sum(micros) as sum from ledger_entries where account = ${account} group by currency`)) {
      const whole = report.totals.find(({ profit }) => profit.currency === currency);
      expect(whole?.parts[part].micros).toBe(Number(sum));
      const rows = report.rows.filter(({ profit }) => profit.currency === currency);
      expect(rows.reduce((all, row) => all + row.parts[part].micros, 0)).toBe(Number(sum));
    }
}

test("a month is the ledger to the micro, by buyer's country and kind, and stays as it was once its days are over", async () => {
  await keepBooks();
  const [now] = await shop.ctx.db.execute<{ month: string }>(
    sql`select to_char(app_now() at time zone 'UTC', 'YYYY-MM') as month`,
  );
  const month = now?.month ?? "";
  const open = await readMonth(shop.staff, month);
  expect(open.state).toBe("open");
  await expectLedger(open);
  expect(open.rows.map(({ country, kind, profit }) => [country, kind, profit.currency])).toContainEqual([
    "US",
    "airtime",
    "USD",
  ]);
  // What belongs to no order stands by itself.
  expect(open.rows.find(({ country }) => country === null)?.parts.fees).toEqual(micros(-2_000_000, "USD"));
  // 0.5 euro a dollar: the fee in euros counts twice.
  expect(open.inReporting.parts.fees.micros).toBe(-2_000_000 - 2 * 700_001);
  await shop.travel(40 * 24 * 3_600_000);
  expect(await rollUpBooks(shop.ctx)).toBeGreaterThan(0);
  while ((await rollUpBooks(shop.ctx)) > 0);
  const closed = await readMonth(shop.staff, month);
  expect(closed).toEqual({ ...open, state: "closed", upTo: closed.upTo });
  await shop.ctx.db.execute(sql`update fx_days set rate = rate * 2 where quote = 'EUR'`);
  const amount = micros(5_000_000, "USD");
  await postCorrection(shop.ctx, { key: "later", from: "corrections", to: "stripe", amount });
  expect(await readMonth(shop.staff, month)).toEqual(closed);
  const lines = writeMonthCsv(closed).trimEnd().split("\r\n");
  expect(lines).toHaveLength(
    1 + closed.rows.length + closed.rowsInReporting.length + closed.totals.length + 1,
  );
  expect(lines.at(-1)).toContain(`${month},closed,reporting,all,all,USD,`);
});
