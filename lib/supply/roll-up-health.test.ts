import { expect, it } from "vitest";
import { sql } from "drizzle-orm";
import { supplyHealth } from "@/db/schema";
import { openTestShop } from "@/lib/fulfilment/testing";
import { workPayment } from "@/lib/fulfilment";
import type { Outcome } from "@/lib/providers/spec";
import { rollUpHealth } from "./roll-up-health";

const rejected = (code: "operator-down" | "number-invalid"): Outcome => ({
  kind: "rejected",
  failure: { code },
  retry: "never",
});

it("counts what speaks of the provider, and how fast it delivers", async () => {
  const shop = await openTestShop();
  const answers: Outcome[] = [
    { kind: "delivered", providerReference: "1" },
    { kind: "delivered", providerReference: "2" },
    rejected("operator-down"),
    rejected("number-invalid"),
    { kind: "in-doubt", why: "timeout" },
  ];
  for (const answer of answers) {
    shop.supplier.answers.push(answer);
    const order = await shop.order(await shop.anotherRecipient());
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
  }
  await shop.ctx.db.execute(sql`update attempts set settled_at = created_at + interval '4 seconds'
    where provider_reference = '1'`);
  await shop.ctx.db.execute(sql`update attempts set settled_at = created_at + interval '30 seconds'
    where provider_reference = '2'`);
  await rollUpHealth(shop.ctx);
  await rollUpHealth(shop.ctx);
  expect(await shop.ctx.db.select().from(supplyHealth)).toMatchObject([
    { provider: "reloadly", delivered: 2, failed: 2, p50Ms: 4000, p95Ms: 30_000 },
  ]);
  await shop.ctx.db.execute(sql`update attempts set created_at = created_at - interval '7 hours'`);
  await rollUpHealth(shop.ctx);
  expect(await shop.ctx.db.select().from(supplyHealth)).toEqual([]);
  await shop.close();
});
