import { listOffersFor, type OffersFor, type PassedOver, type RoutableOffer } from "@/lib/catalog";
import type { Micros } from "@/lib/core/money";
import { isAbove, type FxTable } from "@/lib/pricing";
import type { AttemptRow, OrderRow } from "@/lib/orders";
import type { Provider, ProviderName } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";

export interface Route {
  offer: RoutableOffer;
  provider: Provider;
}

/** An offer that is not taken, and why: for the log and for staff. */
export interface Passed {
  offerId: string;
  provider: ProviderName;
  why: PassedOver | "rejected-before" | "too-dear" | "no-token" | "busy";
  /** When it may be taken after all, in milliseconds from now; absent: not for this order. */
  waitMs?: number;
}

export interface Routing {
  /** In the order in which they are tried. */
  routes: Route[];
  passed: Passed[];
}

/** Offers that a definite rejection has ruled out for this order. */
function ruledOut(attempts: AttemptRow[]): (offer: { provider: string; offerId: string }) => boolean {
  const providers = new Set<string>();
  const offers = new Set<string>();
  for (const attempt of attempts) {
    if (attempt.outcome?.retry === "other-provider") providers.add(attempt.provider);
    else if (attempt.outcome?.retry === "never") offers.add(attempt.offerId);
  }
  return ({ provider, offerId }) => providers.has(provider) || offers.has(offerId);
}

/** Every offer for the order, judged and ranked as the price was. */
export const readRoutes = (ctx: FulfilmentCtx, order: OrderRow): Promise<OffersFor> =>
  listOffersFor(ctx, {
    productId: order.productId,
    face: { minor: order.faceMinor, currency: order.faceCurrency },
    fields: order.fields,
    number: order.number,
    via: order.via,
  });

/**
 * The ways an order may take now, best first: what no rejection has ruled out, at a cost within what the shop absorbs above the quoted one.
 * @param input.quoted cost when the price was made, of whatever wallet
 * @param input.fx rates between the wallets
 */
export function routeOrder(
  ctx: FulfilmentCtx,
  input: { offers: OffersFor; attempts: AttemptRow[]; quoted: Micros; fx: FxTable },
): Routing {
  const { offers, attempts, quoted, fx } = input;
  const out = ruledOut(attempts);
  const dearest: Micros = {
    ...quoted,
    micros: Math.floor(quoted.micros * (1 + ctx.policy.costTolerance)),
  };
  const routes: Route[] = [];
  const passed: Passed[] = offers.barred.map((barred) =>
    out(barred) ? { offerId: barred.offerId, provider: barred.provider, why: "rejected-before" } : barred,
  );
  for (const offer of offers.able) {
    const pass = (why: Passed["why"]) =>
      passed.push({ offerId: offer.offerId, provider: offer.provider, why });
    const provider = ctx.providers.get(offer.provider);
    if (!provider) pass("provider-off");
    else if (out(offer)) pass("rejected-before");
    else if (isAbove(offer.cost, dearest, fx)) pass("too-dear");
    else routes.push({ offer, provider });
  }
  return { routes, passed };
}
