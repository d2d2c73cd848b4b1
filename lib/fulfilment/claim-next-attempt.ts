import {
  advanceOrder,
  claimAttempt,
  lockNumber,
  postponeOrder,
  readAttempts,
  readQuotedCost,
  waitForNumber,
  type Claim,
  type OrderRow,
} from "@/lib/orders";
import type { PaymentRow } from "@/lib/payments";
import { wakeAfter } from "@/lib/jobs";
import type { FulfilmentCtx } from "./context";
import { routeOrder, type Route } from "./route-order";

/** Milliseconds a claim is ours: the provider's deadline and some slack, in scaled time. */
export function leaseMsOf(ctx: FulfilmentCtx, deadlineMs: number): number {
  return ctx.policy.scaled(deadlineMs) + ctx.policy.leaseSlack;
}

function requestOf(order: OrderRow, { offer }: Route) {
  return {
    providerOperatorId: offer.providerOperatorId,
    sku: offer.sku,
    number: order.number,
    country: order.country,
    amount: offer.order,
  };
}

async function wait(ctx: FulfilmentCtx, order: OrderRow, waitMs: number): Promise<undefined> {
  await postponeOrder(ctx, order.id, waitMs);
  await wakeAfter(ctx, { task: "order", id: order.id, afterMs: waitMs });
  return undefined;
}

/** Too late to send safely: the hold would end before doubt could be settled. */
function holdTooShort(ctx: FulfilmentCtx, payment: PaymentRow, now: Date): boolean {
  if (!payment.captureBefore) return false;
  return now.getTime() > payment.captureBefore.getTime() - ctx.policy.noClaimBeforeCaptureEnd;
}

/**
 * Claims the next attempt of an authorised order inside the caller's transaction (order locked first). Returns undefined when nothing is to
 * be sent now: it waits, is under review, or no route is left, which ends the order as undeliverable.
 */
export async function claimNextAttempt(
  ctx: FulfilmentCtx,
  input: { order: OrderRow; payment: PaymentRow },
): Promise<Claim | undefined> {
  const { order, payment } = input;
  if (payment.underReview) return wait(ctx, order, ctx.policy.longestSleep);
  await lockNumber(ctx, order.number);
  const waitMs = await waitForNumber(ctx, order);
  if (waitMs > 0) return wait(ctx, order, waitMs);
  const [attempts, quoted] = [await readAttempts(ctx, order.id), await readQuotedCost(ctx, order.quoteId)];
  const route = holdTooShort(ctx, payment, order.updatedAt)
    ? undefined
    : await routeOrder(ctx, { order, attempts, quoted });
  if (!route) {
    await advanceOrder(ctx, order, { event: "no_route", to: "undeliverable", nextAfterMs: null });
    return undefined;
  }
  return claimAttempt(ctx, order, {
    n: attempts.length + 1,
    offerId: route.offer.offerId,
    provider: route.provider.name,
    request: requestOf(order, route),
    leaseMs: leaseMsOf(ctx, route.provider.capabilities.deadlineMs),
  });
}
