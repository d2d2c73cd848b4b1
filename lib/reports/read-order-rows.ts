import { eq, type AnyColumn, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { operators, orders, payments, products } from "@/db/schema";
import { maskEmail } from "@/lib/core/mask-email";
import { money } from "@/lib/core/money";
import { maskRecipient } from "@/lib/phone/mask-recipient";
import { parcelOf } from "@/lib/providers/parcel-of";
import type { OrderRowView } from "./types";

/** An order of rows, for the table and for what was cut out of it. Written as the indexes are, or they could not serve it. */
export type Sorting = (of: Record<"createdAt" | "id" | "nextActionAt", AnyColumn>) => SQL;

const cutPage = (ctx: Ctx, page: { where: SQL | undefined; take: Sorting; limit: number }) =>
  ctx.db.select().from(orders).where(page.where).orderBy(page.take(orders)).limit(page.limit).as("page");

/** Reads rows for a list. The page is cut first, by `take`, and only then joined and put into the order of `show`. */
export async function readOrderRows(
  ctx: Ctx,
  page: { where: SQL | undefined; take: Sorting; show: Sorting; limit: number },
): Promise<OrderRowView[]> {
  const cut = cutPage(ctx, page);
  const found = await ctx.db
    .select({
      id: cut.id,
      state: cut.state,
      paymentState: payments.state,
      operator: operators.name,
      country: cut.country,
      number: cut.number,
      account: cut.account,
      recipientEmail: cut.recipientEmail,
      email: cut.email,
      kind: products.kind,
      description: products.description,
      faceMinor: cut.faceMinor,
      faceCurrency: cut.faceCurrency,
      totalMinor: cut.totalMinor,
      totalCurrency: cut.totalCurrency,
      createdAt: cut.createdAt,
      nextActionAt: cut.nextActionAt,
    })
    .from(cut)
    .innerJoin(operators, eq(operators.id, cut.operatorId))
    .innerJoin(products, eq(products.id, cut.productId))
    .innerJoin(payments, eq(payments.checkoutId, cut.checkoutId))
    .orderBy(page.show(cut));
  return found.map(
    ({
      number,
      account,
      recipientEmail,
      email,
      kind,
      description,
      faceMinor,
      faceCurrency,
      totalMinor,
      totalCurrency,
      ...row
    }) => ({
      ...row,
      to: maskRecipient({ number, account, recipientEmail, email }),
      maskedEmail: maskEmail(email),
      face: money(faceMinor, faceCurrency),
      parcel: parcelOf({ kind, description }),
      total: money(totalMinor, totalCurrency),
      createdAt: row.createdAt.toISOString(),
      nextActionAt: row.nextActionAt?.toISOString() ?? null,
    }),
  );
}
