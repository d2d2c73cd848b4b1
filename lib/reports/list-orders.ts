import { and, eq, inArray, or, sql, type SQL } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { attempts, operators, orders, payments } from "@/db/schema";
import { maskEmail } from "@/lib/core/mask-email";
import { money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import type { OrderState } from "@/lib/core/transitions";
import { maskNumber } from "@/lib/phone/mask-number";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import type { OrderPage, OrderRowView, OrderSearch } from "./types";

export interface OrderListInput {
  search: OrderSearch;
  state?: OrderState | undefined;
  /** Continue with what is older or newer than this order. */
  cursor?: { way: "older" | "newer"; id: string } | undefined;
  limit: number;
}

/** Newest first; written as the indexes are, or they could not serve it. */
const NEWEST_FIRST = sql`${orders.createdAt} desc nulls last, ${orders.id} desc nulls last`;
const OLDEST_FIRST = sql`${orders.createdAt} asc nulls first, ${orders.id} asc nulls first`;

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

/** Reads the rows of a few orders. @param page.ids a query for their ids, already cut: only then anything is joined to it */
export async function readOrderRows(ctx: Ctx, page: { ids: SQL; orderBy: SQL }): Promise<OrderRowView[]> {
  const found = await ctx.db
    .select({ order: orders, operator: operators.name, paymentState: payments.state })
    .from(sql`(${page.ids}) as page (id)`)
    .innerJoin(orders, sql`${orders.id} = page.id`)
    .innerJoin(operators, eq(operators.id, orders.operatorId))
    .innerJoin(payments, eq(payments.checkoutId, orders.checkoutId))
    .orderBy(page.orderBy);
  return found.map(({ order, operator, paymentState }) => ({
    id: order.id,
    state: order.state,
    paymentState,
    operator,
    country: order.country,
    maskedNumber: maskNumber(order.number),
    maskedEmail: maskEmail(order.email),
    face: money(order.faceMinor, order.faceCurrency),
    total: money(order.totalMinor, order.totalCurrency),
    createdAt: order.createdAt.toISOString(),
    nextActionAt: order.nextActionAt?.toISOString() ?? null,
  }));
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
  const order = back ? OLDEST_FIRST : NEWEST_FIRST;
  const ids = sql`select ${orders.id} from ${orders} where ${where ?? sql`true`} order by ${order} limit ${limit + 1}`;
  const found = await readOrderRows(ctx, { ids, orderBy: NEWEST_FIRST });
  const more = found.length > limit;
  const rows = back ? found.slice(-limit) : found.slice(0, limit);
  const [first, last] = [rows.at(0)?.id ?? null, rows.at(-1)?.id ?? null];
  return {
    rows,
    older: back || more ? last : null,
    newer: back ? (more ? first : null) : place ? first : null,
  };
}
