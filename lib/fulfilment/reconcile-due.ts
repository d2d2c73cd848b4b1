import { sql } from "drizzle-orm";
import { mails, orders, payments } from "@/db/schema";
import { inTransaction } from "@/db/context";
import { enqueue, wake } from "@/lib/jobs";
import type { FulfilmentCtx } from "./context";

const BATCH = 500;
/** Rows the engine should have woken by itself get this long before we step in. */
const GRACE = sql.raw("interval '3 seconds'");

/**
 * Finds orders, payments and mails whose time has come and nobody woke: the queue may be emptied at any moment and nothing is lost.
 * One sweeper at a time.
 */
export async function reconcileDue(ctx: FulfilmentCtx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const lock = await tx.db.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(7423, 3) as mine`,
    );
    if (!lock[0]?.mine) return 0;
    const due = {
      orders: await dueIds(tx, "orders"),
      payments: await dueIds(tx, "payments"),
      mails: await dueIds(tx, "mails"),
    };
    for (const id of due.orders) await wake(tx, "order", id);
    for (const id of due.payments) await wake(tx, "payment", id);
    for (const id of due.mails) await enqueue(tx, { task: "mail", payload: { id }, key: `mail:${id}` });
    const found = due.orders.length + due.payments.length + due.mails.length;
    if (found > 0) ctx.log.info({ ...counts(due) }, "woke what was due");
    return found;
  });
}

const counts = (due: Record<string, string[]>) =>
  Object.fromEntries(Object.entries(due).map(([name, ids]) => [name, ids.length]));

const COLUMNS = { orders: orders.nextActionAt, payments: payments.nextActionAt, mails: mails.nextTryAt };
const TABLES = { orders, payments, mails };

async function dueIds(ctx: FulfilmentCtx, table: keyof typeof TABLES): Promise<string[]> {
  const column = COLUMNS[table];
  const rows = await ctx.db.execute<{ id: string }>(
    sql`select id from ${TABLES[table]} where ${column} < app_now() - ${GRACE} order by ${column} limit ${BATCH}`,
  );
  return rows.map(({ id }) => id);
}
