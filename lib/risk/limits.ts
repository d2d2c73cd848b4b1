import { z } from "zod";
import { money, type Money } from "@/lib/core/money";

export type Span = "day" | "week" | "month";

/** From the shortest to the longest. */
export const SPANS: readonly Span[] = ["day", "week", "month"];

export const SPAN_HOURS: Readonly<Record<Span, number>> = { day: 24, week: 7 * 24, month: 30 * 24 };

export type LimitOf = "buyer" | "card" | "recipient";

export const LIMITED: readonly LimitOf[] = ["buyer", "card", "recipient"];

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

/**
 * How much may be bought by one buyer, with one card, and for one recipient whoever pays, until staff say otherwise. Families send much; a
 * stolen card sends more.
 */
export const LIMITS: Limits = {
  buyer: { day: most(40, 1_000), week: most(120, 2_500), month: most(300, 6_000) },
  card: { day: most(40, 1_000), week: most(120, 2_500), month: most(300, 6_000) },
  recipient: { day: most(15, 500), week: most(40, 1_200), month: most(100, 3_000) },
};

const WITHOUT_END = 10 ** 12;

const each = <Value>(make: (of: LimitOf, span: Span) => Value): Record<LimitOf, Record<Span, Value>> =>
  Object.fromEntries(
    LIMITED.map((of) => [of, Object.fromEntries(SPANS.map((span) => [span, make(of, span)]))]),
  ) as Record<LimitOf, Record<Span, Value>>;

/** No limits, for who measures the shop's speed as one buyer. */
export const NO_LIMITS: Limits = each(() => most(WITHOUT_END, WITHOUT_END));

/** What a shop is set to beside what its staff have written down. */
export interface LimitSetting {
  /** Count instead of the staff's. */
  limits?: Limits;
  /** Know no limit at all. */
  unlimited?: readonly LimitOf[];
}

/** The limits that count. @param stored what staff have written down */
export function limitsThatCount({ limits, unlimited = [] }: LimitSetting, stored: Limits): Limits {
  const counting = limits ?? stored;
  return each((of, span) => (unlimited.includes(of) ? NO_LIMITS : counting)[of][span]);
}

/** Whether what it may have has an end at all; without one nobody need count. */
export const isLimited = ({ limits, unlimited = [] }: LimitSetting, of: LimitOf): boolean =>
  !unlimited.includes(of) && (limits === undefined || limits[of].month.orders < WITHOUT_END);

/** The same of a limit as it was kept. */
export const hasEnd = (kept: { most: number }): boolean => kept.most < WITHOUT_END;

const stored = z.object({
  orders: z.int().min(0).max(1_000_000),
  worthMinor: z.int().min(0).max(1_000_000_000),
});
const spans = z
  .object({ day: stored, week: stored, month: stored })
  // A longer span that allows less would make the shorter one a lie.
  .refine(({ day, week }) => day.orders <= week.orders, { path: ["week", "orders"] })
  .refine(({ week, month }) => week.orders <= month.orders, { path: ["month", "orders"] })
  .refine(({ day, week }) => day.worthMinor <= week.worthMinor, { path: ["week", "worthMinor"] })
  .refine(({ week, month }) => week.worthMinor <= month.worthMinor, { path: ["month", "worthMinor"] });

/** Limits as a row keeps them: counts, and minor units of US dollars. */
export const limitsSchema = z.object({ buyer: spans, card: spans, recipient: spans });

export type StoredLimits = z.infer<typeof limitsSchema>;

export const storeLimits = (limits: Limits): StoredLimits =>
  each((of, span) => ({ orders: limits[of][span].orders, worthMinor: limits[of][span].worth.minor }));

/** @throws when the row is not what `limitsSchema` wrote */
export function readStoredLimits(row: unknown): Limits {
  const read = limitsSchema.parse(row);
  return each((of, span) => ({
    orders: read[of][span].orders,
    worth: money(read[of][span].worthMinor, LIMIT_CURRENCY),
  }));
}
