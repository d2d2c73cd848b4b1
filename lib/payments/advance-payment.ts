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
  const [moved] = await ctx.db
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
    .returning();
  if (!moved) throw new PaymentConflict(`payment ${payment.id}`);
  await ctx.db.insert(paymentEvents).values({
    paymentId: payment.id,
    seq: moved.version,
    event: step.event,
    from: payment.state,
    to: step.to,
    actor: `${ctx.actor.kind}:${ctx.actor.id}`,
    data: step.data ?? {},
  });
  return moved;
}

/** The payment stays as it is and is looked at again later. */
export async function postponePayment(ctx: Ctx, paymentId: string, nextAfterMs: number): Promise<void> {
  await ctx.db
    .update(payments)
    .set({ nextActionAt: afterMs(nextAfterMs) })
    .where(eq(payments.id, paymentId));
}
