import type { Ctx } from "@/db/context";
import { runStatement, type Place } from "@/db/run-statement";
import { PAYMENT_TRANSITIONS, targetsOf, type PaymentEvent, type PaymentState } from "@/lib/core/transitions";
import { ledgerInsert, type Posting } from "@/lib/ledger";
import { PaymentConflict, paymentRow, type PaymentRow } from "./payment-row";

export interface PaymentStep {
  event: PaymentEvent;
  to: PaymentState;
  /** Milliseconds until somebody must look at the payment again; null in an end state. */
  nextAfterMs: number | null;
  data?: Record<string, unknown>;
  /** What it does to the books, in the same statement. */
  postings?: Posting[];
  set?: Partial<
    Pick<
      PaymentRow,
      | "paymentIntentId"
      | "captureBefore"
      | "cardBrand"
      | "cardLast4"
      | "underReview"
      | "capturedMinor"
      | "refundedMinor"
      | "refundOwedMinor"
      | "cardFingerprint"
    >
  >;
}

const momentAfter = (place: Place, milliseconds: number | null): string =>
  `app_now() + ${place(milliseconds === null ? null : `${milliseconds} milliseconds`)}::interval`;

/**
 * The only place where a payment changes its state: guarded by state and version, with its event and postings in the same statement.
 * @throws PaymentConflict when the row is not as it was locked
 */
export async function advancePayment(ctx: Ctx, payment: PaymentRow, step: PaymentStep): Promise<PaymentRow> {
  const { event, to, nextAfterMs, data = {}, postings = [], set = {} } = step;
  if (!targetsOf(PAYMENT_TRANSITIONS, payment.state, event).includes(to)) {
    throw new PaymentConflict(`payment ${payment.id} is ${payment.state}: ${event} may not make it ${to}`);
  }
  const actor = `${ctx.actor.kind}:${ctx.actor.id}`;
  const given = Object.entries(set).filter(([, value]) => value !== undefined);
  const [row] = await runStatement(ctx, (place) => {
    const changes = given.map(([property, value]) => `${paymentRow.name(property)} = ${place(value)},`);
    const booked = ledgerInsert(place, postings);
    return `with moved as (
        update payments p set ${changes.join(" ")} state = ${place(to)}, version = p.version + 1,
          updated_at = app_now(), next_action_at = ${momentAfter(place, nextAfterMs)}
        where id = ${place(payment.id)} and version = ${place(payment.version)} and state = ${place(payment.state)}
        returning ${paymentRow.list("p")}),
      noted as (
        insert into payment_events (payment_id, seq, event, from_state, to_state, actor, data)
        select id, version, ${place(event)}, ${place(payment.state)}, state, ${place(actor)}, ${place(data)}::jsonb from moved)
        ${booked ? `, booked as (${booked})` : ""}
      select * from moved`;
  });
  // Thrown inside the transaction, so that what was booked goes with it.
  if (!row) throw new PaymentConflict(`payment ${payment.id}`);
  return paymentRow.read(row);
}

/** The payment stays as it is and is looked at again later. Returns false when it has moved on meanwhile: then nothing happens. */
export async function postponePayment(ctx: Ctx, payment: PaymentRow, nextAfterMs: number): Promise<boolean> {
  const rows = await runStatement(
    ctx,
    (place) => `update payments set next_action_at = ${momentAfter(place, nextAfterMs)}
      where id = ${place(payment.id)} and version = ${place(payment.version)} returning 1`,
  );
  return rows.length > 0;
}
