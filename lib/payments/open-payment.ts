import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { newId } from "@/lib/core/ids";
import { paymentRow, type PaymentRow } from "./payment-row";
import type { SessionRequest } from "./session-calls";

/** Writes the payment of a checkout with everything its Session will be asked for, before Stripe is told. */
export async function openPayment(ctx: Ctx, input: Omit<SessionRequest, "expiresAt">): Promise<PaymentRow> {
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
  const [row] = await runStatement(ctx, (place) => {
    const life = `${place(`${ctx.policy.sessionLife} milliseconds`)}::interval`;
    return `with life as (select ceil(extract(epoch from app_now() + ${life}))::bigint as ends),
      opened as (
        insert into payments as p (id, checkout_id, state, amount_minor, currency, session_request, session_expires_at, next_action_at)
        select ${place(newId())}::uuid, ${place(input.checkoutId)}::uuid, 'open', ${place(input.amount.minor)}::bigint,
          ${place(input.amount.currency)}, ${place(input)}::jsonb || jsonb_build_object('expiresAt', ends), to_timestamp(ends),
          app_now() + ${place(`${ctx.policy.paymentPoll} milliseconds`)}::interval
        from life returning ${paymentRow.list("p")}),
      noted as (
        insert into payment_events (payment_id, seq, event, to_state, actor)
        select id, 1, 'opened', 'open', ${place(actor)} from opened)
      select * from opened`;
  });
  if (!row) throw new Error("The payment was not written");
  return paymentRow.read(row);
}
