import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { expect, it } from "vitest";
import type { Database } from "@/db/connect";
import { recordWebhook } from "@/lib/jobs";
import { openTestShop } from "./testing";
import { workWebhook } from "./work-webhook";

/** From the signed webhook to the capture. The engine's own statements, BEGIN and COMMIT do not count. Lower it when you save one. */
const MOST_STATEMENTS = 24;
const MOST_TRANSACTIONS = 3;

/** The same database, telling of each transaction that is begun on it. */
function countingTransactions<Db extends Database>(db: Db, begun: () => void): Db {
  return new Proxy(db, {
    get(target, name, receiver) {
      if (name === "transaction") begun();
      return Reflect.get(target, name, receiver);
    },
  });
}

it("takes an order from its webhook to the capture in few statements and transactions", async () => {
  const shop = await openTestShop();
  const [row] = await shop.ctx.db.execute<{ name: string }>(sql`select current_database() as name`);
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.pathname = `/${row?.name}`;
  const client = postgres(url.href, { max: 2, onnotice: () => undefined });
  const seen: string[] = [];
  let transactions = 0;
  const db = countingTransactions(
    drizzle(client, { logger: { logQuery: (query) => seen.push(query) } }),
    () => (transactions += 1),
  );
  const order = await shop.order();
  shop.stripe.hold(order.sessionId);
  const payload = { checkoutId: order.checkoutId };
  const event = { source: "stripe", eventId: "e", type: "checkout.session.completed", payload };
  const ctx = { ...shop.ctx, db, movesMoneyAtOnce: true };
  await recordWebhook(ctx, event);
  await workWebhook(ctx, event);
  expect((await shop.readRows(order.checkoutId)).payment.state).toBe("captured");
  expect(seen.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  expect(transactions).toBeLessThanOrEqual(MOST_TRANSACTIONS);
  expect(transactions).toBeGreaterThan(0);
  await client.end();
  await shop.close();
});
