import { createTestDatabase } from "@/db/testing";
import type { Ctx } from "@/db/context";
import { money } from "@/lib/core/money";
import { beginExport, listOrders, readHome, readOrderSearch, readPeriod, streamOrders } from "@/lib/reports";
import { NO_FILTERS } from "@/lib/reports/listing/types";
import { watchForeignShare } from "../measure-foreign-share";
import { verdictOf, type Result } from "../result";
import { measureBeside } from "./measure-beside";
import { seedScale } from "./seed-scale";
import { timeQueries } from "./time-queries";

const OWNER = { kind: "staff", id: "bench", role: "owner" } as const;
const LIMIT = 50;
const MIB = 1024 * 1024;
const MOST_LIST_MS = 10;
/** What the whole may hold beyond what its first quarter held: rows that are gone must not stay. */
const MOST_EXPORT_GROWTH = 1.25;
/** Ten times the rows may cost the first screen so much more. */
const MOST_GROWTH = 3;

interface Shop {
  url: string;
  ctx: Ctx;
  orders: number;
  close(): Promise<void>;
}

async function openScaled(orders: number): Promise<Shop> {
  const database = await createTestDatabase();
  await seedScale(database.url, orders);
  return { url: database.url, ctx: { ...database.ctx, actor: OWNER }, orders, close: () => database.close() };
}

/** Everything that the home reads of a period, and the newest orders. In a time zone whose days are not UTC's. */
async function firstScreen(ctx: Ctx, days = "30"): Promise<void> {
  const { period } = readPeriod({ tz: "Africa/Lagos", period: days });
  await readHome(ctx, period);
  await listOrders(ctx, { search: { by: "nothing" }, limit: LIMIT });
}

const nothing = { by: "nothing" } as const;

/** Pages, filters and searches, by what they are called. */
async function asksOf(ctx: Ctx): Promise<Record<string, Parameters<typeof listOrders>[1]>> {
  const [row] = await ctx.db.execute<{
    id: string;
    number: string;
    email: string;
    operator: string;
    ours: string;
    theirs: string;
  }>(`
    select o.id, o.number, o.email, o.operator_id as operator, a.reference as ours, a.provider_reference as theirs
    from orders o join attempts a on a.order_id = o.id where o.id = (select id from orders where state = 'delivered' order by created_at limit 1 offset 500)`);
  if (!row) throw new Error("Nothing was seeded");
  const find = (typed: string) => ({ search: readOrderSearch(typed), limit: LIMIT });
  const filter = (filters: Parameters<typeof listOrders>[1]["filters"]) => ({
    search: nothing,
    filters,
    limit: LIMIT,
  });
  return {
    "the newest": { search: nothing, limit: LIMIT },
    "the deepest page": { search: nothing, cursor: { way: "older", id: row.id }, limit: LIMIT },
    "a number": find(row.number),
    "an address": find(row.email),
    "our reference": find(row.ours),
    "their reference": find(row.theirs),
    "an amount": find("12.40"),
    "a state": filter({ state: "undeliverable" }),
    "who waits": filter({ person: true }),
    "an operator": filter({ operator: row.operator }),
    "a provider, not delivered": filter({ provider: "telecom", state: "undeliverable" }),
    "a country, a kind, a month": filter({
      country: "KE",
      kind: "data",
      from: "2026-03-01",
      to: "2026-03-31",
    }),
    refunded: filter({ payment: "refunded" }),
    "amounts that are rare": filter({
      provider: "bitrefill",
      min: money(4990, "GBP"),
      max: money(4999, "GBP"),
    }),
  };
}

async function timeLists({ url, ctx, orders }: Shop): Promise<Result> {
  const foreign = watchForeignShare();
  const times: [string, number][] = [];
  for (const [name, input] of Object.entries(await asksOf(ctx)))
    times.push([name, await timeQueries(url, ctx, (asked) => listOrders(asked, input))]);
  const slowest = times.toSorted(([, a], [, b]) => b - a)[0] ?? ["", 0];
  return {
    goal: "17",
    what: `${times.length} pages, filters and searches of ${orders} orders, the slowest (${slowest[0]})`,
    measured: `${slowest[1].toFixed(1)} ms`,
    ceiling: times.map(([name, ms]) => `${name} ${ms.toFixed(1)}`).join(", "),
    wanted: `≤ ${MOST_LIST_MS} ms`,
    verdict: verdictOf(slowest[1] <= MOST_LIST_MS),
    foreign: foreign(),
  };
}

async function timeScreen({ url, ctx, orders }: Shop, most: number): Promise<{ ms: number; result: Result }> {
  const foreign = watchForeignShare();
  const ms = await timeQueries(url, ctx, firstScreen);
  const others: string[] = [];
  for (const days of ["7", "90"])
    others.push(
      `${days} days ${(await timeQueries(url, ctx, (asked) => firstScreen(asked, days))).toFixed(1)} ms`,
    );
  return {
    ms,
    result: {
      goal: "16",
      what: `first screen of the dashboard with 30 days, all queries together, ${orders} orders`,
      measured: `${ms.toFixed(1)} ms`,
      ceiling: others.join(", "),
      wanted: `≤ ${most} ms`,
      verdict: verdictOf(ms <= most),
      foreign: foreign(),
    },
  };
}

async function weighExport({ ctx, orders }: Shop): Promise<Result> {
  const foreign = watchForeignShare();
  const input = { search: nothing, filters: NO_FILTERS, as: "csv", whole: false } as const;
  await beginExport(ctx, input);
  const before = process.memoryUsage().rss;
  let [most, quarter, bytes, lines] = [before, before, 0, 0];
  const start = performance.now();
  for await (const piece of streamOrders(ctx, input)) {
    bytes += piece.length;
    lines += piece.split("\n").length - 1;
    most = Math.max(most, process.memoryUsage().rss);
    if (lines <= orders / 4) quarter = most;
  }
  const seconds = (performance.now() - start) / 1000;
  const [grown, early] = [(most - before) / MIB, (quarter - before) / MIB];
  return {
    goal: "export",
    what: `${orders} orders as CSV, ${(bytes / MIB).toFixed(0)} MiB, memory beyond what the process had`,
    measured: `${grown.toFixed(0)} MiB, ${seconds.toFixed(0)} s`,
    ceiling: `its first quarter ${early.toFixed(0)} MiB, ratio ${(grown / early).toFixed(2)}`,
    wanted: `≤ ${MOST_EXPORT_GROWTH} ×`,
    verdict: verdictOf(grown <= MOST_EXPORT_GROWTH * early),
    foreign: foreign(),
  };
}

/** Runs of this length tell of each part as it ends. */
function tell(result: Result): Result {
  process.stdout.write(`  ${result.what}: ${result.measured} (${result.ceiling})\n`);
  return result;
}

/** The dashboard over a million orders; over ten million as well with `--ten-million`. */
export async function runDashboard(): Promise<Result[]> {
  const small = await openScaled(1_000_000);
  const first = await timeScreen(small, 50);
  const results = [
    tell(first.result),
    tell(await timeLists(small)),
    tell(await weighExport(small)),
    tell(await measureBeside(small, firstScreen)),
  ];
  await small.close();
  if (!process.argv.includes("--ten-million")) return results;
  const large = await openScaled(10_000_000);
  const second = await timeScreen(large, 100);
  results.push(tell(second.result), tell(await timeLists(large)), {
    goal: "16",
    what: "growth of the first screen from 1 to 10 million orders",
    measured: `${(second.ms / first.ms).toFixed(1)} ×`,
    ceiling: "–",
    wanted: `≤ ${MOST_GROWTH} ×`,
    verdict: verdictOf(second.ms <= MOST_GROWTH * first.ms),
    foreign: undefined,
  });
  await large.close();
  return results;
}
