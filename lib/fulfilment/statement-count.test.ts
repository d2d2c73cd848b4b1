import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { expect, it } from "vitest";
import * as schema from "@/db/schema";
import { openTestShop } from "./testing";
import { workWebhook } from "./work-webhook";

/** The engine's own statements, BEGIN and COMMIT do not count. Lower it when you save one. */
const MOST_STATEMENTS = 23;

it("takes an order from its webhook to the capture in few statements", async () => {
  const shop = await openTestShop();
  const [row] = await shop.ctx.db.execute<{ name: string }>(sql`select current_database() as name`);
  const url = new URL(process.env.DATABASE_URL ?? "");
  url.pathname = `/${row?.name}`;
  const client = postgres(url.href, { max: 2, onnotice: () => undefined });
  const seen: string[] = [];
  const db = drizzle(client, { schema, logger: { logQuery: (query) => seen.push(query) } });
  const order = await shop.order();
  shop.stripe.hold(order.sessionId);
  await workWebhook(
    { ...shop.ctx, db, movesMoneyAtOnce: true },
    {
      source: "stripe",
      eventId: "e",
      type: "checkout.session.completed",
      payload: { checkoutId: order.checkoutId },
    },
  );
  expect((await shop.readRows(order.checkoutId)).payment.state).toBe("captured");
  expect(seen.length).toBeLessThanOrEqual(MOST_STATEMENTS);
  await client.end();
  await shop.close();
});
