import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import type { Micros } from "@/lib/core/money";
import type { Account, PostingKind } from "./post-ledger";

export interface Correction {
  /** What it mends; the same is booked once. */
  key: string;
  /** A suspicion is taken back as what it was booked as. */
  kind?: Extract<PostingKind, "correction" | "loss">;
  from: Account;
  to: Account;
  amount: Micros;
  orderId?: string | null;
  attemptId?: string | null;
  paymentId?: string | null;
}

/** Books what was found in the other side's books and not in ours. Returns false when it was booked before. */
export async function postCorrection(ctx: Ctx, correction: Correction): Promise<boolean> {
  const { key, kind = "correction", from, to, amount, orderId, attemptId, paymentId } = correction;
  const booked = await runStatement(ctx, (place) => {
    const posting = `md5(${place(key)})::uuid`;
    return `insert into ledger_entries (posting_id, kind, account, currency, micros, order_id, checkout_id, attempt_id)
      select ${posting}, ${place(kind)}::text, leg.account, ${place(amount.currency)}, leg.micros, ${place(orderId)}::uuid,
        coalesce((select checkout_id from payments where id = ${place(paymentId)}::uuid),
          (select checkout_id from orders where id = ${place(orderId)}::uuid)), ${place(attemptId)}::uuid
      from (values (${place(from)}::text, ${place(-amount.micros)}::bigint), (${place(to)}::text, ${place(amount.micros)}::bigint))
        as leg(account, micros)
      where ${place(amount.micros)}::bigint <> 0
        and not exists (select 1 from ledger_entries where posting_id = ${posting})
      returning id`;
  });
  return booked.length > 0;
}
