import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { ledgerEntries } from "@/db/schema";
import { micros, type Micros } from "@/lib/core/money";

/** What was given back to the buyer of one order, in what it was charged in; undefined when nothing was. */
export async function readGivenBack(ctx: Ctx, orderId: string): Promise<Micros | undefined> {
  const [row] = await ctx.db.execute<{ currency: string; back: string }>(sql`
    select currency, sum(micros) as back from ${ledgerEntries}
    where order_id = ${orderId} and kind in ('refund', 'refund-failure') and account = 'refunds' group by currency`);
  return row && micros(Number(row.back), row.currency);
}

/** What the buyer has paid for one order, less what was paid back for it; undefined when nothing was ever charged for it alone. */
export async function readCharged(ctx: Ctx, orderId: string): Promise<Micros | undefined> {
  const [row] = await ctx.db.execute<{ currency: string; charged: string }>(sql`
    select currency, -sum(micros) as charged from ${ledgerEntries}
    where order_id = ${orderId} and (kind = 'capture' and account = 'sales' or kind in ('refund', 'refund-failure') and account = 'refunds')
    group by currency`);
  return row && micros(Number(row.charged), row.currency);
}
