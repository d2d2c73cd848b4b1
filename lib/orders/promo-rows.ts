import { and, eq, isNull, sql, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { checkouts, promoCodes, promoUses } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { Money } from "@/lib/core/money";

export interface PromoRow extends InferSelectModel<typeof promoCodes> {
  /** By the database's clock. */
  begun: boolean;
  over: boolean;
}

const moments = {
  begun: sql<boolean>`${promoCodes.startsAt} <= app_now()`,
  over: sql<boolean>`${promoCodes.endsAt} is not null and ${promoCodes.endsAt} <= app_now()`,
};

const flat = (row: {
  promo: InferSelectModel<typeof promoCodes>;
  begun: boolean;
  over: boolean;
}): PromoRow => ({
  ...row.promo,
  begun: row.begun,
  over: row.over || row.promo.endedBy !== null,
});

/** ` spring-25 ` → `SPRING25`: how a code is kept and found. */
export const normaliseCode = (typed: string): string =>
  typed
    .normalize("NFKC")
    .toUpperCase()
    .replace(/[\s\p{Pd}_]/gu, "");

/** The code that bears this name now. */
export async function findPromo(ctx: Ctx, code: string): Promise<PromoRow | undefined> {
  const [row] = await ctx.db
    .select({ promo: promoCodes, ...moments })
    .from(promoCodes)
    .where(and(eq(promoCodes.code, code), isNull(promoCodes.endedBy)));
  return row && flat(row);
}

/** @param by.lock held to the end of the transaction, so that two who use it up at once come one after the other */
export async function readPromo(
  ctx: Ctx,
  promoCodeId: string,
  by: { lock: boolean } = { lock: false },
): Promise<PromoRow | undefined> {
  const query = ctx.db
    .select({ promo: promoCodes, ...moments })
    .from(promoCodes)
    .where(eq(promoCodes.id, promoCodeId));
  const [row] = await (by.lock ? query.for("update") : query);
  return row && flat(row);
}

/** What of a checkout was never delivered, and can no more be, gives its use back. */
const COUNTS = sql`exists (select 1 from orders o where o.checkout_id = ${promoUses.checkoutId}
  and o.state not in ('expired', 'cancelled', 'undeliverable'))`;

export interface PromoCount {
  inAll: number;
  /** By this buyer, or by who gave this address. */
  byBuyer: number;
}

/** How often a code was used. Counted where it has a limit: under the code's lock it is exact. */
export async function countPromoUses(
  ctx: Ctx,
  promo: PromoRow,
  who: { buyerId: string; email: string | null },
): Promise<PromoCount> {
  const count = async (limit: number | null, mine: ReturnType<typeof sql> | undefined): Promise<number> => {
    if (limit === null) return 0;
    const [row] = await ctx.db
      .select({ n: sql<number>`count(*)::int` })
      .from(promoUses)
      .where(and(eq(promoUses.promoCodeId, promo.id), mine, COUNTS));
    return row?.n ?? 0;
  };
  const mine = sql`(${promoUses.buyerId} = ${who.buyerId} or lower(${promoUses.email}) = lower(${who.email ?? ""}))`;
  const [inAll, byBuyer] = await Promise.all([
    count(promo.mostInAll, undefined),
    count(promo.mostPerBuyer, mine),
  ]);
  return { inAll, byBuyer };
}

/** Counts a use, in the transaction that freezes the checkout's quotes. */
export async function notePromoUse(
  ctx: Ctx,
  use: { promoCodeId: string; checkoutId: string; buyerId: string; email: string; discount: Money },
): Promise<void> {
  const { discount, ...rest } = use;
  await ctx.db
    .insert(promoUses)
    .values({ ...rest, id: newId(), discountMinor: discount.minor, currency: discount.currency });
}

/** Lays a code beside a checkout that is not paid for; null takes it away. */
export async function setCheckoutPromo(
  ctx: Ctx,
  checkoutId: string,
  promoCodeId: string | null,
): Promise<void> {
  await ctx.db.update(checkouts).set({ promoCodeId }).where(eq(checkouts.id, checkoutId));
}
