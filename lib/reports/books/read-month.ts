import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { groupBy } from "@/lib/core/group-by";
import { micros } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { REPORTING_CURRENCY } from "../reporting-currency";
import { bookRows, NOTHING, NOWHERE } from "./book-rows";
import { MONTH_PARTS, type MonthFigures, type MonthPart, type MonthReport, type MonthRow } from "./types";

interface BookRow extends Record<string, unknown> {
  country: string;
  kind: string;
  account: string;
  currency: string;
  micros: string;
  worth: string | null;
}

const ACCOUNTS: Record<MonthPart, string> = {
  sales: "sales",
  refunds: "refunds",
  cost: "cost-of-sales",
  commissions: "commissions",
  fees: "stripe-fees",
  exchange: "exchange",
  disputes: "disputes",
  suspectedLoss: "suspected-loss",
  lostSales: "lost-sales",
  shortfalls: "shortfalls",
  corrections: "corrections",
};

/** Days that are summed up while the page waits; the worker does the others. */
const MOST_LIVE_DAYS = 3;

function figuresOf(rows: BookRow[], currency: string, amountOf: (row: BookRow) => bigint): MonthFigures {
  const sumOf = (account: string) =>
    micros(
      -Number(rows.reduce((sum, row) => (row.account === account ? sum + amountOf(row) : sum), 0n)) || 0,
      currency,
    );
  const parts = Object.fromEntries(
    MONTH_PARTS.map((part) => [part, sumOf(ACCOUNTS[part])]),
  ) as MonthFigures["parts"];
  const profit = micros(
    MONTH_PARTS.reduce((sum, part) => sum + parts[part].micros, 0),
    currency,
  );
  return { parts, profit, tax: sumOf("tax-payable"), taxBase: sumOf("tax-base") };
}

const booked = (row: BookRow): bigint => BigInt(row.micros);
const worthOf = (row: BookRow): bigint => BigInt(row.worth ?? 0);

function rowsOf(rows: BookRow[], currency: string, amountOf: (row: BookRow) => bigint): MonthRow[] {
  const groups = groupBy(rows, ({ country, kind }) => `${country} ${kind}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { country, kind } = first;
    const figures = figuresOf(group, currency, amountOf);
    return [
      { country: country === NOWHERE ? null : country, kind: kind === NOTHING ? null : kind, ...figures },
    ];
  });
}

const EARNING = new Set([...Object.values(ACCOUNTS), "tax-payable", "tax-base"]);

interface Covered extends Record<string, unknown> {
  done_to: string;
  live_from: string;
  live_to: string;
  live_days: number;
  over: boolean;
}

/** Which part of a month is summed up, and which is not. */
async function readCovered(ctx: Ctx, month: string): Promise<Covered> {
  const [row] = await ctx.db.execute<Covered>(sql`
    with m as (select (${month} || '-01')::date as first, ((${month} || '-01')::date + interval '1 month')::date as after),
    d as (select coalesce((select max(day) + 1 from ledger_days_done),
      (select (at at time zone 'UTC')::date from ledger_entries order by id limit 1), m.after) as next, m.* from m)
    select least(greatest(next, first), after)::text as live_from, after::text as done_to,
      least(after::timestamp at time zone 'UTC', app_now())::text as live_to,
      greatest(0, least(after, (app_now() at time zone 'UTC')::date + 1) - greatest(next, first))::int as live_days,
      next >= after as over from d`);
  if (!row) throw new Error(`No month ${month}`);
  return row;
}

async function readRows(ctx: Ctx, month: string, covered: Covered): Promise<BookRow[]> {
  const done = await ctx.db.execute<BookRow>(sql`
    select country, kind, account, currency, sum(micros)::text as micros,
      sum(worth_micros)::text as worth from ledger_days
    where day >= (${month} || '-01')::date and day < ${covered.done_to}::date group by country, kind, account, currency`);
  if (covered.live_days === 0 || covered.live_days > MOST_LIVE_DAYS) return [...done];
  const from = sql`${covered.live_from}::timestamp at time zone 'UTC'`;
  const live = await ctx.db.execute<BookRow>(sql`
    select country, kind, account, currency, micros::text as micros, worth::text as worth
    from (${bookRows(from, sql`${covered.live_to}::timestamptz`, REPORTING_CURRENCY)}) rows`);
  return [...done, ...live];
}

const inOrder = (a: MonthRow, b: MonthRow): number =>
  b.parts.sales.micros - a.parts.sales.micros ||
  (a.country ?? "~").localeCompare(b.country ?? "~") ||
  (a.kind ?? "~").localeCompare(b.kind ?? "~");

/**
 * What a month brought and cost, from the books alone, by where buyers live and what they bought.
 * @param month `2026-11`, UTC
 * @throws NotPermitted
 */
export async function readMonth(ctx: Ctx, month: string): Promise<MonthReport> {
  assertMay(ctx.actor, "books.read");
  const covered = await readCovered(ctx, month);
  const rows = (await readRows(ctx, month, covered)).filter(({ account }) => EARNING.has(account));
  const byCurrency = [...groupBy(rows, ({ currency }) => currency)].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const behind = covered.live_days > MOST_LIVE_DAYS;
  return {
    month,
    state: covered.over ? "closed" : behind ? "catching-up" : "open",
    upTo: new Date(behind ? `${covered.live_from}T00:00:00Z` : covered.live_to).toISOString(),
    reporting: REPORTING_CURRENCY,
    totals: byCurrency.map(([currency, of]) => figuresOf(of, currency, booked)),
    inReporting: figuresOf(rows, REPORTING_CURRENCY, worthOf),
    rateMissing: rows.some(({ worth }) => worth === null),
    rows: byCurrency.flatMap(([currency, of]) => rowsOf(of, currency, booked).toSorted(inOrder)),
    rowsInReporting: rowsOf(rows, REPORTING_CURRENCY, worthOf).toSorted(inOrder),
  };
}

/** The months that something was booked in, the newest first. @throws NotPermitted */
export async function listMonths(ctx: Ctx): Promise<string[]> {
  assertMay(ctx.actor, "books.read");
  const rows = await ctx.db.execute<{ month: string }>(sql`
    select to_char(month, 'YYYY-MM') as month from generate_series(
      (select date_trunc('month', at at time zone 'UTC') from ledger_entries order by id limit 1),
      app_now() at time zone 'UTC', interval '1 month') as month order by month desc`);
  return rows.map(({ month }) => month);
}
