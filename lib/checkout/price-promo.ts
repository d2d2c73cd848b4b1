import { readFxTable } from "@/lib/catalog";
import type { Failure } from "@/lib/core/failure";
import { formatMoney, microsOf, micros, money, type Money } from "@/lib/core/money";
import { fail, ok, type Result } from "@/lib/core/result";
import { countPromoUses, type CheckoutLine, type CheckoutRow, type PromoRow } from "@/lib/orders";
import {
  chargeMinimum,
  convertUp,
  isAbove,
  shareDiscount,
  type DiscountLine,
  type FxTable,
} from "@/lib/pricing";
import type { CheckoutCtx } from "./context";

export type PromoFailure = Failure<
  | "promo-unknown"
  /** `values.from`: ISO time */
  | "promo-not-yet"
  | "promo-over"
  | "promo-used-up"
  | "promo-used-by-you"
  /** `values.minimum` */
  | "promo-minimum"
  /** Nothing in this payment is what the code is for. */
  | "promo-not-for-these"
  /** These prices leave no room for it. */
  | "promo-no-room"
>;

/** What a code takes off each line, by line number, in minor units of what is paid in. */
export interface PricedPromo {
  byLine: Map<number, number>;
  sum: Money;
}

const fits = (promo: PromoRow, { product, operator, recipient }: CheckoutLine): boolean =>
  (promo.kinds.length === 0 || promo.kinds.includes(product.kind)) &&
  (promo.countries.length === 0 || promo.countries.includes(recipient?.country ?? operator.country));

/** Never below what the line costs us, unless the code says so, and never below what a card can be charged. */
function discountLine({ quote }: CheckoutLine, promo: PromoRow, fx: FxTable): DiscountLine {
  const { totalMinor, totalCurrency } = quote;
  const cost =
    convertUp(micros(quote.costMicros, quote.costCurrency), totalCurrency, fx)?.minor ?? totalMinor;
  const least = chargeMinimum(totalCurrency, fx).minor;
  return { totalMinor, leastMinor: promo.belowCost ? least : Math.max(cost, least) };
}

async function judgeUse(
  ctx: CheckoutCtx,
  promo: PromoRow,
  who: { buyerId: string; email: string | null },
): Promise<PromoFailure | undefined> {
  if (promo.over) return { code: "promo-over" };
  if (!promo.begun) return { code: "promo-not-yet", values: { from: promo.startsAt.toISOString() } };
  const { inAll, byBuyer } = await countPromoUses(ctx, promo, who);
  if (promo.mostInAll !== null && inAll >= promo.mostInAll) return { code: "promo-used-up" };
  if (promo.mostPerBuyer !== null && byBuyer >= promo.mostPerBuyer) return { code: "promo-used-by-you" };
  return undefined;
}

function isBelowMinimum(
  ctx: CheckoutCtx,
  promo: PromoRow,
  by: { sum: Money; fx: FxTable },
): PromoFailure | undefined {
  if (promo.minimumMinor === null || promo.minimumCurrency === null) return undefined;
  const minimum = money(promo.minimumMinor, promo.minimumCurrency);
  if (!isAbove(microsOf(minimum), microsOf(by.sum), by.fx)) return undefined;
  return { code: "promo-minimum", values: { minimum: formatMoney(minimum, ctx.locale, { compact: true }) } };
}

/**
 * What a code takes off the lines of a checkout now, or why it takes nothing.
 * @param input.email as typed when pay is pressed; null before
 */
export async function pricePromo(
  ctx: CheckoutCtx,
  input: { promo: PromoRow; checkout: CheckoutRow; lines: CheckoutLine[]; email: string | null },
): Promise<Result<PricedPromo, PromoFailure>> {
  const { promo, checkout, email } = input;
  const refused = await judgeUse(ctx, promo, { buyerId: checkout.buyerId, email });
  if (refused) return fail(refused);
  const lines = input.lines.filter((line) => fits(promo, line));
  const { currency } = checkout;
  if (lines.length === 0) return fail({ code: "promo-not-for-these" });
  const fx = await readFxTable(ctx);
  const sum = money(
    lines.reduce((all, { quote }) => all + quote.totalMinor, 0),
    currency,
  );
  const below = isBelowMinimum(ctx, promo, { sum, fx });
  if (below) return fail(below);
  const { percent, fixedMinor, fixedCurrency } = promo;
  const fixed = fixedMinor === null || fixedCurrency === null ? null : money(fixedMinor, fixedCurrency);
  const taken = shareDiscount(
    { percent, fixed },
    lines.map((line) => discountLine(line, promo, fx)),
    { currency, fx },
  );
  const all = taken.reduce((total, one) => total + one, 0);
  if (all === 0) return fail({ code: "promo-no-room" });
  const byLine = new Map(lines.map(({ quote }, at) => [quote.line, taken[at] ?? 0]));
  return ok({ byLine, sum: money(all, currency) });
}
