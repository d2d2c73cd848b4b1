import { together } from "@/db/context";
import {
  advanceOrder,
  claimAttempt,
  lockNumber,
  readAttempts,
  readClaimGuard,
  type Claim,
  type ClaimGuard,
  type OrderRow,
} from "@/lib/orders";
import type { RoutableOffer } from "@/lib/catalog";
import type { PaymentRow } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";
import { letOrderWait } from "./let-order-wait";
import { readRoutes, routeOrder, type Route } from "./route-order";

/** Milliseconds a claim is ours: the provider's deadline and some slack, in scaled time. */
export function leaseMsOf(ctx: FulfilmentCtx, deadlineMs: number): number {
  return ctx.policy.scaled(deadlineMs) + ctx.policy.leaseSlack;
}

function requestOf(order: OrderRow, { offer }: Route) {
  return {
    kind: offer.kind,
    providerOperatorId: offer.providerOperatorId,
    sku: offer.sku,
    number: order.number,
    country: order.country,
    amount: offer.order,
  };
}

/** Too late to send safely: the hold would end before doubt could be settled. */
function holdTooShort(ctx: FulfilmentCtx, payment: PaymentRow, now: Date): boolean {
  if (!payment.captureBefore) return false;
  return now.getTime() > payment.captureBefore.getTime() - ctx.policy.noClaimBeforeCaptureEnd;
}

/** What a claim is decided by, read under the number's lock; from here on nobody else claims for this number. */
export interface ClaimFacts extends ClaimGuard {
  offers: RoutableOffer[];
}

/** Takes the number's lock and reads what the claim is decided by, sent together. */
export async function readClaimFacts(ctx: FulfilmentCtx, order: OrderRow): Promise<ClaimFacts> {
  const [, guard, offers] = await together(
    lockNumber(ctx, order.number),
    readClaimGuard(ctx, order),
    readRoutes(ctx, order),
  );
  return { ...guard, offers };
}

/**
 * Claims the next attempt of an authorised order inside the caller's transaction (order locked first). Returns undefined when nothing is to
 * be sent now: it waits, is under review, or no route is left, which ends the order as undeliverable.
 * @param input.first facts of an order that was authorised in this transaction: it has no attempt yet
 */
export async function claimNextAttempt(
  ctx: FulfilmentCtx,
  input: { order: OrderRow; payment: PaymentRow; first?: ClaimFacts },
): Promise<Claim | undefined> {
  const { order, payment, first } = input;
  const { now, waitMs, quoted, offers } = first ?? (await readClaimFacts(ctx, order));
  const tooLate = holdTooShort(ctx, payment, now);
  const restMs = payment.underReview ? ctx.policy.longestSleep : waitMs;
  if (!tooLate && restMs > 0) {
    await letOrderWait(ctx, order, restMs);
    return undefined;
  }
  const attempts = first ? [] : await readAttempts(ctx, order.id);
  const route = tooLate ? undefined : routeOrder(ctx, { order, offers, attempts, quoted });
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
