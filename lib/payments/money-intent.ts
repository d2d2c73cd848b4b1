import type { Ctx } from "@/db/context";
import { runStatement, type Place } from "@/db/run-statement";
import { newId } from "@/lib/core/ids";
import type { Money } from "@/lib/core/money";
import { intentRow, type MoneyIntentRow, type PaymentRow } from "./payment-row";

type Kind = MoneyIntentRow["kind"];

/**
 * Writes down what we mean to do with the money before Stripe is told. A unique index lets one capture or void stand per payment.
 * A refused intent is followed by the next one under a new key.
 * @param intent.orderId the one order a refund is for
 * @param intent.sentNow the caller tells Stripe as soon as this has committed: it counts as sent from here on
 */
export async function intend(
  ctx: Ctx,
  payment: PaymentRow,
  intent: { kind: Kind; amount: Money; reason?: string; orderId?: string | undefined; sentNow?: boolean },
): Promise<MoneyIntentRow> {
  const { kind, amount, reason, orderId, sentNow = false } = intent;
  const [row] = await runStatement(ctx, (place) => {
    const [id, of, what] = [place(payment.id), `${place(payment.id)}::uuid`, `${place(kind)}::text`];
    return `insert into money_intents as i (id, payment_id, kind, n, amount_minor, reason, order_id, idempotency_key, first_sent_at)
      select ${place(newId())}::uuid, ${of}, ${what}, next.n, ${place(amount.minor)}::bigint, ${place(reason)}::text, ${place(orderId)}::uuid,
        ${what} || ':' || ${id} || ':' || next.n, ${sentNow ? "app_now()" : "null"}
      from (select coalesce(max(n), 0) + 1 as n from money_intents where payment_id = ${of} and kind = ${what}) next
      returning ${intentRow.list("i")}`;
  });
  if (!row) throw new Error("The intent was not written");
  return intentRow.read(row);
}

/** The intent that is still to be carried out, if any. */
export async function readOpenIntent(ctx: Ctx, paymentId: string): Promise<MoneyIntentRow | undefined> {
  const [row] = await runStatement(
    ctx,
    (place) => `select ${intentRow.list("i")} from money_intents i
      where payment_id = ${place(paymentId)} and state = 'intended' order by created_at desc limit 1`,
  );
  return row && intentRow.read(row);
}

/** Notes the first moment Stripe was told; from then on the truth is asked before the key is used again. */
export async function noteSent(ctx: Ctx, intentId: string): Promise<void> {
  await runStatement(
    ctx,
    (place) => `update money_intents set first_sent_at = coalesce(first_sent_at, app_now())
      where id = ${place(intentId)}`,
  );
}

interface IntentEnd {
  state: "confirmed" | "refused";
  stripeId?: string;
  reason?: string;
}

async function closeWhere(ctx: Ctx, end: IntentEnd, rest: (place: Place) => string): Promise<boolean> {
  const closed = await runStatement(
    ctx,
    (place) => `update money_intents set state = ${place(end.state)}, settled_at = app_now(),
        stripe_id = coalesce(${place(end.stripeId)}, stripe_id), reason = coalesce(${place(end.reason)}, reason)
      where ${rest(place)} and state = 'intended' returning 1`,
  );
  return closed.length > 0;
}

/** Ends an intent, once. Returns false when it has ended before, or was replaced: then what follows from its end is somebody else's. */
export async function closeIntent(ctx: Ctx, intentId: string, end: IntentEnd): Promise<boolean> {
  return closeWhere(ctx, end, (place) => `id = ${place(intentId)}`);
}

/** Ends the intent that stands, whichever it is by now: what was asked of Stripe may have been replaced under a new key since. */
export async function closeOpenIntent(ctx: Ctx, paymentId: string, end: IntentEnd): Promise<boolean> {
  return closeWhere(ctx, end, (place) => `payment_id = ${place(paymentId)}`);
}
