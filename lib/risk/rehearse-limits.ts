import { addMoney, money, type Money } from "@/lib/core/money";
import { judgeLimits, type Counted, type Excess, type Tally } from "./judge-limits";
import { LIMIT_CURRENCY, SPAN_HOURS, SPANS, type LimitOf, type Limits } from "./limits";

/** One order that was bought, as far as limits are concerned. */
export interface BoughtOrder {
  id: string;
  checkoutId: string;
  /** When pay was pressed; milliseconds. */
  at: number;
  buyerId: string;
  /** In small letters. */
  email: string;
  card: string | null;
  number: string | null;
  /** In the currency of limits. */
  worth: Money;
}

export interface Rehearsal {
  /** Payments that were judged, and those of them that would have been refused. */
  judged: number;
  refused: (Pick<Excess, "of" | "span" | "what"> & {
    checkoutId: string;
    orderIds: string[];
    worth: Money;
  })[];
}

const HOUR = 3_600_000;
const LONGEST = SPAN_HOURS.month * HOUR;

const sum = (orders: readonly BoughtOrder[]): Money =>
  orders.reduce((all, { worth }) => addMoney(all, worth), money(0, LIMIT_CURRENCY));

function tallyOf(before: Iterable<BoughtOrder>, at: number): Tally {
  const all = [...before];
  return Object.fromEntries(
    SPANS.map((span) => {
      const within = all.filter((order) => order.at > at - SPAN_HOURS[span] * HOUR);
      return [span, { orders: within.length, worth: sum(within) }];
    }),
  ) as Tally;
}

/** What was bought lately, by whom, with what and for whom. */
class Past {
  readonly #by = new Map<string, BoughtOrder[]>();

  /** Of a buyer both by their cookie and by their address, each order once. */
  of(keys: readonly string[], at: number): Set<BoughtOrder> {
    const found = new Set<BoughtOrder>();
    for (const key of keys) {
      // What is too old to count is dropped for good: time goes on alone.
      const young = (this.#by.get(key) ?? []).filter((order) => order.at > at - LONGEST);
      this.#by.set(key, young);
      for (const order of young) found.add(order);
    }
    return found;
  }

  add(order: BoughtOrder): void {
    for (const key of keysOf(order).flatMap(({ keys }) => keys)) {
      const orders = this.#by.get(key);
      if (orders) orders.push(order);
      else this.#by.set(key, [order]);
    }
  }
}

const keysOf = ({ buyerId, email, card, number }: BoughtOrder): { of: LimitOf; keys: string[] }[] => [
  { of: "buyer", keys: [`buyer:${buyerId}`, `email:${email}`] },
  ...(card ? [{ of: "card" as const, keys: [`card:${card}`] }] : []),
  ...(number ? [{ of: "recipient" as const, keys: [`number:${number}`] }] : []),
];

function countedFor(lines: readonly BoughtOrder[], past: Past): Counted[] {
  const [first] = lines;
  if (!first) return [];
  const now = (some: readonly BoughtOrder[]) => ({ orders: some.length, worth: sum(some) });
  const numbers = [...new Set(lines.flatMap(({ number }) => number ?? []))];
  const counted = (of: LimitOf, keys: string[], some: readonly BoughtOrder[]): Counted => ({
    of,
    name: "",
    tally: tallyOf(past.of(keys, first.at), first.at),
    now: now(some),
  });
  const whole = keysOf({ ...first, number: null }).map(({ of, keys }) => counted(of, keys, lines));
  return [
    ...whole,
    ...numbers.map((number) =>
      counted(
        "recipient",
        [`number:${number}`],
        lines.filter((line) => line.number === number),
      ),
    ),
  ];
}

/**
 * What other limits would have done to what was bought: payment after payment, each judged by those before it that would have been let
 * through. Pure.
 * @param orders from the oldest to the newest; those before `judgeFrom` only count
 */
export function rehearseLimits(
  orders: readonly BoughtOrder[],
  { limits, judgeFrom }: { limits: Limits; judgeFrom: number },
): Rehearsal {
  const past = new Past();
  const byCheckout = new Map<string, BoughtOrder[]>();
  for (const order of orders) {
    const lines = byCheckout.get(order.checkoutId);
    if (lines) lines.push(order);
    else byCheckout.set(order.checkoutId, [order]);
  }
  const found: Rehearsal = { judged: 0, refused: [] };
  for (const [checkoutId, lines] of byCheckout) {
    const isJudged = (lines[0]?.at ?? 0) >= judgeFrom;
    if (isJudged) found.judged += 1;
    const excess = isJudged ? judgeLimits(countedFor(lines, past), limits) : undefined;
    if (!excess) {
      for (const line of lines) past.add(line);
      continue;
    }
    const { of, span, what } = excess;
    found.refused.push({
      of,
      span,
      what,
      checkoutId,
      orderIds: lines.map(({ id }) => id),
      worth: sum(lines),
    });
  }
  return found;
}
