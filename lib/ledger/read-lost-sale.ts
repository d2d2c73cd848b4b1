import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { ledgerEntries } from "@/db/schema";
import { micros, type Micros } from "@/lib/core/money";

/** What stands booked as delivered and never charged for one order; undefined when nothing does: then what it was owed for was charged. */
export async function readLostSale(ctx: Ctx, orderId: string): Promise<Micros | undefined> {
  const [row] = await ctx.db.execute<{ currency: string; lost: string }>(sql`
    select currency, sum(micros) as lost from ${ledgerEntries}
    where order_id = ${orderId} and account = 'lost-sales'
    group by currency having sum(micros) <> 0`);
  return row && micros(Number(row.lost), row.currency);
}
