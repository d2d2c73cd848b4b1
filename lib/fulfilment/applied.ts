import type { AttemptRow, OrderRow } from "@/lib/orders";
import type { Outcome } from "@/lib/providers/spec";
import { circuitNote, verdictOf } from "@/lib/supply";
import type { FulfilmentCtx } from "./context";

/** What an outcome is applied to, locked. */
export interface Applied {
  order: OrderRow;
  attempt: AttemptRow;
  /** Of a look-up (also after a webhook's hint) when it was asked, on the database's clock; undefined for the answer to our own call. */
  askedAt: Date | undefined;
}

/** An answer that comes after the lease ran out finds the attempt in doubt: then it counts as a finding. */
export const asFinding = ({ askedAt, attempt }: Applied): boolean =>
  askedAt !== undefined || attempt.state !== "sending";

/** What the answer says of the provider's way to this operator. */
export const circuitOf = (ctx: FulfilmentCtx, { order, attempt }: Applied, outcome: Outcome) =>
  circuitNote(ctx.policy, {
    way: { provider: attempt.provider, operatorId: order.operatorId },
    verdict: verdictOf(outcome),
  });

/** What became of an outcome: `later` when money is moving and the same must be asked again. */
export type Application = "applied" | "known" | "later";
