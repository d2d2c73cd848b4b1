import { sql, type SQL } from "drizzle-orm";
import type { OrderState } from "@/lib/core/transitions";
import { PROVIDER_NAMES } from "@/lib/providers/spec";
import type { OrderFilters, OrderSearch } from "./types";

/** Orders that one page looks at, at most: whatever is asked for, it costs no more than reading so many. */
export const LOOKED_AT = 3000;

export interface Place {
  /** As text, since a Date would lose microseconds and with them orders. */
  at: string;
  id: string;
}

export interface Wanted {
  search: OrderSearch;
  filters: OrderFilters;
  /** Where to go on, and which way. */
  way: "older" | "newer";
  place: Place | undefined;
  /** Orders to look at, at most. */
  most: number;
}

const allOf = (parts: readonly (SQL | false | null | undefined | "")[]): SQL => {
  const given = parts.filter((part): part is SQL => typeof part === "object" && part !== null);
  return given.length > 0 ? sql.join(given, sql` and `) : sql`true`;
};

/** The words of a list as one parameter. */
const each = (values: readonly unknown[]): SQL =>
  sql`jsonb_array_elements_text(${JSON.stringify(values)}::jsonb)`;

/** Within the days that are asked for. */
const days = ({ from, to, zone }: OrderFilters): SQL =>
  allOf([
    from && sql`created_at >= (${from}::date)::timestamp at time zone ${zone}`,
    to && sql`created_at < (${to}::date + 1)::timestamp at time zone ${zone}`,
  ]);

/** Whether a row lies where the page looks. Written as the indexes are, so that they cut it out. */
const within = ({ filters, way, place }: Wanted, columns: string): SQL =>
  allOf([
    place &&
      sql`(${sql.raw(columns)}) ${sql.raw(way === "older" ? "<" : ">")} (${place.at}::timestamptz, ${place.id}::uuid)`,
    days(filters),
  ]);

/** Newest first, or the way back. `orders` lists nulls last in its indexes, though it has none. */
function sorted({ way }: Wanted, columns: readonly string[], of: "orders" | "figures"): SQL {
  const how = way === "older" ? "desc" : "asc";
  const nulls = of === "figures" ? "" : way === "older" ? " nulls last" : " nulls first";
  return sql.raw(columns.map((column) => `${column} ${how}${nulls}`).join(", "));
}

const amounts = ({ min, max }: OrderFilters): (SQL | null)[] => [
  min && sql`total_currency = ${min.currency} and total_minor >= ${min.minor}`,
  max && sql`total_currency = ${max.currency} and total_minor <= ${max.minor}`,
];

/** What `orders` itself says of the other filters. */
const fitsOrder = (filters: OrderFilters): SQL =>
  allOf([
    filters.operator && sql`operator_id = ${filters.operator}::uuid`,
    filters.country && sql`country = ${filters.country}`,
    ...amounts(filters),
  ]);

const OUTCOMES: Partial<Record<OrderState, string>> = {
  delivered: "delivered",
  undeliverable: "failed",
  cancelled: "cancelled",
  expired: "unpaid",
};

/** What the figures say of them. */
function fitsFigures(filters: OrderFilters): SQL {
  const outcome = filters.state && OUTCOMES[filters.state];
  return allOf([
    fitsOrder(filters),
    filters.provider && sql`provider = ${filters.provider}`,
    filters.kind && sql`kind = ${filters.kind}`,
    outcome && sql`outcome = ${outcome}`,
  ]);
}

function fromOrders(wanted: Wanted, condition: SQL): SQL {
  return sql`select id as order_id, created_at, (${fitsOrder(wanted.filters)}) as fits from orders
    where ${allOf([condition, within(wanted, "created_at, id")])} order by ${sorted(wanted, ["created_at", "id"], "orders")} limit ${wanted.most}`;
}

function fromFigures(wanted: Wanted, condition: SQL): SQL {
  return sql`select order_id, created_at, (${fitsFigures(wanted.filters)}) as fits from order_figures
    where ${allOf([condition, within(wanted, "created_at, order_id")])} order by ${sorted(wanted, ["created_at", "order_id"], "figures")} limit ${wanted.most}`;
}

/** A few orders that something else names. */
function fromIds(wanted: Wanted, ids: SQL): SQL {
  return sql`select id as order_id, created_at, (${fitsOrder(wanted.filters)}) as fits
    from (select distinct order_id from (${ids}) named limit ${LOOKED_AT}) named join orders on orders.id = named.order_id where ${within(wanted, "created_at, id")}`;
}

/** Of each value the newest, so that the index of the value is read in its order. */
const ofEach = (values: readonly unknown[], one: SQL): SQL =>
  sql`select found.* from ${each(values)} asked (value) cross join lateral (${one}) found`;

const checkoutsOf = (payments: SQL): SQL =>
  sql`select o.id as order_id from (${payments}) paid (checkout_id) join orders o on o.checkout_id = paid.checkout_id`;

const stripe = (id: string): SQL =>
  checkoutsOf(sql`select checkout_id from payments where payment_intent_id = ${id} union select checkout_id from payments where session_id = ${id}
    union select p.checkout_id from money_intents i join payments p on p.id = i.payment_id where i.stripe_id = ${id}
    union select p.checkout_id from disputes d join payments p on p.id = d.payment_id where d.id = ${id}
    union select p.checkout_id from statement_lines s join payments p on p.id = s.payment_id where s.source = 'stripe' and (s.line_id = ${id} or s.part = ${id})`);

/** The provider leads the indexes of references: named, or they could not serve. */
const OF_ANY = sql.raw(`provider in (${PROVIDER_NAMES.map((name) => `'${name}'`).join(", ")})`);

const theirs = (
  reference: string,
): SQL => sql`select id as order_id from orders where operator_reference = ${reference}
    union select order_id from attempts where ${OF_ANY} and provider_reference = ${reference}`;

function searched(wanted: Wanted, search: Exclude<OrderSearch, { by: "nothing" }>): SQL {
  switch (search.by) {
    case "id":
      return fromIds(
        wanted,
        sql`select id as order_id from orders where id = ${search.id}::uuid
        union select id from orders where checkout_id = ${search.id}::uuid`,
      );
    case "ids":
      return fromIds(wanted, sql`select value::uuid as order_id from ${each(search.ids)} asked (value)`);
    case "public-id":
      return fromIds(wanted, sql`select id as order_id from orders where public_id = ${search.publicId}`);
    case "email":
      return fromOrders(wanted, sql`lower(email) = ${search.email}`);
    case "number":
      return sql`(${ofEach(search.numbers, fromOrders(wanted, sql`number = asked.value`))}) union (${fromIds(wanted, theirs(search.reference))})`;
    case "reference":
      return fromIds(
        wanted,
        sql`select order_id from attempts where ${OF_ANY} and reference = ${search.reference}`,
      );
    case "their-reference":
      return fromIds(wanted, theirs(search.reference));
    case "stripe":
      return fromIds(wanted, stripe(search.stripeId));
    case "amount": {
      const parts = search.amounts.map(({ minor, currency }) => {
        const paid = allOf([sql`total_minor = ${minor}`, currency && sql`total_currency = ${currency}`]);
        return sql`(${fromFigures(wanted, paid)})`;
      });
      return sql.join(parts, sql` union all `);
    }
  }
}

/** What is rarer than the pages of all orders show; word for word the condition of the index. */
const UNUSUAL = sql.raw("state not in ('captured', 'voided', 'expired')");
const USUAL: readonly string[] = ["captured", "voided", "expired"];

/** Payments that may lie between the place and the first order beyond it. */
const NEAR = 100;

/** A payment is made with its orders, at one press: it is looked for a minute around where the page looks. */
function paidUnusually(wanted: Wanted, state: string): SQL {
  const { place, way } = wanted;
  const near =
    place &&
    sql`created_at ${sql.raw(way === "older" ? "<=" : ">=")} ${place.at}::timestamptz ${sql.raw(way === "older" ? "+" : "-")} interval '1 minute'`;
  return fromIds(
    wanted,
    checkoutsOf(sql`select checkout_id from payments where ${allOf([sql`state = ${state}`, UNUSUAL, near])}
    order by created_at ${sql.raw(way === "older" ? "desc" : "asc")} limit ${wanted.most + NEAR}`),
  );
}

/** What a person must look at: in review, told to staff and still open, or with money that is in trouble. */
const waiting = (wanted: Wanted): SQL =>
  fromIds(
    wanted,
    sql`(select id as order_id from orders where state = 'review' limit ${LOOKED_AT})
    union (select id from orders where state in ('in_doubt', 'accepted') and alerted_at is not null limit ${LOOKED_AT})
    union (${checkoutsOf(sql`select checkout_id from payments where disputed or under_review or held_back is not null or refund_owed_minor > 0 or state = 'lost' limit ${LOOKED_AT}`)})`,
  );

/** How much must be looked at for a page: no more than the page where the index alone decides. */
export function mostOf({ search, filters }: Pick<Wanted, "search" | "filters">, limit: number): number {
  const { from: _from, to: _to, zone: _zone, ...asked } = filters;
  const conditions = Object.values(asked).filter((value) => value !== null && value !== false).length;
  const alone = (search.by === "nothing" ? 0 : 1) + conditions <= 1;
  const usual = filters.payment !== null && USUAL.includes(filters.payment);
  return alone && !usual && !filters.min && !filters.max && !filters.person
    ? Math.min(limit, LOOKED_AT)
    : LOOKED_AT;
}

/** The way to the orders that costs least: what is rarest of what is asked for, by its index. */
export function findCandidates(wanted: Wanted): SQL {
  const { search, filters } = wanted;
  const { state, payment, provider, operator, country, kind, min, max } = filters;
  if (search.by !== "nothing") return searched(wanted, search);
  if (filters.person) return waiting(wanted);
  if (payment && !USUAL.includes(payment)) return paidUnusually(wanted, payment);
  if (state && !OUTCOMES[state]) return fromOrders(wanted, sql`state = ${state}`);
  if (operator) return fromFigures(wanted, sql`operator_id = ${operator}::uuid`);
  if (kind && kind !== "airtime") return fromFigures(wanted, sql`kind = ${kind}`);
  if (country) return fromFigures(wanted, sql`country = ${country}`);
  if (min && max?.minor === min.minor)
    return fromFigures(wanted, sql`total_minor = ${min.minor} and total_currency = ${min.currency}`);
  if (provider) return fromFigures(wanted, sql`provider = ${provider}`);
  if (kind) return fromFigures(wanted, sql`kind = ${kind}`);
  return fromOrders(wanted, state ? sql`state = ${state}` : sql`true`);
}
