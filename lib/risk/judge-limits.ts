import { addMoney, money, type Money } from "@/lib/core/money";
import { LIMITS, SPANS, type LimitOf, type Limits, type Span } from "./limits";

/** What was bought within a span before now, what is bought now not counted. Worth in one currency, that of the limits. */
export type Tally = Record<Span, { orders: number; worth: Money }>;

/** Something that is counted: the buyer, a card they paid with, or a recipient. */
export interface Counted {
  of: LimitOf;
  /** How the buyer knows it; a number is written out, the buyer is nobody else. */
  name: string;
  tally: Tally;
  /** What this payment adds. */
  now: { orders: number; worth: Money };
}

export interface Excess {
  of: LimitOf;
  name: string;
  span: Span;
  /** Which of the two is too much. */
  what: "orders" | "worth";
  most: number | Money;
  /** How much of it is left; nothing below nought. */
  left: number | Money;
}

const less = (a: Money, b: Money): Money => money(Math.max(0, a.minor - b.minor), a.currency);

function excessOf(counted: Counted, span: Span, limits: Limits): Excess | undefined {
  const { of, name, tally, now } = counted;
  const { orders: mostOrders, worth: mostWorth } = limits[of][span];
  const before = tally[span];
  if (before.orders + now.orders > mostOrders)
    return {
      of,
      name,
      span,
      what: "orders",
      most: mostOrders,
      left: Math.max(0, mostOrders - before.orders),
    };
  if (addMoney(before.worth, now.worth).minor <= mostWorth.minor) return undefined;
  return { of, name, span, what: "worth", most: mostWorth, left: less(mostWorth, before.worth) };
}

/**
 * Whether a payment stays within the limits of everybody it concerns. Pure: the counts are handed in.
 * @returns the first excess, of the longest span that is exceeded, since it ends last; undefined when there is none
 */
export function judgeLimits(all: readonly Counted[], limits: Limits = LIMITS): Excess | undefined {
  for (const span of SPANS.toReversed())
    for (const counted of all) {
      const excess = excessOf(counted, span, limits);
      if (excess) return excess;
    }
  return undefined;
}

/** The limit of one that is counted which this payment comes nearest to, of either kind: for staff to see afterwards. */
export function nearestLimit({ of, tally, now }: Counted, limits: Limits): Nearness {
  const all = SPANS.map((span): Nearness & { share: number } => {
    const limit = limits[of][span];
    const orders = { used: tally[span].orders + now.orders, most: limit.orders };
    const worth = { used: tally[span].worth.minor + now.worth.minor, most: limit.worth.minor };
    return { span, orders, worth, share: Math.max(shareOf(orders), shareOf(worth)) };
  });
  const { span, orders, worth } = all.reduce((one, other) => (other.share > one.share ? other : one));
  return { span, orders, worth };
}

const shareOf = ({ used, most }: { used: number; most: number }): number =>
  most === 0 ? Number.POSITIVE_INFINITY : used / most;

/** Worth in minor units of the currency of limits. */
interface Nearness {
  span: Span;
  orders: { used: number; most: number };
  worth: { used: number; most: number };
}
