import { eq, sql, type SQL } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { orders } from "@/db/schema";
import { maskEmail } from "@/lib/core/mask-email";
import { micros, money } from "@/lib/core/money";
import { assertMay, may } from "@/lib/core/permissions";
import type { OrderState, PaymentState } from "@/lib/core/transitions";
import { maskRecipient } from "@/lib/phone/mask-recipient";
import { parcelOf } from "@/lib/providers/parcel-of";
import type { ProductKind } from "@/lib/providers/spec";
import { REPORTING_CURRENCY } from "../reporting-currency";
import { findCandidates, mostOf, type Place, type Wanted } from "./find-candidates";
import { NO_FILTERS, type ListedOrder, type OrderFilters, type OrderPage, type OrderSearch } from "./types";

export interface OrderListInput {
  search: OrderSearch;
  filters?: Partial<OrderFilters>;
  /** Continue with what is older or newer than this order. */
  cursor?: { way: "older" | "newer"; id: string } | undefined;
  limit: number;
}

/** One row of a page as the database gives it; all of it null when nothing was found. */
export interface ListRow extends Record<string, unknown> {
  /** Candidates there were; nought where the page is full. */
  looked: number;
  last_id: string | null;
  last_at: string | null;
  last_exact: string | null;
  id: string | null;
  state: OrderState;
  payment_state: PaymentState;
  operator: string;
  country: string;
  number: string | null;
  account: string | null;
  recipient_email: string | null;
  email: string;
  face_minor: string;
  face_currency: string;
  total_minor: string;
  total_currency: string;
  created: string;
  /** The same to the microsecond: where the next stretch begins. */
  exact: string;
  next_action: string | null;
  operator_reference: string | null;
  kind: ProductKind;
  description: string;
  provider: string | null;
  took_ms: number | null;
  unpriced: boolean | null;
  profit_micros: string | null;
}

async function placeOf(ctx: Ctx, id: string): Promise<Place | undefined> {
  if (!isUuid(id)) return undefined;
  const [place] = await ctx.db
    .select({ at: sql<string>`${orders.createdAt}::text`, id: orders.id })
    .from(orders)
    .where(eq(orders.id, id));
  return place;
}

/** Filters as they stand now: what was found by an index may have changed since it was counted. */
function stillFits({ state, payment, provider, kind }: OrderFilters): SQL {
  const parts = [
    state && sql`o.state = ${state}`,
    payment && sql`p.state = ${payment}`,
    provider && sql`f.provider = ${provider}`,
    kind && sql`products.kind = ${kind}`,
  ].filter((part): part is SQL => typeof part === "object" && part !== null);
  return parts.length > 0 ? sql.join(parts, sql` and `) : sql`true`;
}

const ISO = sql.raw(`'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`);

/**
 * Candidates first, by one index; those that fit are looked up one after the other, each by its key, until a page is full. `offset 0` keeps the
 * planner from reading a whole table instead. How far it looked is asked only where that was not enough.
 */
function pageQuery(wanted: Wanted, limit: number): SQL {
  const how = sql.raw(wanted.way === "older" ? "desc" : "asc");
  const back = sql.raw(wanted.way === "older" ? "asc" : "desc");
  const candidates = findCandidates(wanted);
  return sql`
    with page as materialized (select o.*, p.state as payment_state, products.kind, products.description, f.provider, f.took_ms, f.unpriced, f.profit_micros
      from (select * from (${candidates}) looked where fits order by created_at ${how}, order_id ${how}) looked
        cross join lateral (select * from orders where id = looked.order_id offset 0) o
        cross join lateral (select state from payments where checkout_id = o.checkout_id offset 0) p
        cross join lateral (select kind, description from products where id = o.product_id offset 0) products
        left join lateral (select provider, took_ms, unpriced, profit_micros from order_figures where order_id = o.id offset 0) f on true
      where ${stillFits(wanted.filters)} order by looked.created_at ${how}, looked.order_id ${how} limit ${limit}),
    looked as materialized (select order_id, created_at from (${candidates}) looked where (select count(*) from page) < ${limit}),
    last as (select (select count(*)::int from looked) as looked, l.order_id as last_id, to_char(l.created_at at time zone 'UTC', ${ISO}) as last_at, l.created_at::text as last_exact
      from (values (1)) one left join (select * from looked order by created_at ${back}, order_id ${back} limit 1) l on true)
    select last.*, page.id, page.state, page.payment_state, operators.name as operator, page.country, page.number, page.account, page.recipient_email,
      page.email, page.face_minor::text, page.face_currency, page.total_minor::text, page.total_currency,
      to_char(page.created_at at time zone 'UTC', ${ISO}) as created, page.created_at::text as exact, to_char(page.next_action_at at time zone 'UTC', ${ISO}) as next_action,
      page.operator_reference, page.kind, page.description, nullif(page.provider, '') as provider, page.took_ms, page.unpriced, page.profit_micros::text
    from last left join page on true left join operators on operators.id = page.operator_id order by page.created_at ${how}, page.id ${how}`;
}

export function viewOf(row: ListRow, withProfit: boolean): ListedOrder {
  const { number, account, recipient_email: recipientEmail, email } = row;
  const counted = withProfit && row.unpriced === false && row.profit_micros !== null;
  return {
    id: row.id ?? "",
    state: row.state,
    paymentState: row.payment_state,
    operator: row.operator,
    country: row.country,
    to: maskRecipient({ number, account, recipientEmail, email }),
    maskedEmail: maskEmail(email),
    face: money(Number(row.face_minor), row.face_currency),
    parcel: parcelOf(row),
    total: money(Number(row.total_minor), row.total_currency),
    createdAt: row.created,
    nextActionAt: row.next_action,
    operatorReference: row.operator_reference,
    kind: row.kind,
    provider: row.provider,
    tookMs: row.took_ms,
    profit: counted ? micros(Number(row.profit_micros), REPORTING_CURRENCY) : null,
  };
}

export interface FoundRows {
  rows: ListRow[];
  /** The last order that was looked at, where there may be more beyond it. */
  on: { id: string; at: string } | null;
  lastAt: string | null;
}

/** Looks at one stretch of orders in one direction. */
export async function findRows(ctx: Ctx, wanted: Wanted, limit: number): Promise<FoundRows> {
  const found = await ctx.db.execute<ListRow>(pageQuery(wanted, limit));
  const [first] = found;
  const full = (first?.looked ?? 0) >= wanted.most;
  const on = full && first?.last_id && first.last_at ? { id: first.last_id, at: first.last_at } : null;
  return { rows: found.filter(({ id }) => id !== null), on, lastAt: on && (first?.last_exact ?? null) };
}

export async function wantedOf(
  ctx: Ctx,
  { search, filters, cursor, limit }: OrderListInput,
): Promise<Wanted> {
  const place = cursor ? await placeOf(ctx, cursor.id) : undefined;
  const all = { ...NO_FILTERS, ...filters };
  return {
    search,
    filters: all,
    most: mostOf({ search, filters: all }, limit),
    way: place && cursor?.way === "newer" ? "newer" : "older",
    place,
  };
}

/**
 * One page of orders, newest first, by keyset: nothing is counted, no page is slower than the first, and whatever is asked for, only so many
 * orders are looked at; where that was not enough for a page, `lookedUpTo` says how far it went and the next page goes on from there.
 * @throws NotPermitted
 */
export async function listOrders(ctx: Ctx, input: OrderListInput): Promise<OrderPage> {
  assertMay(ctx.actor, "orders.read");
  const wanted = await wantedOf(ctx, { ...input, limit: input.limit + 1 });
  const { rows: found, on } = await findRows(ctx, wanted, input.limit + 1);
  const more = found.length > input.limit;
  const cut = found.slice(0, input.limit);
  const rows = (wanted.way === "older" ? cut : cut.toReversed()).map((row) =>
    viewOf(row, may(ctx.actor, "books.read")),
  );
  const [first, last] = [rows.at(0)?.id ?? null, rows.at(-1)?.id ?? null];
  const goesOn = more ? (wanted.way === "older" ? last : first) : (on?.id ?? null);
  const backTo = wanted.place ? ((wanted.way === "older" ? first : last) ?? wanted.place.id) : null;
  return {
    rows,
    older: wanted.way === "older" ? goesOn : backTo,
    newer: wanted.way === "older" ? backTo : goesOn,
    lookedUpTo: more ? null : (on?.at ?? null),
  };
}

/** Some orders that are known, newest first. @throws NotPermitted */
export async function listByIds(ctx: Ctx, ids: string[]): Promise<ListedOrder[]> {
  const { rows } = await listOrders(ctx, { search: { by: "ids", ids }, limit: ids.length });
  return rows;
}
