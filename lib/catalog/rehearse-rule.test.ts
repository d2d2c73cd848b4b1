import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { offers, orders } from "@/db/schema";
import { openTestShop, type Shop } from "@/lib/fulfilment/testing";
import { workPayment } from "@/lib/fulfilment";
import { rollUpAttempts, settleAttemptHours } from "@/lib/reports";
import { endRule, ruleProvider } from "@/lib/supply";
import { rehearseRule } from "./rehearse-rule";

let shop: Shop;
let staff: Shop["ctx"];

async function buy(answer: "delivered" | "operator-down"): Promise<void> {
  shop.supplier.answers.push(
    answer === "delivered"
      ? { kind: "delivered", providerReference: "1", cost: { micros: 6_500_000, currency: "USD" } }
      : { kind: "rejected", failure: { code: answer }, retry: "never" },
  );
  const order = await shop.order(await shop.anotherRecipient());
  shop.stripe.hold(order.sessionId);
  await workPayment(shop.ctx, order.paymentId);
}

beforeAll(async () => {
  shop = await openTestShop({ rivals: [{ name: "telecom", costMinor: 700 }] });
  staff = { ...shop.ctx, actor: { kind: "staff", id: "u1", role: "catalog", raised: true } };
  for (const answer of ["delivered", "delivered", "delivered", "operator-down"] as const) await buy(answer);
  await rollUpAttempts(shop.ctx);
});
afterAll(() => shop?.close());

it("a dearer provider goes first: so many orders go the other way, for so much more", async () => {
  const rehearsal = await rehearseRule(staff, { provider: "telecom", effect: "pin" });
  expect(rehearsal).toMatchObject({
    all: true,
    looked: 4,
    inScope: 4,
    routed: 4,
    changed: 4,
    before: {
      orders: 4,
      undeliverable: 0,
      cost: { micros: 26_000_000 },
      share: 0.75,
      providers: [{ provider: "reloadly" }],
    },
    after: {
      orders: 4,
      cost: { micros: 28_000_000 },
      share: null,
      providers: [{ provider: "telecom", orders: 4 }],
    },
    changes: [
      {
        from: "reloadly",
        to: "telecom",
        orders: 4,
        dearer: { micros: 2_000_000 },
        shares: { from: 0.75, to: null },
      },
    ],
  });
});

it("margin is what was paid less tax and cost, each currency at its rate; without a rate it is told and not counted", async () => {
  const { ctx } = shop;
  const pin = { provider: "telecom", effect: "pin" } as const;
  const paid = await ctx.db.select().from(orders).orderBy(orders.id);
  const [first, second, third, fourth] = paid.map(({ id }) => id);
  const pay = (id: string | undefined, minor: number, currency: string, tax: number | null = null) =>
    ctx.db
      .update(orders)
      .set({ totalMinor: minor, totalCurrency: currency, taxMinor: tax })
      .where(eq(orders.id, id ?? ""));
  await pay(first, 1000, "USD");
  await pay(second, 1200, "USD", 200);
  await pay(third, 1000, "EUR");
  await pay(fourth, 1500, "JPY");
  const rate = (quote: string, value: string) =>
    ctx.db.execute(sql`insert into fx_rates (base, quote, rate) values ('USD', ${quote}, ${value})
      on conflict (base, quote) do update set rate = excluded.rate, at = app_now()`);
  await ctx.db.execute(sql`delete from fx_rates where quote = 'JPY'`);
  await rate("EUR", "0.8");
  // One thing, and the yen of one order makes all of it unknown.
  expect(await rehearseRule(staff, pin)).toMatchObject({
    before: { orders: 4, margin: { micros: 0 }, unpriced: 4 },
    after: { unpriced: 4 },
  });
  await rate("JPY", "150");
  // 10 + 10 + 12.50 + 10 dollars, less four times 6.50 or 7.
  expect(await rehearseRule(staff, pin)).toMatchObject({
    before: { margin: { micros: 16_500_000, currency: "USD" }, unpriced: 0 },
    after: { margin: { micros: 14_500_000, currency: "USD" }, unpriced: 0 },
  });
  for (const { id, totalMinor, totalCurrency, taxMinor } of paid)
    await pay(id, totalMinor, totalCurrency, taxMinor);
});

it("what nobody else sells would not be delivered, and a rule for elsewhere changes nothing", async () => {
  await shop.ctx.db
    .update(offers)
    .set({ active: false })
    .where(sql`provider = 'telecom'`);
  const excluded = await rehearseRule(staff, { provider: "reloadly", effect: "exclude" });
  expect(excluded).toMatchObject({
    changed: 4,
    after: { orders: 0, undeliverable: 4, margin: { micros: 0 } },
    changes: [{ to: null }],
  });
  await shop.ctx.db.update(offers).set({ active: true });
  expect(await rehearseRule(staff, { provider: "reloadly", effect: "exclude", country: "GH" })).toMatchObject(
    {
      looked: 0,
      inScope: 0,
      changed: 0,
    },
  );
});

it("is made with the rules that hold, and writes nothing", async () => {
  const made = await ruleProvider(staff, { provider: "telecom", effect: "exclude", reason: "contract" });
  expect(await rehearseRule(staff, { provider: "telecom", effect: "pin" })).toMatchObject({ changed: 0 });
  const [order] = await shop.ctx.db.select().from(orders).limit(1);
  const one = { provider: "telecom", effect: "pin", operatorId: order?.operatorId, kind: "airtime" } as const;
  expect(await rehearseRule(staff, one)).toMatchObject({ inScope: 4 });
  await endRule(staff, { ruleId: made.ok ? made.value : "" });
});

it("hours counted are the attempts as they are, also after days that nobody counted", async () => {
  await shop.ctx.db
    .execute(sql`update attempts set created_at = created_at - interval '5 days', settled_at = settled_at - interval '5 days'
    where order_id = (select id from orders order by id limit 1)`);
  await settleAttemptHours(shop.ctx);
  await settleAttemptHours(shop.ctx);
  const [raw] = await shop.ctx.db.execute(sql`select
    (select json_agg(row(provider, hour, ended, n, cost) order by hour, ended) from (
      select provider, hour, ended, sum(attempts) as n, sum(cost_micros) as cost from attempt_hours group by 1, 2, 3) h) as counted,
    (select json_agg(row(provider, hour, ended, n, cost) order by hour, ended) from (
      select provider, date_trunc('hour', created_at, 'UTC') as hour,
        case state when 'rejected' then outcome ->> 'code' else state end as ended, count(*) as n,
        coalesce(sum(cost_micros) filter (where state = 'delivered'), 0) as cost from attempts group by 1, 2, 3) a) as attempts`);
  expect(raw?.["counted"]).toHaveLength(3);
  expect(raw?.["counted"]).toEqual(raw?.["attempts"]);
});

it("nobody else's", async () => {
  await expect(rehearseRule(shop.ctx, { provider: "telecom", effect: "pin" })).rejects.toThrow(
    "Not permitted",
  );
});
