import { boolean, date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at, currency, micros } from "./columns";

/** What Stripe has paid out to us, as it says. */
export const payouts = pgTable(
  "payouts",
  {
    /** Stripe's. */
    id: text("id").primaryKey(),
    state: text("state").notNull(),
    micros: micros("micros").notNull(),
    currency: currency("currency").notNull(),
    automatic: boolean("automatic").notNull(),
    failure: text("failure"),
    createdAt: at("created_at").notNull(),
    arrivesAt: at("arrives_at").notNull(),
    /** All that is in it was read; a payout by hand tells nothing of what is in it. */
    complete: boolean("complete").notNull().default(false),
    seenAt: at("seen_at").notNull().default(appNow),
  },
  (table) => [index("payouts_created").on(table.createdAt.desc(), table.id.desc())],
);

/** A movement of our balance that is in a payout. */
export const payoutLines = pgTable(
  "payout_lines",
  {
    /** Stripe's balance transaction, as in `statement_lines`. */
    lineId: text("line_id").primaryKey(),
    payoutId: text("payout_id")
      .notNull()
      .references(() => payouts.id, { onDelete: "cascade" }),
    kind: text("kind").notNull(),
    /** As it reached our balance, what Stripe kept of it, and what is left. */
    grossMicros: micros("gross_micros").notNull(),
    feeMicros: micros("fee_micros").notNull(),
    netMicros: micros("net_micros").notNull(),
    currency: currency("currency").notNull(),
    /** Charge, refund or dispute. */
    part: text("part"),
    paymentIntentId: text("payment_intent_id"),
    at: at("at").notNull(),
  },
  (table) => [index("payout_lines_payout").on(table.payoutId, table.at.desc(), table.lineId)],
);

/** The books of a day that is over, by where the buyer lives and what was sold: entries are only ever added, so it never changes. */
export const ledgerDays = pgTable(
  "ledger_days",
  {
    day: date("day", { mode: "string" }).notNull(),
    /** Of the buyer; `--` where no order is behind it. */
    country: text("country").notNull(),
    /** Of the product; `-` where no order is behind it. */
    kind: text("kind").notNull(),
    account: text("account").notNull(),
    currency: currency("currency").notNull(),
    micros: micros("micros").notNull(),
    /** The same in the reporting currency by the rate of the day; null where none is known. */
    worthMicros: micros("worth_micros"),
    entries: integer("entries").notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.account, table.currency, table.country, table.kind] })],
);

/** Days whose books were summed up, each once over all processes. */
export const ledgerDaysDone = pgTable("ledger_days_done", {
  day: date("day", { mode: "string" }).primaryKey(),
  reporting: currency("reporting").notNull(),
  at: at("at").notNull().default(appNow),
});
