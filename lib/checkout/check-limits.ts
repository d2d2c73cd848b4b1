import { readFxTable } from "@/lib/catalog";
import type { Failure } from "@/lib/core/failure";
import { addMoney, formatMoney, microsOf, money, type Money } from "@/lib/core/money";
import type { CheckoutLine, JudgedLimit, TallyRow } from "@/lib/orders";
import { convertUp, type FxTable } from "@/lib/pricing";
import { maskNumber } from "@/lib/phone/mask-number";
import {
  judgeLimits,
  LIMIT_CURRENCY,
  limitsThatCount,
  nearestLimit,
  SPAN_HOURS,
  SPANS,
  tallyOf,
  type Counted,
  type Excess,
  type Limits,
} from "@/lib/risk";
import type { CheckoutCtx } from "./context";

/** `values.of`, `name`, `span`, `what`, `most` and `left`, with amounts written out. */
export type LimitFailure = Failure<"limit-reached">;

const HOUR = 3_600_000;

/** How far back counts reach, as the policy's time runs. */
export const spansMs = (ctx: CheckoutCtx): number[] =>
  SPANS.map((span) => ctx.policy.scaled(SPAN_HOURS[span] * HOUR));

/** In the currency of the limits; an amount without a rate counts as it stands, which is too much rather than too little. */
const worthOf = (amount: Money, fx: FxTable): Money =>
  convertUp(microsOf(amount), LIMIT_CURRENCY, fx) ?? money(amount.minor, LIMIT_CURRENCY);

function countAll(lines: CheckoutLine[], rows: TallyRow[], fx: FxTable): Counted[] {
  const adding = (some: CheckoutLine[]): Counted["now"] => ({
    orders: some.length,
    worth: some.reduce(
      (all, { quote }) => addMoney(all, worthOf(money(quote.totalMinor, quote.totalCurrency), fx)),
      money(0, LIMIT_CURRENCY),
    ),
  });
  const counted = (of: Counted["of"], key: string, some: CheckoutLine[]): Counted => ({
    of,
    name: of === "recipient" ? maskNumber(key) : "",
    tally: tallyOf(
      rows.filter((row) => row.of === of && row.key === key),
      (amount) => worthOf(amount, fx),
    ),
    now: adding(some),
  });
  const cards = new Set(rows.flatMap((row) => (row.of === "card" ? [row.key] : [])));
  const numbers = new Set(lines.flatMap(({ recipient }) => recipient?.number ?? []));
  return [
    counted("buyer", "", lines),
    ...[...cards].map((card) => counted("card", card, lines)),
    ...[...numbers].map((number) =>
      counted(
        "recipient",
        number,
        lines.filter(({ recipient }) => recipient?.number === number),
      ),
    ),
  ];
}

function tell({ of, name, span, what, most, left }: Excess, locale: string): LimitFailure {
  const write = (value: number | Money) =>
    typeof value === "number" ? value : formatMoney(value, locale, { compact: true });
  return { code: "limit-reached", values: { of, name, span, what, most: write(most), left: write(left) } };
}

export interface LimitsChecked {
  /** What it would be too much of; undefined when it may be paid. */
  refused: LimitFailure | undefined;
  /** What of each limit is used with it: kept for staff. */
  judged: JudgedLimit[];
}

/** Whether this payment would be more than one buyer, card or recipient may have in a day, week or month. */
export async function checkLimits(
  ctx: CheckoutCtx,
  { lines, tallies, limits }: { lines: CheckoutLine[]; tallies: TallyRow[]; limits: Limits },
): Promise<LimitsChecked> {
  const all = [
    ...lines.map(({ quote }) => quote.totalCurrency),
    ...tallies.flatMap(({ spans }) => spans.map(({ worth }) => worth.currency)),
  ];
  const fx = all.some((currency) => currency !== LIMIT_CURRENCY)
    ? await readFxTable(ctx)
    : { base: LIMIT_CURRENCY, rates: {} };
  const counting = limitsThatCount(ctx, limits);
  const counted = countAll(lines, tallies, fx);
  const excess = judgeLimits(counted, counting);
  return {
    refused: excess && tell(excess, ctx.locale),
    judged: counted.map((one) => ({ of: one.of, name: one.name, ...nearestLimit(one, counting) })),
  };
}
