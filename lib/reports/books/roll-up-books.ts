import { sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { REPORTING_CURRENCY } from "../reporting-currency";
import { bookRows } from "./book-rows";

/** What a transaction that began before midnight may still write. */
const SLACK = "1 hour";
/** Days of one run: after a long rest the next runs do the others. */
const MOST = 31;

/** The day after the last one that is summed up, where it is over; undefined when nothing is due. */
async function nextDay(ctx: Ctx): Promise<string | undefined> {
  const [row] = await ctx.db.execute<{ day: string | null }>(sql`
    select day::text from (select coalesce((select max(day) + 1 from ledger_days_done),
      (select (at at time zone 'UTC')::date from ledger_entries order by id limit 1)) as day) next
    where (day + 1)::timestamp at time zone 'UTC' + ${SLACK}::interval <= app_now()`);
  return row?.day ?? undefined;
}

async function sumUp(ctx: Ctx, day: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    // Whoever writes the mark does the work.
    const marked = await tx.db
      .execute(sql`insert into ledger_days_done (day, reporting) values (${day}, ${REPORTING_CURRENCY})
      on conflict do nothing returning day`);
    if (marked.length === 0) return;
    const [from, to] = [
      sql`${day}::timestamp at time zone 'UTC'`,
      sql`(${day}::date + 1)::timestamp at time zone 'UTC'`,
    ];
    await tx.db.execute(sql`
      insert into ledger_days (day, country, kind, account, currency, micros, entries, worth_micros)
      select day, country, kind, account, currency, micros, entries, worth from (${bookRows(from, to, REPORTING_CURRENCY)}) rows`);
  });
}

/** Sums up the books of each day that is over, once: what a month reports stands for ever. Returns how many days. */
export async function rollUpBooks(ctx: Ctx): Promise<number> {
  for (let days = 0; days < MOST; days += 1) {
    const day = await nextDay(ctx);
    if (!day) return days;
    await sumUp(ctx, day);
  }
  return MOST;
}
