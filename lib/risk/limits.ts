import { money, type Money } from "@/lib/core/money";

export type Span = "day" | "week" | "month";

/** From the shortest to the longest. */
export const SPANS: readonly Span[] = ["day", "week", "month"];

export const SPAN_HOURS: Readonly<Record<Span, number>> = { day: 24, week: 7 * 24, month: 30 * 24 };

export type LimitOf = "buyer" | "card" | "recipient";

export interface Limit {
  orders: number;
  worth: Money;
}

export type Limits = Record<LimitOf, Record<Span, Limit>>;

/** What limits and sums are counted in. */
export const LIMIT_CURRENCY = "USD";

const most = (orders: number, dollars: number): Limit => ({
  orders,
  worth: money(dollars * 100, LIMIT_CURRENCY),
});

/** How much may be bought by one buyer, with one card, and for one recipient whoever pays. Families send much; a stolen card sends more. */
export const LIMITS: Limits = {
  buyer: { day: most(40, 1_000), week: most(120, 2_500), month: most(300, 6_000) },
  card: { day: most(40, 1_000), week: most(120, 2_500), month: most(300, 6_000) },
  recipient: { day: most(15, 500), week: most(40, 1_200), month: most(100, 3_000) },
};

/** No limits, for who measures the shop's speed as one buyer. */
export const NO_LIMITS: Limits = Object.fromEntries(
  Object.entries(LIMITS).map(([of, spans]) => [
    of,
    Object.fromEntries(SPANS.map((span) => [span, { ...spans[span], ...most(10 ** 12, 10 ** 12) }])),
  ]),
) as Limits;
