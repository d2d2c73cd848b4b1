import { microsOf, type Micros, type Money } from "@/lib/core/money";
import { compareCosts, isAbove, stepsAbove, type FxTable } from "@/lib/pricing";
import type { Provider, ProviderName } from "@/lib/providers/spec";

/** How a provider stands for an operator at this moment, as the rows of supply say; null where nothing is known. */
export interface Standing {
  /** Said by staff. */
  switchedOn: boolean | null;
  /** Milliseconds until its pause ends; nought when it has none. */
  pausedMs: number;
  /** Milliseconds until one order may try its circuit again, nought when it may now; null while the circuit is closed. */
  restsMs: number | null;
  /** Float less what was claimed since it was read. */
  floatMicros: number | null;
  floatCurrency: string | null;
  pinned: boolean;
  excluded: boolean;
  delivered: number | null;
  failed: number | null;
  p50Ms: number | null;
}

/** Why an offer is passed over. */
export type PassedOver =
  | "provider-off"
  | "switched-off"
  | "excluded"
  | "paused"
  | "circuit-open"
  | "float-low"
  | "order-too-large";

/** What a judgement needs to know of the providers: their capabilities alone, never which one it is. */
export interface Sellers {
  /** Undefined when the provider has no credentials. */
  get(name: ProviderName): Pick<Provider, "capabilities"> | undefined;
  /** Real money is spent: what is off until it is switched on is off. */
  live?: boolean;
}

/** An offer at a face value: what is ordered and what it costs. */
export interface Judgeable {
  offer: { offerId: string; provider: ProviderName; standing: Standing };
  order: Money;
  cost: Micros;
}

export interface Barred {
  why: PassedOver;
  /** When it may be over by itself, in milliseconds from now; absent: not by itself. */
  waitMs?: number;
}

/** Why an offer cannot be taken now; undefined when it can. */
export function judgeOffer(one: Judgeable, sellers: Sellers, fx: FxTable): Barred | undefined {
  const { standing, provider: name } = one.offer;
  const provider = sellers.get(name);
  if (!provider) return { why: "provider-off" };
  const { offUntilSwitchedOn, largestOrder } = provider.capabilities;
  if (!(standing.switchedOn ?? !(offUntilSwitchedOn && sellers.live))) return { why: "switched-off" };
  if (standing.excluded) return { why: "excluded" };
  if (largestOrder && isAbove(microsOf(one.order), microsOf(largestOrder), fx))
    return { why: "order-too-large" };
  const { floatMicros, floatCurrency } = standing;
  if (floatMicros !== null && floatCurrency === one.cost.currency && floatMicros < one.cost.micros)
    return { why: "float-low" };
  if (standing.pausedMs > 0) return { why: "paused", waitMs: standing.pausedMs };
  if (standing.restsMs !== null && standing.restsMs > 0)
    return { why: "circuit-open", waitMs: standing.restsMs };
  return undefined;
}

/** Below this share of deliveries a provider is not healthy, and not even fair. */
const HEALTHY = 0.95;
const FAIR = 0.8;
/** Fewer than so many attempts tell nothing. */
const FEW = 10;

/** 0 healthy or unknown, 1 fair, 2 poor. */
function illness({ delivered, failed }: Standing): number {
  const all = (delivered ?? 0) + (failed ?? 0);
  if (all < FEW) return 0;
  const share = (delivered ?? 0) / all;
  return share >= HEALTHY ? 0 : share >= FAIR ? 1 : 2;
}

/** Whether a lost answer can be found out by asking. */
function provable(one: Judgeable, sellers: Sellers): boolean {
  const capabilities = sellers.get(one.offer.provider)?.capabilities;
  return capabilities !== undefined && (capabilities.findBy !== "none" || capabilities.dedupe === "replay");
}

/** Nobody waits longer to save less than this part. */
const SAME_COST = { step: 200 };

/**
 * Offers in the order in which they are taken: pinned by staff, those whose lost answers can be found out, the healthy ones, the cheap ones, and
 * among equals the fast ones.
 */
export function rankOffers<One extends Judgeable>(all: One[], sellers: Sellers, fx: FxTable): One[] {
  const byCost = all.toSorted((a, b) => compareCosts(a.cost, b.cost, fx));
  const [first] = byCost;
  if (!first || byCost.length === 1) return byCost;
  const keyed = byCost.map((one) => ({
    one,
    key: [
      one.offer.standing.pinned ? 0 : 1,
      provable(one, sellers) ? 0 : 1,
      illness(one.offer.standing),
      stepsAbove(one.cost, first.cost, { ...SAME_COST, fx }) ?? Number.MAX_SAFE_INTEGER,
      one.offer.standing.p50Ms ?? Number.MAX_SAFE_INTEGER,
    ],
  }));
  return keyed
    .toSorted((a, b) => {
      const at = a.key.findIndex((part, index) => part !== b.key[index]);
      if (at >= 0) return (a.key[at] ?? 0) - (b.key[at] ?? 0);
      return compareCosts(a.one.cost, b.one.cost, fx) || (a.one.offer.offerId < b.one.offer.offerId ? -1 : 1);
    })
    .map(({ one }) => one);
}
