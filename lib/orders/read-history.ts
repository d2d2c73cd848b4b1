import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { money, type Money } from "@/lib/core/money";
import type { OrderState } from "@/lib/core/transitions";

/** What one buyer has sent to a number before. */
export interface NumberHistory {
  number: string;
  /** Something has arrived there. */
  known: boolean;
  /** What the buyer calls whoever has the number. */
  name: string | null;
  /** The newest order that was paid and is not known to have failed. */
  last: { state: OrderState; face: Money; productId: string; secondsAgo: number };
}

/** What the buyer of a checkout has sent before to the numbers that stand in it, by number; those that are new are left out. */
export async function readHistory(
  ctx: Ctx,
  input: { buyerId: string; checkoutId: string },
): Promise<Map<string, NumberHistory>> {
  const rows = await runStatement(
    ctx,
    (place) => `select distinct on (o.number) o.number,
        bool_or(o.state = 'delivered') over (partition by o.number),
        first_value(q.recipient_name) over (partition by o.number order by (q.recipient_name is null), o.created_at desc),
        o.state, o.face_minor, o.face_currency, o.product_id, floor(extract(epoch from app_now() - o.created_at))
      from orders o join checkouts c on c.id = o.checkout_id join quotes q on q.id = o.quote_id
      where o.number in (
          select r.number from quotes l join recipients r on r.id = l.recipient_id
          where l.checkout_id = ${place(input.checkoutId)} and not l.replaced)
        and o.checkout_id <> ${place(input.checkoutId)} and c.buyer_id = ${place(input.buyerId)}
        and o.state not in ('draft', 'awaiting_payment', 'expired', 'cancelled', 'undeliverable')
      order by o.number, o.created_at desc`,
  );
  return new Map(
    rows.map(([number, known, name, state, minor, currency, productId, seconds]) => [
      String(number),
      {
        number: String(number),
        known: known === true,
        name: typeof name === "string" ? name : null,
        last: {
          state: state as OrderState,
          face: money(Number(minor), String(currency)),
          productId: String(productId),
          secondsAgo: Number(seconds),
        },
      },
    ]),
  );
}
