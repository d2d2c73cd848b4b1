import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { ledgerEntries } from "@/db/schema";
import { micros, type Micros } from "@/lib/core/money";
import type { Account } from "./post-ledger";

/** What stands booked of one attempt, by account: what its float paid, what it cost and what it earned. Accounts that are even are left out. */
export async function readBookedOf(
  ctx: Ctx,
  attempt: { id: string; orderId: string },
): Promise<{ account: Account; amount: Micros }[]> {
  const rows = await ctx.db.execute<{ account: Account; currency: string; sum: string }>(sql`
    select account, currency, sum(micros) as sum from ${ledgerEntries}
    where order_id = ${attempt.orderId} and attempt_id = ${attempt.id}
    group by account, currency having sum(micros) <> 0`);
  return rows.map(({ account, currency, sum }) => ({ account, amount: micros(Number(sum), currency) }));
}
