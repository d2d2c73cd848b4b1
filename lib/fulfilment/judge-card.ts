import { readFxTable } from "@/lib/catalog";
import { microsOf, money, type Money } from "@/lib/core/money";
import { readLimits } from "@/lib/customers";
import { readCardTallies, type ClaimGuard } from "@/lib/orders";
import { convertUp, type FxTable } from "@/lib/pricing";
import {
  isLimited,
  judgeLimits,
  LIMIT_CURRENCY,
  limitsThatCount,
  SPAN_HOURS,
  SPANS,
  tallyOf,
  type Excess,
} from "@/lib/risk";
import type { FulfilmentCtx } from "./context";

const HOUR = 3_600_000;

/** In the currency of the limits; an amount without a rate counts as it stands, which is too much rather than too little. */
const worthOf = (amount: Money, fx: FxTable): Money =>
  convertUp(microsOf(amount), LIMIT_CURRENCY, fx) ?? money(amount.minor, LIMIT_CURRENCY);

/**
 * Whether more was bought with a card than one card may pay for, whoever paid with it: its name is known only once it is held. What asks for
 * it counts among the rest. Undefined when it may go on, and where cards know no limit.
 */
export async function judgeCard(
  ctx: FulfilmentCtx,
  { card }: Pick<ClaimGuard, "card">,
): Promise<Pick<Excess, "span" | "what" | "most"> | undefined> {
  if (card === null || !isLimited(ctx, "card")) return undefined;
  const spansMs = SPANS.map((span) => ctx.policy.scaled(SPAN_HOURS[span] * HOUR));
  const rows = await readCardTallies(ctx, { card, spansMs });
  const foreign = rows.some(({ spans }) => spans.some(({ worth }) => worth.currency !== LIMIT_CURRENCY));
  const fx = foreign ? await readFxTable(ctx) : { base: LIMIT_CURRENCY, rates: {} };
  const counted = {
    of: "card" as const,
    name: "",
    tally: tallyOf(rows, (amount) => worthOf(amount, fx)),
    now: { orders: 0, worth: money(0, LIMIT_CURRENCY) },
  };
  const { limits } = await readLimits(ctx);
  const excess = judgeLimits([counted], limitsThatCount(ctx, limits));
  return excess && { span: excess.span, what: excess.what, most: excess.most };
}
