import type { AttemptRow, OrderRow, Verdict } from "@/lib/orders";
import { advanceAttempt, advanceOrder } from "@/lib/orders";
import { abandonInside } from "./abandon-order";
import { noteDelivery } from "./apply-delivered";
import type { FulfilmentCtx } from "./context";
import { deliverByEarlier, readDeliveredBefore } from "./deliver-by-earlier";
import { settleCheckout } from "./settle-checkout";
import { tellRecipient } from "./tell-recipient";

/** What staff found out, and how they know. */
export interface Judgement {
  verdict: Verdict;
  reason: string;
  note: string;
  operatorReference: string | null;
  /** Sealed. */
  artefact: string | null;
  /** Who found it out, where another one of staff confirmed it. */
  proposedBy?: string;
}

interface Judged {
  order: OrderRow;
  attempt: AttemptRow;
  judgement: Judgement;
}

const evidenceOf = ({ reason, note, proposedBy }: Judgement) => ({
  reason,
  note,
  ...(proposedBy ? { proposedBy } : {}),
});

async function sayDelivered(ctx: FulfilmentCtx, { order, attempt, judgement }: Judged): Promise<void> {
  const event = "staff_says_delivered";
  const operatorReference = judgement.operatorReference ?? undefined;
  await noteDelivery(ctx, {
    order,
    attempt,
    event,
    outcome: {
      kind: "delivered",
      providerReference: attempt.providerReference ?? attempt.reference,
      ...(operatorReference ? { operatorReference } : {}),
    },
  });
  await advanceOrder(ctx, order, {
    event,
    to: "delivered",
    nextAfterMs: null,
    data: { provider: attempt.provider, ...evidenceOf(judgement) },
    set: { operatorReference, artefact: judgement.artefact ?? undefined },
  });
  if (judgement.artefact) await tellRecipient(ctx, order, "gift");
}

async function sayUndelivered(ctx: FulfilmentCtx, { order, attempt, judgement }: Judged): Promise<void> {
  const event = "staff_says_undelivered";
  await advanceAttempt(ctx, attempt, {
    event,
    to: "rejected",
    set: { outcome: { ...attempt.outcome, kind: "rejected", code: "refused", by: "staff" } },
  });
  const ended = await advanceOrder(ctx, order, {
    event,
    to: "undeliverable",
    nextAfterMs: null,
    data: { provider: attempt.provider, ...evidenceOf(judgement) },
  });
  const earlier = await readDeliveredBefore(ctx, attempt);
  if (earlier) await deliverByEarlier(ctx, ended, earlier);
}

/** Ends an order in review as staff judged, in the caller's transaction with both rows locked. Late evidence may still change it. */
export async function applyVerdict(ctx: FulfilmentCtx, judged: Judged): Promise<void> {
  const { order, judgement } = judged;
  if (judgement.verdict === "delivered") await sayDelivered(ctx, judged);
  else if (judgement.verdict === "undelivered") await sayUndelivered(ctx, judged);
  else
    return abandonInside(ctx, judged, {
      data: evidenceOf(judgement),
      why: "released by staff while nobody could say whether it arrived",
    });
  await settleCheckout(ctx, order.checkoutId);
}
