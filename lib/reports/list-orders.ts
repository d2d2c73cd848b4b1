import { and, eq, inArray, or, sql, type AnyColumn, type SQL } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { attempts, operators, orders, payments, products } from "@/db/schema";
import { maskEmail } from "@/lib/core/mask-email";
import { money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import type { OrderState } from "@/lib/core/transitions";
import { maskRecipient } from "@/lib/phone/mask-recipient";
import { parcelOf } from "@/lib/providers/parcel-of";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import type { OrderPage, OrderRowView, OrderSearch } from "./types";

export interface OrderListInput {
  search: OrderSearch;
  state?: OrderState | undefined;
  /** Continue with what is older or newer than this order. */
  cursor?: { way: "older" | "newer"; id: string } | undefined;
  limit: number;
}

/** An order of rows, for the table and for what was cut out of it. Written as the indexes are, or they could not serve it. */
export type Sorting = (of: Record<"createdAt" | "id" | "nextActionAt", AnyColumn>) => SQL;

const newestFirst: Sorting = (of) => sql`${of.createdAt} desc nulls last, ${of.id} desc nulls last`;
const oldestFirst: Sorting = (of) => sql`${of.createdAt} asc nulls first, ${of.id} asc nulls first`;

function matching(ctx: Ctx, search: OrderSearch): SQL | undefined {
  switch (search.by) {
    case "nothing":
      return undefined;
    case "unreadable":
      return sql`false`;
    case "id":
      return or(eq(orders.id, search.id), eq(orders.checkoutId, search.id));
    case "public-id":
      return eq(orders.publicId, search.publicId);
    case "email":
      return eq(sql`lower(${orders.email})`, search.email);
    case "number":
      return inArray(orders.number, search.numbers);
    case "reference": {
      const tried = ctx.db
        .select({ id: attempts.orderId })
        .from(attempts)
        .where(
          and(inArray(attempts.provider, [...PROVIDER_NAMES]), eq(attempts.reference, search.reference)),
        );
      return inArray(orders.id, tried);
    }
    case "stripe": {
      const { stripeId } = search;
      const paid = ctx.db
        .select({ id: payments.checkoutId })
        .from(payments)
        .where(or(eq(payments.paymentIntentId, stripeId), eq(payments.sessionId, stripeId)));
      return inArray(orders.checkoutId, paid);
    }
  }
}

/** The place of the cursor's order; its time as text, since a Date would lose microseconds and with them orders. */
async function beyond(ctx: Ctx, cursor: NonNullable<OrderListInput["cursor"]>): Promise<SQL | undefined> {
  if (!isUuid(cursor.id)) return undefined;
  const [place] = await ctx.db
    .select({ at: sql<string>`${orders.createdAt}::text`, id: orders.id })
    .from(orders)
    .where(eq(orders.id, cursor.id));
  if (!place) return undefined;
  const here = sql`(${place.at}::timestamptz, ${place.id}::uuid)`;
  const row = sql`(${orders.createdAt}, ${orders.id})`;
  return cursor.way === "older" ? sql`${row} < ${here}` : sql`${row} > ${here}`;
}

/** Reads rows for a list. The page is cut first, by `take`, and only then joined and put into the order of `show`. */
export async function readOrderRows(
  ctx: Ctx,
  page: { where: SQL | undefined; take: Sorting; show: Sorting; limit: number },
): Promise<OrderRowView[]> {
  const cut = ctx.db
    .select()
    .from(orders)
    .where(page.where)
    .orderBy(page.take(orders))
    .limit(page.limit)
    .as("page");
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

/**
 * One page of orders, newest first, by keyset: nothing is counted and no page is slower than the first.
 * @throws NotPermitted
 */
export async function listOrders(ctx: Ctx, input: OrderListInput): Promise<OrderPage> {
  assertMay(ctx.actor, "orders.read");
  const { search, state, limit } = input;
  const place = input.cursor ? await beyond(ctx, input.cursor) : undefined;
  const back = place !== undefined && input.cursor?.way === "newer";
  const where = and(matching(ctx, search), state ? eq(orders.state, state) : undefined, place);
  const take = back ? oldestFirst : newestFirst;
  const found = await readOrderRows(ctx, { where, take, show: newestFirst, limit: limit + 1 });
  const more = found.length > limit;
  const rows = back ? found.slice(-limit) : found.slice(0, limit);
  const [first, last] = [rows.at(0)?.id ?? null, rows.at(-1)?.id ?? null];
  return {
    rows,
    older: back || more ? last : null,
    newer: back ? (more ? first : null) : place ? first : null,
  };
}
