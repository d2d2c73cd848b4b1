import { desc, inArray, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { promoCodes, promoUses } from "@/db/schema";
import { money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { readStaffNames } from "../read-staff-names";
import type { PromoCodeView } from "../types";

const MOST = 200;

/** What of a payment was not delivered, and can no more be, gives its use back. */
const COUNTS = sql`exists (select 1 from orders o where o.checkout_id = ${promoUses.checkoutId}
  and o.state not in ('expired', 'cancelled', 'undeliverable'))`;
const ARRIVED = sql`exists (select 1 from orders o where o.checkout_id = ${promoUses.checkoutId} and o.state = 'delivered')`;

const amount = (minor: number | null, currency: string | null) =>
  minor === null || currency === null ? null : money(minor, currency);

/** The newest codes with how often they were used and what they gave away. @throws NotPermitted */
export async function readPromoCodes(ctx: Ctx): Promise<PromoCodeView[]> {
  assertMay(ctx.actor, "prices.read");
  const rows = await ctx.db
    .select({
      code: promoCodes,
      begun: sql<boolean>`${promoCodes.startsAt} <= app_now()`,
      over: sql<boolean>`coalesce(${promoCodes.endsAt} <= app_now(), false)`,
    })
    .from(promoCodes)
    .orderBy(desc(promoCodes.madeAt))
    .limit(MOST);
  const ids = rows.map(({ code }) => code.id);
  const [uses, names] = await Promise.all([
    ids.length === 0
      ? []
      : ctx.db
          .select({
            id: promoUses.promoCodeId,
            currency: promoUses.currency,
            uses: sql<number>`(count(*) filter (where ${COUNTS}))::int`,
            cost: sql<string>`coalesce(sum(${promoUses.discountMinor}) filter (where ${ARRIVED}), 0)`,
          })
          .from(promoUses)
          .where(inArray(promoUses.promoCodeId, ids))
          .groupBy(promoUses.promoCodeId, promoUses.currency),
    readStaffNames(
      ctx,
      rows.flatMap(({ code }) => [code.madeBy, ...(code.endedBy ? [code.endedBy] : [])]),
    ),
  ]);
  return rows.map(({ code, begun, over }) => {
    const mine = uses.filter(({ id }) => id === code.id);
    return {
      id: code.id,
      code: code.code,
      percent: code.percent,
      fixed: amount(code.fixedMinor, code.fixedCurrency),
      startsAt: code.startsAt.toISOString(),
      endsAt: code.endsAt?.toISOString() ?? null,
      state: code.endedBy ? "ended" : over ? "over" : begun ? "running" : "not-yet",
      mostInAll: code.mostInAll,
      mostPerBuyer: code.mostPerBuyer,
      minimum: amount(code.minimumMinor, code.minimumCurrency),
      kinds: code.kinds,
      countries: code.countries,
      belowCost: code.belowCost,
      by: names.get(code.madeBy) ?? "staff",
      endedBy: code.endedBy && (names.get(code.endedBy) ?? "staff"),
      uses: mine.reduce((all, one) => all + one.uses, 0),
      cost: mine
        .filter(({ cost }) => Number(cost) > 0)
        .map(({ cost, currency }) => money(Number(cost), currency)),
    };
  });
}
