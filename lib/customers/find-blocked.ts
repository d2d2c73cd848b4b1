import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";

/** Of a block that concerns a checkout: whether it is of who pays, or of whom something is for. */
export interface CheckoutBlock {
  of: "buyer" | "recipient";
  key: string;
}

/** Whom staff have blocked among those a checkout concerns, at this moment. One statement, by the index of what stands. */
export async function findCheckoutBlocks(
  ctx: Ctx,
  of: { checkoutId: string; buyerId: string; email: string },
): Promise<CheckoutBlock[]> {
  const rows = await runStatement(
    ctx,
    (place) => `select w.of, b.key from (
        select 'buyer' as of, 'buyer:' || ${place(of.buyerId)}::text as key
        union all select 'buyer', 'email:' || lower(${place(of.email)}::text)
        union all select 'recipient', k.key from quotes q left join recipients r on r.id = q.recipient_id
          cross join lateral (values ('number:' || r.number), ('account:' || q.account), ('email:' || lower(q.recipient_email))) k(key)
          where q.checkout_id = ${place(of.checkoutId)} and not q.replaced
      ) w join blocks b on b.key = w.key and b.lifted_at is null and (b.ends_at is null or b.ends_at > app_now())
      order by w.of`,
  );
  return rows.map(([side, key]) => ({ of: side as CheckoutBlock["of"], key: String(key) }));
}
