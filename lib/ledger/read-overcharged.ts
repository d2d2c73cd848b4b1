import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { micros, type Micros } from "@/lib/core/money";

export interface Overcharged {
  /** What was charged, and not paid back, for what is not delivered. */
  amount: Micros;
  /** The one order it was for; null when it was for several, or for none. */
  orderId: string | null;
}

/** What the buyer of a checkout has paid for orders that are not delivered, or for no order at all; undefined when nothing. */
export async function readOvercharged(ctx: Ctx, checkoutId: string): Promise<Overcharged | undefined> {
  const rows = await ctx.db.execute<{ order_id: string | null; currency: string; over: string }>(sql`
    select e.order_id, e.currency, -sum(e.micros) as over
    from ledger_entries e left join orders o on o.id = e.order_id
    where e.checkout_id = ${checkoutId} and e.account in ('sales', 'refunds')
      and e.kind in ('capture', 'refund', 'refund-failure', 'correction') and (o.id is null or o.state <> 'delivered')
    group by e.order_id, e.currency having sum(e.micros) <> 0`);
  const [first] = rows;
  const total = rows.reduce((sum, { over }) => sum + Number(over), 0);
  if (!first || total <= 0) return undefined;
  return { amount: micros(total, first.currency), orderId: rows.length === 1 ? first.order_id : null };
}
