import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { users } from "./accounts";
import { at, country, currency, id, micros, minor } from "./columns";
import { orders } from "./orders";

/** How an order counts: over well, over otherwise, or not over. */
export type Outcome = "delivered" | "failed" | "cancelled" | "unpaid" | "open";

/** What changed and is not yet counted: written by triggers beside the change, folded away by a job. Nobody waits for a row of it. */
export const figureMarks = pgTable("figure_marks", {
  orderId: uuid("order_id"),
  checkoutId: uuid("checkout_id"),
});

/** Days whose predecessor was counted once more with its final rates. */
export const figureDays = pgTable("figure_days", { day: date("day", { mode: "string" }).primaryKey() });

const money = () => ({
  /** Of the card's payments less refunds, in the reporting currency by the rate of each entry's day. */
  revenueMicros: micros("revenue_micros").notNull().default(0),
  costMicros: micros("cost_micros").notNull().default(0),
  profitMicros: micros("profit_micros").notNull().default(0),
});

/** An order as it is counted, kept beside it by the job that folds marks; what is filtered by has its index here and costs the engine nothing. */
export const orderFigures = pgTable(
  "order_figures",
  {
    orderId: uuid("order_id")
      .primaryKey()
      .references(() => orders.id),
    createdAt: at("created_at").notNull(),
    country: country("country").notNull(),
    operatorId: uuid("operator_id").notNull(),
    /** Who delivered it, else who tried last; empty before the first try. */
    provider: text("provider").notNull(),
    kind: text("kind").notNull(),
    outcome: text("outcome").$type<Outcome>().notNull(),
    totalMinor: minor("total_minor").notNull(),
    totalCurrency: currency("total_currency").notNull(),
    /** From the first try to the delivery. */
    tookMs: integer("took_ms"),
    /** A rate was not known: its money stands for nothing. */
    unpriced: boolean("unpriced").notNull().default(false),
    ...money(),
  },
  (table) => [
    index("order_figures_created").on(table.createdAt, table.orderId),
    index("order_figures_operator").on(table.operatorId, table.createdAt, table.orderId),
    index("order_figures_country").on(table.country, table.createdAt, table.orderId),
    index("order_figures_provider").on(table.provider, table.createdAt, table.orderId),
    index("order_figures_kind").on(table.kind, table.createdAt, table.orderId),
    index("order_figures_total").on(table.totalMinor, table.totalCurrency, table.createdAt, table.orderId),
  ],
);

const counts = () => ({
  orders: integer("orders").notNull(),
  unpriced: integer("unpriced").notNull().default(0),
  ...money(),
});

/** All orders of each half hour, so that a day of nearly any time zone can be cut out; those delivered also by how long they took. */
export const salesHalves = pgTable(
  "sales_halves",
  {
    at: at("at").notNull(),
    outcome: text("outcome").$type<Outcome>().notNull(),
    /** Of the scale of times (`lib/reports/delivery-times.ts`); -1 where no time is known. */
    step: smallint("step").notNull(),
    ...counts(),
  },
  (table) => [
    primaryKey({ columns: [table.at, table.outcome, table.step] }),
    // What is moved elsewhere leaves an empty row, which the next to fold takes away.
    index("sales_halves_empty")
      .on(table.at)
      .where(sql`${table.orders} = 0`),
  ],
);

/** Orders of each day in UTC by one thing at a time: told apart by all of them at once, nearly each order would have a row of its own. */
export const salesSlices = pgTable(
  "sales_slices",
  {
    day: date("day", { mode: "string" }).notNull(),
    scope: text("scope", { enum: ["country", "operator", "provider", "kind"] }).notNull(),
    key: text("key").notNull(),
    outcome: text("outcome").$type<Outcome>().notNull(),
    ...counts(),
  },
  (table) => [
    primaryKey({ columns: [table.day, table.scope, table.key, table.outcome] }),
    index("sales_slices_empty")
      .on(table.day)
      .where(sql`${table.orders} = 0`),
  ],
);

/** How long the deliveries of each day in UTC took, by one thing at a time. */
export const salesTimes = pgTable(
  "sales_times",
  {
    scope: text("scope", { enum: ["country", "operator", "provider"] }).notNull(),
    key: text("key").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    step: smallint("step").notNull(),
    orders: integer("orders").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.scope, table.key, table.day, table.step] }),
    index("sales_times_empty")
      .on(table.day)
      .where(sql`${table.orders} = 0`),
  ],
);

/** A list as one of staff likes to see it: the address's own query under a name. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    ownerId: text("owner_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    name: text("name").notNull(),
    query: text("query").notNull(),
    /** Everybody of staff sees it. */
    shared: boolean("shared").notNull().default(false),
    createdAt: at("created_at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("saved_views_name").on(table.ownerId, sql`lower(${table.name})`),
    index("saved_views_shared")
      .on(table.name)
      .where(sql`${table.shared}`),
  ],
);
