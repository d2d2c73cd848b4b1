import { sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { countChanges } from "./count-changes";
import { FIGURE_COLUMNS, figuresOf } from "./figures-of";

/** Marks that are folded in one transaction. */
const BATCH = 1000;
/** Batches of one call: the next call goes on. */
const MOST_BATCHES = 50;
/** Of the lock that one folder holds at a time. */
const LOCK = sql.raw("hashtext('fold figures')");

const COLUMNS = sql.raw(FIGURE_COLUMNS.join(", "));
const ROW = (alias: string) =>
  sql.raw(`(${FIGURE_COLUMNS.map((column) => `${alias}.${column}`).join(", ")})`);
const SET = sql.raw(
  FIGURE_COLUMNS.slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(", "),
);

/** Takes marks away and returns their checkouts. Changes that commit after this statement's moment leave marks of their own. */
async function takeMarks(ctx: Ctx): Promise<{ taken: number; checkouts: string[] }> {
  const [row] = await ctx.db.execute<{ taken: number; checkouts: string[] | null }>(sql`
    with gone as (delete from figure_marks where ctid = any(array(select ctid from figure_marks limit ${BATCH})) returning *),
    due as (select coalesce(m.checkout_id, o.checkout_id) as id from gone m left join orders o on o.id = m.order_id and m.checkout_id is null)
    select (select count(*)::int from gone) as taken, jsonb_agg(distinct id) filter (where id is not null) as checkouts from due`);
  return { taken: row?.taken ?? 0, checkouts: row?.checkouts ?? [] };
}

/** Counts the orders of some checkouts anew; each rollup is moved by the difference, in the same statement. */
async function countAnew(ctx: Ctx, checkouts: string[]): Promise<void> {
  const scope = sql`o.checkout_id = any(${`{${checkouts.join(",")}}`}::uuid[])`;
  await ctx.db.execute(sql`
    with ${figuresOf(scope)},
    old as (select f.* from order_figures f join figures on figures.order_id = f.order_id),
    changed as (select figures.* from figures left join old on old.order_id = figures.order_id
      where old.order_id is null or ${ROW("figures")} is distinct from ${ROW("old")}),
    stored as (insert into order_figures (${COLUMNS}) select ${COLUMNS} from changed order by order_id
      on conflict (order_id) do update set ${SET}),
    moves as (select 1 as sign, ${COLUMNS} from changed
      union all select -1, ${ROW_OF_OLD} from old join changed on changed.order_id = old.order_id),
    ${countChanges(sql.raw("moves"))}
    select 1`);
}

const ROW_OF_OLD = sql.raw(FIGURE_COLUMNS.map((column) => `old.${column}`).join(", "));

/** Rows that count nothing any more. */
async function sweep(ctx: Ctx): Promise<void> {
  for (const table of ["sales_halves", "sales_slices", "sales_times"])
    await ctx.db.execute(sql.raw(`delete from ${table} where orders = 0`));
}

/** One batch in one transaction: it is done wholly or not at all. Returns how many marks there were; undefined while somebody else folds. */
async function foldBatch(ctx: Ctx): Promise<number | undefined> {
  return inTransaction(ctx, async (inside) => {
    const [lock] = await inside.db.execute<{ free: boolean }>(
      sql`select pg_try_advisory_xact_lock(${LOCK}) as free`,
    );
    if (!lock?.free) return undefined;
    const { taken, checkouts } = await takeMarks(inside);
    if (checkouts.length > 0) await countAnew(inside, checkouts);
    if (taken > 0) await sweep(inside);
    return taken;
  });
}

/**
 * Brings what changed into the figures and rollups: every second or two by whichever worker comes first; it bears running twice at once and
 * dying anywhere. Returns how many marks it folded.
 */
export async function foldFigures(ctx: Ctx): Promise<number> {
  let folded = 0;
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const taken = await foldBatch(ctx);
    folded += taken ?? 0;
    if (taken === undefined || taken < BATCH) return folded;
  }
  return folded;
}
