import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { newId, newPublicId, newReferenceStem } from "@/lib/core/ids";
import type { Money } from "@/lib/core/money";
import { momentAfter } from "./advance-order";
import { orderRow, type OrderRow, type RecipientSort } from "./order-row";

export interface NewOrder {
  line: number;
  quoteId: string;
  operatorId: string;
  productId: string;
  /** As the product has it. */
  recipient: RecipientSort;
  /** E.164, where one is dialled. */
  number: string | null;
  country: string;
  account: string | null;
  via: string | null;
  recipientEmail: string | null;
  fields: Record<string, string>;
  face: Money;
  total: Money;
  /** What of it is tax; null where none is taken. */
  taxMinor: number | null;
}

/** One order per frozen quote, all in draft, in the transaction that froze them. */
export async function createOrders(
  ctx: Ctx,
  input: { checkoutId: string; email: string; lines: NewOrder[] },
): Promise<OrderRow[]> {
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
  const rows = await runStatement(ctx, (place) => {
    const made = input.lines.map((order) => {
      const { line, quoteId, operatorId, productId, recipient, face, total } = order;
      const ids = [newId(), newPublicId(), newReferenceStem(), input.checkoutId, input.email];
      const what = [line, quoteId, operatorId, productId, recipient];
      const whom = [
        order.number,
        order.country,
        order.account,
        order.via,
        order.recipientEmail,
        order.fields,
      ];
      const money = [face.minor, face.currency, total.minor, total.currency, order.taxMinor];
      const first = momentAfter(place, ctx.policy.paymentPoll);
      return `(${[...ids, ...what, ...whom, ...money].map(place).join(", ")}, 'draft', ${first})`;
    });
    return `with made as (
        insert into orders as o (id, public_id, reference_stem, checkout_id, email,
          line, quote_id, operator_id, product_id, recipient, number, country, account, via, recipient_email, fields,
          face_minor, face_currency, total_minor, total_currency, tax_minor, state, next_action_at)
        values ${made.join(", ")} returning ${orderRow.list("o")}),
      noted as (
        insert into order_events (order_id, seq, event, to_state, actor)
        select id, 1, 'pay_pressed', 'draft', ${place(actor)} from made)
      select * from made order by line`;
  });
  return rows.map((row) => orderRow.read(row));
}
