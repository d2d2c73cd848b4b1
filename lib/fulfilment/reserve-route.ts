import { drawToken, hasTurn, takeTrial, type PacedCall } from "@/lib/supply";
import type { OrderRow } from "@/lib/orders";
import type { FulfilmentCtx } from "./context";
import { leaseMsOf } from "./lease-ms-of";
import type { Passed, Route } from "./route-order";

/** Leave to make every call that the purchase takes; milliseconds to wait where one is lacking. */
async function drawTokens(ctx: FulfilmentCtx, { provider }: Route): Promise<number> {
  const { pace, twoPhase } = provider.capabilities;
  if (!pace) return 0;
  const calls: PacedCall[] = twoPhase ? ["submit", "prepare"] : ["submit"];
  for (const call of calls) {
    const waitMs = await drawToken(ctx, { provider: provider.name, call, pace });
    if (waitMs > 0) return waitMs;
  }
  return 0;
}

/**
 * Takes what a route needs beside an offer, in the transaction of the claim: a turn, tokens, the trial of its circuit. Costs a statement only
 * where the provider has such a limit or its circuit is not closed.
 * @returns why it cannot be taken just now; undefined when it is ours
 */
export async function reserveRoute(
  ctx: FulfilmentCtx,
  order: OrderRow,
  route: Route,
): Promise<Passed | undefined> {
  const { offer, provider } = route;
  const { callsAtOnce } = provider.capabilities;
  const pass = (why: Passed["why"], waitMs: number): Passed => ({
    offerId: offer.offerId,
    provider: offer.provider,
    why,
    waitMs,
  });
  if (callsAtOnce !== undefined && !(await hasTurn(ctx, provider.name, callsAtOnce)))
    return pass("busy", ctx.policy.turnWait);
  const waitMs = await drawTokens(ctx, route);
  if (waitMs > 0) return pass("no-token", waitMs);
  const way = { provider: provider.name, operatorId: order.operatorId };
  if (offer.onTrial && !(await takeTrial(ctx, way, leaseMsOf(ctx, provider.capabilities))))
    return pass("circuit-open", ctx.policy.circuitRest);
  return undefined;
}
