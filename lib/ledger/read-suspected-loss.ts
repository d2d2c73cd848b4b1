import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { ledgerEntries } from "@/db/schema";
import { micros, type Micros } from "@/lib/core/money";
import type { Account } from "./post-ledger";

/** What is still booked as a suspected loss of an order, by the float it would have come from. */
export async function readSuspectedLoss(
  ctx: Ctx,
  orderId: string,
): Promise<{ account: Account; amount: Micros }[]> {
  const rows = await ctx.db.execute<{ account: `float:${string}`; currency: string; lost: string }>(sql`
    select account, currency, -sum(micros) as lost from ${ledgerEntries}
    where order_id = ${orderId} and kind = 'loss' and account like 'float:%'
    group by account, currency having sum(micros) <> 0`);
  return rows.map(({ account, currency, lost }) => ({ account, amount: micros(Number(lost), currency) }));
}
