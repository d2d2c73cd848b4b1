import { together } from "@/db/context";
import { readFxTable, type OffersFor } from "@/lib/catalog";
import { isAgreement, isSecretField } from "@/lib/catalog/field-schema";
import type { Micros } from "@/lib/core/money";
import type { FxTable } from "@/lib/pricing";
import {
  advanceOrder,
  claimAttempt,
  closeOfferChoice,
  lockTarget,
  readAttempts,
  readClaimGuard,
  type AttemptRow,
  type Claim,
  type ClaimGuard,
  type OrderRow,
} from "@/lib/orders";
import { flagPayment, type PaymentRow } from "@/lib/payments";
import type { FulfilmentCtx } from "./context";
import { leaseMsOf } from "./lease-ms-of";
import { holdBack, turnAwayInside } from "./hold-back";
import { judgeCard } from "./judge-card";
import { letOrderWait } from "./let-order-wait";
import { reserveRoute } from "./reserve-route";
import { waitsForBuyer } from "./waits-for-buyer";
import { readRoutes, routeOrder, type Passed, type Route, type Routing } from "./route-order";

/** What was typed, as the provider is told it: what was agreed is between buyer and shop, and a secret goes to whoever asked for it. */
function extraFor(order: OrderRow, { offer }: Route): Record<string, string> {
  const told = Object.entries(order.fields).filter(
    ([name]) => !isAgreement(name) && (!isSecretField(name) || offer.takes.includes(name)),
  );
  return Object.fromEntries(told);
}

function requestOf(order: OrderRow, route: Route) {
  const { offer } = route;
  const extra = extraFor(order, route);
  return {
    kind: offer.kind,
    providerOperatorId: offer.providerOperatorId,
    sku: offer.sku,
    number: order.number,
    country: order.country,
    amount: offer.order,
    ...(order.account === null ? {} : { account: order.account }),
    ...(Object.keys(extra).length > 0 ? { extra } : {}),
  };
}

/** Too late to send safely: the hold would end before doubt could be settled. */
function holdTooShort(ctx: FulfilmentCtx, payment: PaymentRow, now: Date): boolean {
  if (!payment.captureBefore) return false;
  return now.getTime() > payment.captureBefore.getTime() - ctx.policy.noClaimBeforeCaptureEnd;
}

/** What a claim is decided by, read under the number's lock; from here on nobody else claims for this number. */
export interface ClaimFacts extends ClaimGuard {
  offers: OffersFor;
}

/** Takes the number's lock and reads what the claim is decided by, sent together. */
export async function readClaimFacts(ctx: FulfilmentCtx, order: OrderRow): Promise<ClaimFacts> {
  const [, guard, offers] = await together(
    lockTarget(ctx, order),
    readClaimGuard(ctx, order),
    readRoutes(ctx, order),
  );
  return { ...guard, offers };
}

/** Rates are read where the quoted cost was paid from another wallet than those of the offers. */
async function ratesFor(ctx: FulfilmentCtx, { able, fx }: OffersFor, quoted: Micros): Promise<FxTable> {
  const compared = able.every(({ cost }) => cost.currency === quoted.currency);
  return compared || Object.keys(fx.rates).length > 0 ? fx : readFxTable(ctx);
}

interface Choice {
  route?: Route;
  passed: Passed[];
}

interface Known {
  facts: ClaimFacts;
  attempts: AttemptRow[];
}

/**
 * The way that staff have chosen: a rejection rules it out no more, for that proved that nothing was bought. Undefined when they chose none,
 * or it is no way any more; then the shop chooses.
 */
async function takeChosen(
  ctx: FulfilmentCtx,
  order: OrderRow,
  { chosen, routing }: { chosen: string | null; routing: Routing },
): Promise<Choice | undefined> {
  if (chosen === null) return undefined;
  const route = routing.routes.find(({ offer }) => offer.offerId === chosen);
  if (!route) {
    await closeOfferChoice(ctx, order.id, "gone");
    return undefined;
  }
  const why = await reserveRoute(ctx, order, route);
  if (why) return { passed: [why] };
  await closeOfferChoice(ctx, order.id, "taken");
  return { route, passed: [] };
}

/** The best route that can be had now, with everything it needs taken. */
async function chooseRoute(ctx: FulfilmentCtx, order: OrderRow, known: Known): Promise<Choice> {
  const { offers, quoted, chosen } = known.facts;
  const fx = await ratesFor(ctx, offers, quoted);
  const all = chosen ? routeOrder(ctx, { offers, attempts: [], quoted, fx }) : undefined;
  const taken = all && (await takeChosen(ctx, order, { chosen, routing: all }));
  if (taken) return taken;
  // The time to choose is over: another way to the same operator would be no better.
  if (waitsForBuyer(order, known.attempts)) return { passed: [] };
  const { routes, passed } = routeOrder(ctx, { offers, attempts: known.attempts, quoted, fx });
  for (const route of routes) {
    const why = await reserveRoute(ctx, order, route);
    if (!why) return { route, passed };
    passed.push(why);
  }
  return { passed };
}

/** The longer it has waited, the longer until it looks again: many that wait for the same thing must not ask for it all the time. */
const PATIENCE = 4;

/** Milliseconds until an order without a route is worth another look; undefined when none will come, or it has waited long enough. */
function waitFor(
  ctx: FulfilmentCtx,
  order: OrderRow,
  known: { passed: Passed[]; now: Date },
): number | undefined {
  const { scaled, temporaryRetryUntil, longestSleep } = ctx.policy;
  const age = known.now.getTime() - (order.retryingSince ?? order.updatedAt).getTime();
  const waits = known.passed.flatMap(({ waitMs }) => waitMs ?? []);
  if (age > temporaryRetryUntil || waits.length === 0) return undefined;
  const patience = Math.min(age / PATIENCE, scaled(60_000));
  return Math.round(Math.min(Math.max(Math.min(...waits), patience, scaled(1000)), longestSleep));
}

const told = (passed: Passed[]) => passed.map(({ provider, why }) => ({ provider, why }));

/** It was held back for who pays, and the bank has found for us since. What was held back for another reason waits for a person. */
const isLifted = ({ heldBack }: PaymentRow, { barred }: ClaimFacts): boolean =>
  barred === null && (heldBack === "disputed" || heldBack === "fraud-warning");

/** Milliseconds an order must rest though a way is open: somebody looks at who pays, its buyer may still take it back, or its number was sent to just now. */
function restBefore(
  ctx: FulfilmentCtx,
  known: { order: OrderRow; payment: PaymentRow; facts: ClaimFacts },
): number {
  const { order, payment, facts } = known;
  const heldBack = payment.heldBack !== null && !isLifted(payment, facts);
  if (payment.underReview || heldBack || facts.barred) return ctx.policy.longestSleep;
  const undoMs = order.undoUntil ? order.undoUntil.getTime() - facts.now.getTime() : 0;
  return Math.max(0, facts.waitMs, Math.ceil(undoMs));
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
  const facts = first ?? (await readClaimFacts(ctx, order));
  const tooLate = holdTooShort(ctx, payment, facts.now);
  if (facts.blocked) return turnAwayInside(ctx, order, { why: "blocked", what: facts.blocked });
  if (tooLate && payment.heldBack) return turnAwayInside(ctx, order);
  if (facts.barred && !payment.heldBack) await holdBack(ctx, { order, payment, why: facts.barred });
  if (isLifted(payment, facts)) await flagPayment(ctx, payment.id, { heldBack: null });
  const restMs = restBefore(ctx, { order, payment, facts });
  if (!tooLate && restMs > 0) {
    await letOrderWait(ctx, order, restMs);
    return undefined;
  }
  const attempts = first ? [] : await readAttempts(ctx, order.id);
  const excess = attempts.length === 0 ? await judgeCard(ctx, facts) : undefined;
  if (excess) return turnAwayInside(ctx, order, { why: "card-limit", ...excess });
  const { route, passed }: Choice = tooLate
    ? { passed: [] }
    : await chooseRoute(ctx, order, { facts, attempts });
  const passedOver = told(passed);
  if (passed.length > 0)
    ctx.log.info({ order: order.id, passedOver, taken: route?.provider.name }, "offers were passed over");
  if (!route) return waitOrEnd(ctx, order, { passed, now: facts.now });
  return claimAttempt(ctx, order, {
    n: attempts.length + 1,
    offerId: route.offer.offerId,
    provider: route.provider.name,
    request: requestOf(order, route),
    leaseMs: leaseMsOf(ctx, route.provider.capabilities),
    expected: route.offer.cost,
    passedOver,
  });
}

async function waitOrEnd(
  ctx: FulfilmentCtx,
  order: OrderRow,
  known: { passed: Passed[]; now: Date },
): Promise<undefined> {
  const waitMs = waitFor(ctx, order, known);
  if (waitMs !== undefined) {
    await letOrderWait(ctx, order, waitMs);
    return undefined;
  }
  const data = known.passed.length > 0 ? { passedOver: told(known.passed) } : {};
  await advanceOrder(ctx, order, { event: "no_route", to: "undeliverable", nextAfterMs: null, data });
  return undefined;
}
