import { and, asc, eq, sql, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, checkouts, operators, products, quotes, recipients, type StoredPrice } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import type { Micros, Money } from "@/lib/core/money";

export type CheckoutRow = InferSelectModel<typeof checkouts>;
export type QuoteRow = InferSelectModel<typeof quotes>;

/** One line of a checkout with everything its page shows. */
export interface CheckoutLine {
  quote: QuoteRow;
  operator: InferSelectModel<typeof operators>;
  product: InferSelectModel<typeof products>;
  recipient: InferSelectModel<typeof recipients>;
  secondsLeft: number;
}

export interface NewQuote {
  line: number;
  recipientId: string;
  operatorId: string;
  productId: string;
  offerId: string;
  face: Money;
  total: Money;
  price: StoredPrice;
  cost: Micros;
}

export async function createCheckout(
  ctx: Ctx,
  input: { buyerId: string; currency: string; locale: string; email?: string | null },
): Promise<CheckoutRow> {
  const [row] = await ctx.db
    .insert(checkouts)
    .values({ id: newId(), ...input })
    .returning();
  if (!row) throw new Error("The checkout was not written");
  return row;
}

/** Puts a quote on a line; an earlier one of that line is replaced. */
export async function putQuote(ctx: Ctx, checkoutId: string, quote: NewQuote): Promise<void> {
  await ctx.db
    .update(quotes)
    .set({ replaced: true })
    .where(and(eq(quotes.checkoutId, checkoutId), eq(quotes.line, quote.line), eq(quotes.replaced, false)));
  const { face, total, cost, ...rest } = quote;
  await ctx.db.insert(quotes).values({
    ...rest,
    id: newId(),
    checkoutId,
    faceMinor: face.minor,
    faceCurrency: face.currency,
    totalMinor: total.minor,
    totalCurrency: total.currency,
    costMicros: cost.micros,
    costCurrency: cost.currency,
    expiresAt: sql`app_now() + ${`${ctx.policy.quoteLife} milliseconds`}::interval`,
  });
}

/** The checkout, if it is this buyer's. */
export async function readCheckoutRow(
  ctx: Ctx,
  checkoutId: string,
  buyerId: string,
): Promise<CheckoutRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.id, checkoutId), eq(checkouts.buyerId, buyerId)));
  return row;
}

/** The same, locked: two presses of pay come one after the other. */
export async function lockCheckout(
  ctx: Ctx,
  checkoutId: string,
  buyerId: string,
): Promise<CheckoutRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(checkouts)
    .where(and(eq(checkouts.id, checkoutId), eq(checkouts.buyerId, buyerId)))
    .for("update");
  return row;
}

export async function readLines(ctx: Ctx, checkoutId: string): Promise<CheckoutLine[]> {
  const rows = await ctx.db
    .select({
      quote: quotes,
      operator: operators,
      product: products,
      recipient: recipients,
      secondsLeft:
        sql<number>`greatest(0, floor(extract(epoch from ${quotes.expiresAt} - app_now())))`.mapWith(Number),
    })
    .from(quotes)
    .innerJoin(operators, eq(operators.id, quotes.operatorId))
    .innerJoin(products, eq(products.id, quotes.productId))
    .innerJoin(recipients, eq(recipients.id, quotes.recipientId))
    .where(and(eq(quotes.checkoutId, checkoutId), eq(quotes.replaced, false)))
    .orderBy(asc(quotes.line));
  return rows;
}

/** From here on the price stands until the Session ends. */
export async function freezeCheckout(
  ctx: Ctx,
  checkoutId: string,
  buyer: Pick<CheckoutRow, "email" | "residence" | "consent" | "ip" | "userAgent">,
): Promise<void> {
  await ctx.db
    .update(quotes)
    .set({ frozen: true })
    .where(and(eq(quotes.checkoutId, checkoutId), eq(quotes.replaced, false)));
  await ctx.db
    .update(checkouts)
    .set({ ...buyer, paidPressedAt: appNow })
    .where(eq(checkouts.id, checkoutId));
}

/** What the offer cost when the price was made. */
export async function readQuotedCost(ctx: Ctx, quoteId: string): Promise<Micros> {
  const [row] = await ctx.db
    .select({ micros: quotes.costMicros, currency: quotes.costCurrency })
    .from(quotes)
    .where(eq(quotes.id, quoteId));
  if (!row) throw new Error(`No quote ${quoteId}`);
  return row;
}
