import type { Ctx } from "@/db/context";
import { runStatement, type Place } from "@/db/run-statement";
import {
  ATTEMPT_TRANSITIONS,
  OPEN_ATTEMPT_STATES,
  targetsOf,
  type AttemptEvent,
  type AttemptState,
} from "@/lib/core/transitions";
import { ledgerInsert, type Posting } from "@/lib/ledger";
import { attemptRow, OrderConflict, type AttemptRow } from "./order-row";

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
  /** What it does to the books, in the same statement. */
  postings?: Posting[];
  /** Another table's statement, sent inside this one. */
  alongside?: (place: Place) => string;
}

/** Changes an attempt's state, guarded by its state and lease token. @throws OrderConflict when it is not as it was read */
export async function advanceAttempt(ctx: Ctx, attempt: AttemptRow, step: AttemptStep): Promise<void> {
  if (!targetsOf(ATTEMPT_TRANSITIONS, attempt.state, step.event).includes(step.to)) {
    throw new OrderConflict(
      `attempt ${attempt.id} is ${attempt.state}: ${step.event} may not make it ${step.to}`,
    );
  }
  const settled = OPEN_ATTEMPT_STATES.includes(step.to) ? "" : "settled_at = app_now(),";
  const given = Object.entries(step.set ?? {}).filter(([, value]) => value !== undefined);
  const moved = await runStatement(ctx, (place) => {
    const set = given.map(([property, value]) => `${attemptRow.name(property)} = ${place(value)},`);
    const booked = ledgerInsert(place, step.postings ?? []);
    return `with moved as (
        update attempts set ${set.join(" ")} ${settled} state = ${place(step.to)}
        where id = ${place(attempt.id)} and state = ${place(attempt.state)} and lease_token = ${place(attempt.leaseToken)}
        returning 1)
        ${booked ? `, booked as (${booked})` : ""}
        ${step.alongside ? `, beside as (${step.alongside(place)})` : ""}
      select 1 from moved`;
  });
  // Thrown inside the transaction, so that what was booked goes with it.
  if (moved.length === 0) throw new OrderConflict(`attempt ${attempt.id}`);
}
