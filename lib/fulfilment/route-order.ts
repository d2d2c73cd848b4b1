import { listOffersFor, type RoutableOffer } from "@/lib/catalog";
import type { Micros } from "@/lib/core/money";
import type { AttemptRow, OrderRow } from "@/lib/orders";
import type { Provider } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";

export interface Route {
  offer: RoutableOffer;
  provider: Provider;
}

/** Offers that a definite rejection has ruled out for this order. */
function ruledOut(attempts: AttemptRow[]): { providers: Set<string>; offers: Set<string> } {
  const providers = new Set<string>();
  const offers = new Set<string>();
  for (const attempt of attempts) {
    if (attempt.outcome?.retry === "other-provider") providers.add(attempt.provider);
    else if (attempt.outcome?.retry === "never") offers.add(attempt.offerId);
  }
  return { providers, offers };
}

/** Every offer that could deliver the order now. */
export const readRoutes = (ctx: FulfilmentCtx, order: OrderRow): Promise<RoutableOffer[]> =>
  listOffersFor(ctx, {
    productId: order.productId,
    face: { minor: order.faceMinor, currency: order.faceCurrency },
  });

/**
 * The offer to send through next: cheapest first among those that can deliver it, within what the shop absorbs above the quoted cost.
 * @param input.quoted cost in the wallet's currency when the price was made
 */
export function routeOrder(
  ctx: FulfilmentCtx,
  input: { order: OrderRow; offers: RoutableOffer[]; attempts: AttemptRow[]; quoted: Micros },
): Route | undefined {
  const { order, offers, attempts, quoted } = input;
  const out = ruledOut(attempts);
  for (const offer of offers) {
    const provider = ctx.providers.get(offer.provider);
    if (!provider || out.providers.has(offer.provider) || out.offers.has(offer.offerId)) continue;
    const tooDear =
      offer.cost.currency === quoted.currency &&
      offer.cost.micros > quoted.micros * (1 + ctx.policy.costTolerance);
    if (!tooDear) return { offer, provider };
    ctx.log.warn({ order: order.id, offer: offer.offerId }, "the cost rose beyond what the shop absorbs");
  }
  return undefined;
}
