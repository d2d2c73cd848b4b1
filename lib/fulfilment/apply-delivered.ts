import { together } from "@/db/context";
import { advanceAttempt, advanceOrder, type AttemptRow, type OrderRow } from "@/lib/orders";
import type { AttemptEvent, OrderEvent } from "@/lib/core/transitions";
import type { Delivered } from "@/lib/providers/spec";
import { circuitNote, verdictOf } from "@/lib/supply";
import type { FulfilmentCtx } from "./context";

interface Delivery {
  order: OrderRow;
  attempt: AttemptRow;
  outcome: Delivered;
  event: AttemptEvent & OrderEvent;
  /** Sealed, where it is kept with the attempt because the order goes on for now. */
  artefact?: string | undefined;
}

/** The attempt alone: what it proved, and what it took from the float. */
export async function noteDelivery(
  ctx: FulfilmentCtx,
  { order, attempt, outcome, event, artefact }: Delivery,
): Promise<void> {
  const { providerReference, operatorReference, delivered, benefits, cost, float } = outcome;
  await advanceAttempt(ctx, attempt, {
    event,
    to: "delivered",
    set: {
      providerReference,
      outcome: { kind: "delivered", operatorReference, delivered, benefits, artefact, float },
      costMicros: cost?.micros,
      costCurrency: cost?.currency,
    },
    alongside: circuitNote(ctx.policy, {
      way: { provider: attempt.provider, operatorId: order.operatorId },
      verdict: verdictOf(outcome),
    }),
    postings: cost
      ? [
          {
            kind: "provider-debit",
            from: `float:${attempt.provider}`,
            to: "cost-of-sales",
            amount: cost,
            orderId: order.id,
            checkoutId: order.checkoutId,
          },
        ]
      : [],
  });
}

/** The attempt delivered, and with it the order: that ends it. */
export async function applyDelivered(ctx: FulfilmentCtx, delivery: Delivery): Promise<void> {
  const { order, attempt, outcome, event } = delivery;
  const noted = noteDelivery(ctx, delivery);
  const moved = advanceOrder(ctx, order, {
    event,
    to: "delivered",
    nextAfterMs: null,
    data: { provider: attempt.provider, providerReference: outcome.providerReference },
    set: {
      deliveredMinor: outcome.delivered?.minor,
      deliveredCurrency: outcome.delivered?.currency,
      operatorReference: outcome.operatorReference,
      artefact: outcome.artefact ? ctx.seal(JSON.stringify(outcome.artefact)) : undefined,
    },
  });
  await together(noted, moved);
}
