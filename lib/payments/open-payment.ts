import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import { newId } from "@/lib/core/ids";
import { paymentRow, type PaymentRow } from "./payment-row";
import { StripeUnreachable, type Told } from "./ask-stripe";
import type { SessionRequest, StripeGateway } from "./stripe-gateway";

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

/** Stripe answered 500 and keeps that under the key: the next to ask does so under a new one. */
async function leaveKey(ctx: Ctx, paymentId: string, round: number): Promise<void> {
  await runStatement(
    ctx,
    (
      place,
    ) => `update payments set session_request = jsonb_set(session_request, '{round}', to_jsonb(${place(round + 1)}::int))
      where id = ${place(paymentId)} and session_id is null and coalesce((session_request ->> 'round')::int, 1) = ${place(round)}::int`,
  );
}

/** Stripe's clock and ours may differ by so much, in milliseconds. */
const CLOCKS_APART_MS = 3_600_000;

/** What was made under a key that was left: somebody may be on its page already. */
async function findMade(
  ctx: Ctx & { stripe: StripeGateway },
  payment: PaymentRow,
  request: SessionRequest,
): Promise<Told<{ id: string; url: string }> | undefined> {
  try {
    const since = new Date(payment.createdAt.getTime() - CLOCKS_APART_MS);
    const made = await ctx.stripe.findSession(request, since);
    return made && { kind: "done", value: made };
  } catch (error) {
    if (!(error instanceof StripeUnreachable)) throw error;
    return { kind: "unknown", detail: error.message, stored: false };
  }
}

/** Asks Stripe for the Session, again and again under one key: there is only ever one. Runs outside any transaction. */
export async function createSession(
  ctx: Ctx & { stripe: StripeGateway },
  payment: PaymentRow,
): Promise<Told<{ id: string; url: string }>> {
  const request = payment.sessionRequest as unknown as SessionRequest & { round?: number };
  const { round = 1 } = request;
  const made = round === 1 ? undefined : await findMade(ctx, payment, request);
  if (made) return made;
  const key = round === 1 ? `session:${payment.id}` : `session:${payment.id}:${round}`;
  const told = await ctx.stripe.createSession(request, key);
  if (told.kind === "unknown" && told.stored) await leaveKey(ctx, payment.id, round);
  return told;
}

/** Keeps the Session's id; the first writer wins and all others wrote the same. */
export async function storeSession(
  ctx: Ctx,
  paymentId: string,
  session: { id: string; url: string },
): Promise<void> {
  await runStatement(
    ctx,
    (place) => `update payments set session_id = ${place(session.id)}, session_url = ${place(session.url)}
      where id = ${place(paymentId)} and session_id is null`,
  );
}
