import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { breaks, ledgerEntries, statementLines } from "@/db/schema";
import { openTestBooks, plantedIn } from "./open-test-books";
import { reconcile } from "./reconcile";

const ORDERS = 2000;

test("of many orders exactly those are found that were tampered with, however often one looks", async () => {
  const books = await openTestBooks(ORDERS);
  const { ctx, from } = books;
  const first = await reconcile(ctx, { from });
  expect(first?.found).toEqual(plantedIn(ORDERS));
  const again = await reconcile(ctx, { from });
  expect(again?.found).toEqual(plantedIn(ORDERS));
  expect(again?.newBreaks).toBe(0);
  const total = Object.values(plantedIn(ORDERS)).reduce((sum, count) => sum + count, 0);
  expect(await ctx.db.$count(breaks)).toBe(total);
  const lines = Object.values(first?.sources ?? {}).reduce((sum, source) => sum + source.lines, 0);
  expect(await ctx.db.$count(statementLines)).toBe(lines);
  const [fees] = await ctx.db.execute<{ sum: string }>(
    sql`select sum(micros) as sum from ${ledgerEntries} where account = 'stripe-fees'`,
  );
  expect(Number(fees?.sum)).toBe((ORDERS - (2 * ORDERS) / 1000) * 521_270);
  await books.close();
}, 60_000);
