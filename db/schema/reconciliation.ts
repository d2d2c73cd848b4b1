import { sql } from "drizzle-orm";
import {
  boolean,
  date,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at, currency, id, micros } from "./columns";
import { orders } from "./orders";
import { payments } from "./payments";

/** Mid-market rates of a day as they stood when it ended, or stand now: a report counts in one currency by the rate of its day. */
export const fxDays = pgTable(
  "fx_days",
  {
    day: date("day", { mode: "string" }).notNull(),
    base: currency("base").notNull(),
    quote: currency("quote").notNull(),
    rate: numeric("rate").notNull(),
  },
  (table) => [primaryKey({ columns: [table.quote, table.day] })],
);

/** What the other side's books say: a balance transaction of Stripe or a line of a provider's statement, one row each. */
export const statementLines = pgTable(
  "statement_lines",
  {
    /** `stripe`, or the provider. */
    source: text("source").notNull(),
    /** Their id of the line. */
    lineId: text("line_id").notNull(),
    /** `charge`, `refund`, `refund-failure`, `dispute`, `payout`, `fee` or `other` of Stripe; `debit` of a provider. */
    kind: text("kind").notNull(),
    /** Of a provider: `delivered`, `reversed`, `pending` or `failed`. */
    state: text("state"),
    /** Our reference as they were given it: an attempt's, or the intent of a refund. */
    ours: text("ours"),
    /** Theirs of the thing itself: payment intent, or transaction. */
    theirs: text("theirs"),
    /** Stripe's charge, refund or dispute. */
    part: text("part"),
    /** What the card paid, or the float: above nought for what came to us at Stripe, and for what a float paid. */
    micros: micros("micros").notNull(),
    currency: currency("currency").notNull(),
    at: at("at").notNull(),
    /** Whose it is with us, once that is known. */
    attemptId: uuid("attempt_id"),
    paymentId: uuid("payment_id"),
    runId: uuid("run_id").notNull(),
    firstSeenAt: at("first_seen_at").notNull().default(appNow),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.lineId] }),
    index("statement_lines_at").on(table.source, table.at),
    index("statement_lines_attempt").on(table.attemptId),
    index("statement_lines_payment").on(table.paymentId),
    index("statement_lines_part")
      .on(table.part)
      .where(sql`${table.part} is not null`),
  ],
);

export interface SourceRead {
  /** `complete`: read to its end. `incomplete`: it broke off, so nothing is concluded from what it lacks. */
  state: "complete" | "incomplete" | "skipped";
  lines: number;
  error?: string;
}

export const reconciliationRuns = pgTable(
  "reconciliation_runs",
  {
    id: id(),
    /** One nightly run a day, over all processes. */
    day: date("day", { mode: "string" }),
    fromAt: at("from_at").notNull(),
    toAt: at("to_at").notNull(),
    state: text("state", { enum: ["running", "complete", "incomplete", "failed"] }).notNull(),
    startedBy: text("started_by").notNull(),
    sources: jsonb("sources").$type<Record<string, SourceRead>>().notNull().default({}),
    /** Breaks found, by class. */
    found: jsonb("found").$type<Record<string, number>>().notNull().default({}),
    newBreaks: integer("new_breaks").notNull().default(0),
    startedAt: at("started_at").notNull().default(appNow),
    endedAt: at("ended_at"),
  },
  (table) => [
    uniqueIndex("reconciliation_runs_day").on(table.day),
    index("reconciliation_runs_started").on(table.startedAt.desc()),
  ],
);

/** A mismatch between two books. Found again it is the same row; what is no longer found closes by itself. */
export const breaks = pgTable(
  "breaks",
  {
    id: id(),
    class: text("class").notNull(),
    source: text("source").notNull(),
    /** What it is about: `payment:<id>`, `attempt:<id>`, `order:<id>`, `intent:<id>` or `line:<their id>`. */
    subject: text("subject").notNull(),
    orderId: uuid("order_id").references(() => orders.id),
    paymentId: uuid("payment_id").references(() => payments.id),
    attemptId: uuid("attempt_id"),
    lineId: text("line_id"),
    oursMicros: micros("ours_micros"),
    theirsMicros: micros("theirs_micros"),
    currency: currency("currency"),
    state: text("state", { enum: ["open", "mended", "explained"] })
      .notNull()
      .default("open"),
    /** When what it is about happened. */
    factAt: at("fact_at").notNull(),
    firstSeenAt: at("first_seen_at").notNull().default(appNow),
    lastSeenAt: at("last_seen_at").notNull().default(appNow),
    firstRun: uuid("first_run").notNull(),
    lastRun: uuid("last_run").notNull(),
    /** How it ended: by which verb, by whom and why. */
    verb: text("verb"),
    closedBy: text("closed_by"),
    reason: text("reason"),
    closedAt: at("closed_at"),
    alerted: boolean("alerted").notNull().default(false),
  },
  (table) => [
    uniqueIndex("breaks_subject").on(table.class, table.source, table.subject),
    index("breaks_open")
      .on(table.firstSeenAt.desc())
      .where(sql`${table.state} = 'open'`),
    index("breaks_order").on(table.orderId),
    index("breaks_first_run").on(table.firstRun),
  ],
);
