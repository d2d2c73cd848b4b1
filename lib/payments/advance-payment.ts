import { and, eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, paymentEvents, payments } from "@/db/schema";
import { PAYMENT_TRANSITIONS, targetsOf, type PaymentEvent, type PaymentState } from "@/lib/core/transitions";
import { PaymentConflict, type PaymentRow } from "./payment-row";

export interface PaymentStep {
  event: PaymentEvent;
  to: PaymentState;
  /** Milliseconds until somebody must look at the payment again; null in an end state. */
  nextAfterMs: number | null;
  data?: Record<string, unknown>;
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
    >
  >;
}

const afterMs = (milliseconds: number) => sql<Date>`app_now() + ${`${milliseconds} milliseconds`}::interval`;

/** The only place where a payment changes its state. @throws PaymentConflict when the row is not as it was locked */
export async function advancePayment(ctx: Ctx, payment: PaymentRow, step: PaymentStep): Promise<PaymentRow> {
  if (!targetsOf(PAYMENT_TRANSITIONS, payment.state, step.event).includes(step.to)) {
    throw new PaymentConflict(
      `payment ${payment.id} is ${payment.state}: ${step.event} may not make it ${step.to}`,
    );
  }
  const moved = ctx.db.$with("moved").as(
    ctx.db
      .update(payments)
      .set({
        ...step.set,
        state: step.to,
        version: payment.version + 1,
        updatedAt: appNow,
        nextActionAt: step.nextAfterMs === null ? null : afterMs(step.nextAfterMs),
      })
      .where(
        and(
          eq(payments.id, payment.id),
          eq(payments.version, payment.version),
          eq(payments.state, payment.state),
        ),
      )
      .returning(),
  );
  const noted = ctx.db.$with("noted").as(
    ctx.db
      .insert(paymentEvents)
      .values({
        paymentId: payment.id,
        seq: payment.version + 1,
        event: step.event,
        from: payment.state,
        to: step.to,
        actor: `${ctx.actor.kind}:${ctx.actor.id}`,
        data: step.data ?? {},
      })
      .returning({ seq: paymentEvents.seq }),
  );
  const [row] = await ctx.db.with(moved, noted).select().from(moved);
  // Thrown inside the transaction, so that the event goes with it.
  if (!row) throw new PaymentConflict(`payment ${payment.id}`);
  return row;
}

/** The payment stays as it is and is looked at again later. Returns false when it has moved on meanwhile: then nothing happens. */
export async function postponePayment(ctx: Ctx, payment: PaymentRow, nextAfterMs: number): Promise<boolean> {
  const rows = await ctx.db
    .update(payments)
    .set({ nextActionAt: afterMs(nextAfterMs) })
    .where(and(eq(payments.id, payment.id), eq(payments.version, payment.version)))
    .returning({ id: payments.id });
  return rows.length > 0;
}
