import { advanceOrder, readAttempts, type AttemptRow, type OrderRow } from "@/lib/orders";
import type { Money } from "@/lib/core/money";
import type { FulfilmentCtx } from "./context";
import { tellRecipient } from "./tell-recipient";

/** What late evidence left with an attempt; the artefact is sealed. */
interface Kept {
  delivered?: Money;
  operatorReference?: string;
  artefact?: string;
}

/** An attempt before this one that was taken for rejected and delivered after all; most orders have but one attempt. */
export async function readDeliveredBefore(
  ctx: FulfilmentCtx,
  attempt: AttemptRow,
): Promise<AttemptRow | undefined> {
  if (attempt.n === 1) return undefined;
  const all = await readAttempts(ctx, attempt.orderId);
  return all.find(({ state, n }) => state === "delivered" && n < attempt.n);
}

/** The last attempt has ended without delivery, but an earlier one had delivered: with it the order is delivered, and is charged. */
export async function deliverByEarlier(
  ctx: FulfilmentCtx,
  order: OrderRow,
  earlier: AttemptRow,
): Promise<void> {
  const { provider, providerReference } = earlier;
  const { delivered, operatorReference, artefact } = (earlier.outcome ?? {}) as Kept;
  await advanceOrder(ctx, order, {
    event: "late_evidence",
    to: "delivered",
    nextAfterMs: null,
    data: { provider, providerReference },
    set: {
      deliveredMinor: delivered?.minor,
      deliveredCurrency: delivered?.currency,
      operatorReference,
      artefact,
    },
  });
  await tellRecipient(ctx, order, "gift");
}
