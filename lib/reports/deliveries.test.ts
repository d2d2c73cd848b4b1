import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { workPayment } from "@/lib/fulfilment";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import type { Outcome } from "@/lib/providers/spec";
import { TIME_STEPS, usualTime } from "./delivery-times";
import { judgeDelivery, type DeliveryFacts } from "./judge-delivery";
import { readDeliveryRecord } from "./read-delivery-record";
import { rollUpDeliveries, rollUpLastHour } from "./roll-up-deliveries";

const QUIET: DeliveryFacts = {
  delivered: 98,
  failed: 2,
  usualMs: 6000,
  recentDelivered: 0,
  recentFailed: 0,
  recentWaiting: 0,
  recentMs: null,
};

describe("what a buyer is told", () => {
  const now = (facts: Partial<DeliveryFacts>) => judgeDelivery({ ...QUIET, ...facts }).now;

  it("says nothing of an hour that is as usual, or of too few orders", () => {
    expect(now({})).toBeNull();
    expect(now({ recentFailed: 2 })).toBeNull();
    expect(now({ recentDelivered: 20, recentFailed: 1, recentMs: 9000 })).toBeNull();
    expect(now({ recentDelivered: 5, recentMs: 20_000 })).toBeNull();
  });

  it("says when the last hour fails, waits, or takes clearly longer", () => {
    expect(now({ recentDelivered: 3, recentFailed: 1, recentMs: 6000 })).toEqual({
      is: "failing",
      failed: 1,
      all: 4,
    });
    expect(now({ recentDelivered: 3, recentWaiting: 2, recentMs: 6000 })).toMatchObject({
      is: "slow",
      ms: null,
    });
    expect(now({ recentDelivered: 5, recentMs: 60_000 })).toEqual({ is: "slow", ms: 60_000, usualMs: 6000 });
  });

  it("gives no figures before there are ten orders", () => {
    expect(judgeDelivery({ ...QUIET, delivered: 9, failed: 0 }).figures).toBeNull();
    expect(judgeDelivery({ ...QUIET, delivered: 9, failed: 1 }).figures).toEqual({
      share: 0.9,
      orders: 10,
      usualMs: 6000,
    });
  });
});

it("takes for usual what half of the deliveries did not need longer than", () => {
  expect(usualTime([])).toBeNull();
  expect(usualTime([{ step: -1, orders: 9 }])).toBeNull();
  const counts = [
    { step: 0, orders: 4 },
    { step: 3, orders: 5 },
    { step: 9, orders: 1 },
  ];
  expect(usualTime(counts)).toBe(TIME_STEPS[3]);
  expect(TIME_STEPS.toSorted((a, b) => a - b)).toEqual(TIME_STEPS);
});

describe("rolled up from the attempts", () => {
  let shop: Shop;
  let operatorId: string;

  const rejected = (code: "operator-down" | "number-invalid" | "refused"): Outcome => ({
    kind: "rejected",
    failure: { code },
    retry: "never",
  });

  beforeAll(async () => {
    shop = await openTestShop();
    const answers: Outcome[] = [
      ...Array.from({ length: 9 }, (_, n): Outcome => ({ kind: "delivered", providerReference: `p-${n}` })),
      rejected("refused"),
      rejected("number-invalid"),
    ];
    for (const answer of answers) {
      shop.supplier.answers.push(answer);
      const order = await shop.order(await shop.anotherRecipient());
      shop.stripe.hold(order.sessionId);
      await workPayment(shop.ctx, order.paymentId);
    }
    await shop.ctx.db.execute(
      sql`update attempts set settled_at = created_at + interval '4500 milliseconds' where state = 'delivered'`,
    );
    const [row] = await shop.ctx.db.execute<{ id: string }>(
      sql`select operator_id as id from orders limit 1`,
    );
    operatorId = row?.id ?? "";
  });

  afterAll(() => shop.close());

  it("counts an order once, and wrong numbers not at all; days that went by stay", async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      await rollUpDeliveries(shop.ctx);
      await rollUpLastHour(shop.ctx);
      expect(await readDeliveryRecord(shop.ctx, { operatorId })).toEqual({
        figures: { share: 0.9, orders: 10, usualMs: 5000 },
        now: null,
      });
    }
    // Five days later the day still stands, and the hour is over.
    await shop.ctx.db.execute(
      sql`update attempts set created_at = created_at - interval '5 days', settled_at = settled_at - interval '5 days'`,
    );
    await shop.ctx.db.execute(sql`update delivery_counts set day = day - 5`);
    await rollUpDeliveries(shop.ctx);
    await rollUpLastHour(shop.ctx);
    const [row] = await shop.ctx.db.execute(
      sql`select delivered, failed, recent_delivered, recent_failed from delivery_records`,
    );
    expect(row).toEqual({ delivered: 9, failed: 1, recent_delivered: 0, recent_failed: 0 });
  });

  it("knows nothing of an operator that nobody sent to", async () => {
    const unknown = { operatorId: "00000000-0000-7000-8000-000000000000" };
    expect(await readDeliveryRecord(shop.ctx, unknown)).toEqual({ figures: null, now: null });
  });
});
