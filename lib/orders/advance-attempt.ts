import { and, eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, attempts } from "@/db/schema";
import {
  ATTEMPT_TRANSITIONS,
  OPEN_ATTEMPT_STATES,
  targetsOf,
  type AttemptEvent,
  type AttemptState,
} from "@/lib/core/transitions";
import { OrderConflict, type AttemptRow } from "./order-row";

export type AttemptChange = Partial<
  Pick<
    AttemptRow,
    | "providerReference"
    | "outcome"
    | "costMicros"
    | "costCurrency"
    | "leaseToken"
    | "sends"
    | "misses"
    | "looks"
    | "wasOpen"
  >
>;

export interface AttemptStep {
  event: AttemptEvent;
  to: AttemptState;
  set?: AttemptChange;
}

/** Changes an attempt's state, guarded by its state and lease token. @throws OrderConflict when it is not as it was read */
export async function advanceAttempt(ctx: Ctx, attempt: AttemptRow, step: AttemptStep): Promise<void> {
  if (!targetsOf(ATTEMPT_TRANSITIONS, attempt.state, step.event).includes(step.to)) {
    throw new OrderConflict(
      `attempt ${attempt.id} is ${attempt.state}: ${step.event} may not make it ${step.to}`,
    );
  }
  const open = OPEN_ATTEMPT_STATES.includes(step.to);
  const moved = await ctx.db
    .update(attempts)
    .set({ ...step.set, state: step.to, ...(open ? {} : { settledAt: appNow }) })
    .where(
      and(
        eq(attempts.id, attempt.id),
        eq(attempts.state, attempt.state),
        eq(attempts.leaseToken, attempt.leaseToken),
      ),
    )
    .returning({ id: attempts.id });
  if (moved.length === 0) throw new OrderConflict(`attempt ${attempt.id}`);
}
