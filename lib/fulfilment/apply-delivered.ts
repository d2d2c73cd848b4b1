import { together } from "@/db/context";
import { micros } from "@/lib/core/money";
import type { Posting } from "@/lib/ledger";
import { advanceAttempt, advanceOrder, type AttemptRow, type OrderRow } from "@/lib/orders";
import type { AttemptEvent, OrderEvent } from "@/lib/core/transitions";
import type { Delivered } from "@/lib/providers/spec";
import { circuitNote, verdictOf } from "@/lib/supply";
import type { FulfilmentCtx } from "./context";
import { tellRecipient } from "./tell-recipient";

interface Delivery {
  order: OrderRow;
  attempt: AttemptRow;
  outcome: Delivered;
  event: AttemptEvent & OrderEvent;
  /** Sealed, where it is kept with the attempt because the order goes on for now. */
  artefact?: string | undefined;
}

/** What the float paid, or was expected to where they do not say; and what of the face came back to us. */
function debitPostings(order: OrderRow, attempt: AttemptRow, { cost, commission }: Delivered): Posting[] {
  const { expectedMicros, expectedCurrency } = attempt;
  const expected =
    expectedMicros === null || expectedCurrency === null
      ? undefined
      : micros(expectedMicros, expectedCurrency);
  const paid = cost ?? expected;
  if (!paid) return [];
  const float = `float:${attempt.provider}` as const;
  const earned = cost && commission?.currency === cost.currency ? commission : micros(0, paid.currency);
  const about = { orderId: order.id, checkoutId: order.checkoutId, attemptId: attempt.id };
  const face = micros(paid.micros + earned.micros, paid.currency);
  return [
    { kind: "provider-debit", from: float, to: "cost-of-sales", amount: face, ...about },
    { kind: "commission", from: "commissions", to: float, amount: earned, ...about },
  ];
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
    postings: debitPostings(order, attempt, outcome),
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
  await together(noted, moved, tellRecipient(ctx, order, "gift"));
}
