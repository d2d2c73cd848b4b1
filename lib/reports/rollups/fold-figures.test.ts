import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "@/db/connect";
import { inTransaction, type Ctx } from "@/db/context";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { ORDER_TRANSITIONS } from "@/lib/core/transitions";
import { lockOrder } from "@/lib/orders";
import { readProfit } from "../read-profit";
import { seedOrders } from "../testing";
import { FIGURE_COLUMNS, figuresOf } from "./figures-of";
import { foldFigures } from "./fold-figures";
import { markYesterday } from "./mark-yesterday";

let database: TestDatabase;
let ctx: Ctx;

/** Numbers from nought to one that are the same for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const pick = <One>(chance: () => number, from: readonly One[]): One => {
  const one = from[Math.floor(chance() * from.length)];
  if (one === undefined) throw new Error("Nothing to pick from");
  return one;
};

class Undone extends Error {}

/** An order goes one step on, by the table of its machine. */
async function move(tx: Ctx, order: string, chance: () => number): Promise<void> {
  const [row] = await tx.db.execute<{ state: string }>(
    sql`select state from orders where id = ${order} for no key update`,
  );
  const ways = ORDER_TRANSITIONS.filter(([from]) => from === row?.state).map(([, , to]) => to);
  if (ways.length === 0) return;
  const to = pick(chance, ways);
  await tx.db.execute(sql`update orders set state = ${to}, version = version + 1 where id = ${order}`);
  if (to === "delivered")
    await tx.db
      .execute(sql`update attempts set state = 'delivered', settled_at = created_at + ${`${Math.floor(chance() * 400)} seconds`}::interval
      where order_id = ${order} and n = 1`);
}

const BOOKED: readonly (readonly [kind: string, from: string, to: string])[] = [
  ["capture", "sales", "stripe"],
  ["provider-debit", "float:reloadly", "cost-of-sales"],
  ["refund", "stripe", "refunds"],
  ["stripe-fee", "stripe", "stripe-fees"],
  ["hold", "buyers-held", "card-holds"],
];

/** Something is booked of an order, or of its whole checkout, in dollars, in euros or in what has no rate. */
async function book(tx: Ctx, order: string, chance: () => number): Promise<void> {
  const [kind, from, to] = pick(chance, BOOKED);
  const amount = 1 + Math.floor(chance() * 9_999_999);
  const currency = pick(chance, ["USD", "USD", "USD", "EUR", "XTS"]);
  const whole = kind === "stripe-fee";
  await tx.db.execute(sql`
    insert into ledger_entries (posting_id, kind, account, currency, micros, order_id, checkout_id, at)
    select p.id, ${kind}, side.account, ${currency}, side.micros, case when ${whole} then null else o.id end,
      case when ${whole} or ${chance() < 0.5} then o.checkout_id end, timestamptz '2026-11-02 09:00+00'
    from (select gen_random_uuid() as id) p, orders o, (values (${from}, ${-amount}::bigint), (${to}, ${amount}::bigint)) side (account, micros)
    where o.id = ${order}`);
}

/** Whoever folds at this moment loses the connection. */
const killFolders = () =>
  ctx.db.execute(sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'folder' and state <> 'idle'`);

/** Does random things to orders in transactions of random length; some of them come to nothing. */
async function write(own: Ctx, orders: readonly string[], chance: () => number): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) {
    const order = pick(chance, orders);
    const acts = Array.from({ length: 1 + Math.floor(chance() * 3) }, () => (chance() < 0.5 ? move : book));
    const undone = chance() < 0.2;
    if (turn % 10 === 9) await killFolders();
    await own.db
      .transaction(async (tx) => {
        for (const act of acts) await act({ ...own, db: tx }, order, chance);
        if (undone) throw new Undone();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Undone)) throw error;
      });
  }
}

const COLUMNS = sql.raw(FIGURE_COLUMNS.join(", "));

/** Every figure as it would be counted now from nothing, beside what is kept. */
const strays = () =>
  ctx.db.execute(sql`
    with ${figuresOf(sql`true`)},
    kept as (select ${COLUMNS} from order_figures), now as (select ${COLUMNS} from figures)
    (select 'kept' as side, * from (select * from kept except select * from now) a)
    union all (select 'now', * from (select * from now except select * from kept) b)`);

/** What the rollups hold that orders and their figures do not say, or the other way round. Written apart from the code that keeps them. */
const differences = () =>
  ctx.db.execute(sql`
    with halves as (select date_bin('30 minutes', created_at, 'epoch'::timestamptz) as at, outcome, count(*) as orders, sum(unpriced::int) as unpriced,
        sum(revenue_micros) as revenue, sum(cost_micros) as cost, sum(profit_micros) as profit from order_figures group by 1, 2),
      kept as (select at, outcome, sum(orders), sum(unpriced), sum(revenue_micros), sum(cost_micros), sum(profit_micros) from sales_halves group by 1, 2),
      told as (select (created_at at time zone 'UTC')::date as day, 'country' as scope, country::text as key, f.* from order_figures f
        union all select (created_at at time zone 'UTC')::date, 'operator', operator_id::text, f.* from order_figures f
        union all select (created_at at time zone 'UTC')::date, 'provider', provider, f.* from order_figures f
        union all select (created_at at time zone 'UTC')::date, 'kind', kind, f.* from order_figures f),
      slices as (select day, scope, key, outcome, count(*), sum(unpriced::int), sum(revenue_micros), sum(cost_micros), sum(profit_micros)
        from told group by 1, 2, 3, 4),
      times as (select 'provider' as scope, provider, (created_at at time zone 'UTC')::date, count(*) from order_figures where took_ms is not null group by 1, 2, 3),
      kept_times as (select scope, key, day, sum(orders) from sales_times where scope = 'provider' group by 1, 2, 3)
    select 'halves' as what, count(*) from ((table halves except table kept) union all (table kept except table halves)) d having count(*) > 0
    union all select 'slices', count(*) from ((table slices except table sales_slices) union all (table sales_slices except table slices)) d having count(*) > 0
    union all select 'times', count(*) from ((table times except table kept_times) union all (table kept_times except table times)) d having count(*) > 0
    union all select 'empty', count(*) from sales_halves where orders = 0 having count(*) > 0`);

async function idsOf(): Promise<string[]> {
  const rows = await ctx.db.execute<{ id: string }>(sql`select id from orders order by id`);
  return rows.map(({ id }) => id);
}

let broken = 0;

/** Writers side by side, and folders side by side that are killed. */
async function makeHistory(): Promise<void> {
  const killed = connect(database.url, { max: 2, name: "folder" });
  const going = { writers: true };
  const fold = async (): Promise<void> => {
    while (going.writers) await foldFigures({ ...ctx, db: killed.db }).catch(() => (broken += 1));
  };
  const folders = Promise.all([fold(), fold()]);
  const orders = await idsOf();
  await Promise.all([11, 12, 13].map((seed) => write(ctx, orders, chanceOf(seed)))).finally(
    () => (going.writers = false),
  );
  await folders;
  await killed.close();
  await foldFigures(ctx);
}

beforeAll(async () => {
  database = await createTestDatabase();
  ctx = { ...database.ctx, actor: { kind: "staff", id: "u1", role: "owner" } };
  await ctx.db.execute(
    sql`insert into fx_days (day, base, quote, rate) values ('2026-11-01', 'USD', 'USD', 1), ('2026-11-01', 'USD', 'EUR', 0.5)`,
  );
  for (const state of ["draft", "authorised", "sending"])
    await ctx.db.transaction((tx) => seedOrders({ ...ctx, db: tx }, { count: 15, state }));
  await makeHistory();
}, 60_000);
afterAll(() => database.close());

test("rollups equal what they are made of, whoever wrote meanwhile and whoever died folding", async () => {
  expect(broken).toBeGreaterThan(0);
  expect(await strays()).toEqual([]);
  expect(await differences()).toEqual([]);
});

test("what is booked days later puts the hour of its order right", async () => {
  const [order] = await ctx.db.execute<{ id: string }>(
    sql`select order_id as id from order_figures where not unpriced limit 1`,
  );
  await book(ctx, order?.id ?? "", () => 0.5);
  expect(await strays()).not.toEqual([]);
  expect(await foldFigures(ctx)).toBeGreaterThan(0);
  expect(await strays()).toEqual([]);
  expect(await differences()).toEqual([]);
});

test("the profit of the rollups is that of the books, order by order", async () => {
  const scope = { from: new Date("2026-11-01"), to: new Date("2026-11-02") };
  const profits = await readProfit(ctx, { scope, reporting: "USD" });
  const known = profits.reduce((sum, { total }) => sum + (total?.micros ?? 0), 0);
  const [row] = await ctx.db.execute<{ profit: string; unpriced: number; all: number }>(
    sql`select sum(profit_micros)::text as profit, sum(unpriced)::int as unpriced, sum(orders)::int as all from sales_slices where scope = 'kind'`,
  );
  expect(Number(row?.profit)).toBe(known);
  expect(row?.unpriced).toBe(profits.filter(({ total }) => total === null).length);
  expect(row?.unpriced).toBeGreaterThan(0);
  expect(row?.all).toBe((await idsOf()).length);
});

test("rates of a day that ended late are counted by once more, the next day", async () => {
  await ctx.db.execute(
    sql`insert into fx_days (day, base, quote, rate) values ('2026-11-02', 'USD', 'USD', 1), ('2026-11-02', 'USD', 'EUR', 0.8)`,
  );
  expect(await strays()).not.toEqual([]);
  await ctx.db.execute(sql`insert into app_clock (ahead) values (timestamptz '2026-11-03 00:10+00' - now())`);
  await markYesterday(ctx);
  await foldFigures(ctx);
  expect(await strays()).toEqual([]);
  expect(await differences()).toEqual([]);
  await markYesterday(ctx);
  expect(await foldFigures(ctx)).toBe(0);
});

test("an order goes on while its figures are counted", async () => {
  await database.ctx.db.transaction((tx) => seedOrders({ ...ctx, db: tx }, { count: 1 }));
  await inTransaction(ctx, async (counting) => {
    const [marked] = await counting.db.execute<{ id: string }>(
      sql`select id from orders where id in (select order_id from figure_marks) limit 1`,
    );
    const id = marked?.id ?? "";
    await foldFigures(counting);
    await inTransaction(ctx, async (going) => {
      await going.db.execute(sql`set local lock_timeout = '100ms'`);
      expect(await lockOrder(going, id)).toMatchObject({ id });
    });
  });
});
