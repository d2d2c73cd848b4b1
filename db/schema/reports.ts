import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { appNow } from "./app-now";
import { operators } from "./catalog";
import { at } from "./columns";

/** One row each time the rules that hold at every moment were checked. Whoever writes it does the work. */
export const invariantRuns = pgTable(
  "invariant_runs",
  {
    /** The hour it is for: two processes never do the same one. */
    slot: at("slot").primaryKey(),
    /** Looked at everything, not only at what is open or changed. */
    complete: boolean("complete").notNull(),
    startedAt: at("started_at").notNull().default(appNow),
    /** Null while it runs, and for ever when its process died. */
    finishedAt: at("finished_at"),
    checkouts: integer("checkouts").notNull().default(0),
    violations: integer("violations").notNull().default(0),
    /** Rule and id of the first ones. */
    details: jsonb("details").$type<{ rule: string; id: string }[]>().notNull().default([]),
  },
  (table) => [
    index("invariant_runs_finished")
      .on(table.finishedAt.desc())
      .where(sql`${table.finishedAt} is not null`),
  ],
);

const operator = () =>
  uuid("operator_id")
    .notNull()
    .references(() => operators.id);

/** How many orders of a day to an operator ended how: by the time they took, or not delivered. Rolled up from the attempts. */
export const deliveryCounts = pgTable(
  "delivery_counts",
  {
    operatorId: operator(),
    day: date("day").notNull(),
    /** Which step of the scale of times (`lib/reports/delivery-times.ts`) it took; -1: it did not arrive. */
    step: smallint("step").notNull(),
    orders: integer("orders").notNull(),
  },
  (table) => [primaryKey({ columns: [table.operatorId, table.day, table.step] })],
);

/** What a buyer is told of an operator before paying: the last weeks, and the last hour beside them. */
export const deliveryRecords = pgTable("delivery_records", {
  operatorId: operator().primaryKey(),
  delivered: integer("delivered").notNull().default(0),
  failed: integer("failed").notNull().default(0),
  /** Half of them took no longer, from the first try to the confirmation. */
  usualMs: integer("usual_ms"),
  recentDelivered: integer("recent_delivered").notNull().default(0),
  recentFailed: integer("recent_failed").notNull().default(0),
  /** Of the last hour and still open after the longest usual time. */
  recentWaiting: integer("recent_waiting").notNull().default(0),
  recentMs: integer("recent_ms"),
  at: at("at").notNull().default(appNow),
});

export * from "./rollups";
