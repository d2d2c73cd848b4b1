import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at, currency, minor } from "./columns";
import { payments } from "./payments";

/** What a cardholder's bank demands back, as Stripe last told it. The payment's state does not change by it. */
export const disputes = pgTable(
  "disputes",
  {
    /** Stripe's. */
    id: text("id").primaryKey(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency("currency").notNull(),
    reason: text("reason").notNull(),
    /** Stripe's word: `needs_response`, `under_review`, `won`, `lost`, `warning_…`. */
    status: text("status").notNull(),
    /** Until when evidence is taken. */
    dueBy: at("due_by"),
    /** How often evidence went out. */
    submissions: integer("submissions").notNull().default(0),
    openedAt: at("opened_at").notNull(),
    updatedAt: at("updated_at").notNull().default(appNow),
  },
  (table) => [
    index("disputes_payment").on(table.paymentId),
    // Word for word what the queue of cases asks for.
    index("disputes_answerable")
      .on(table.dueBy)
      .where(sql`${table.status} in ('needs_response', 'warning_needs_response')`),
  ],
);

/** The card's network says that a payment was probably fraud, before anybody disputes it. */
export const fraudWarnings = pgTable(
  "fraud_warnings",
  {
    /** Stripe's. */
    id: text("id").primaryKey(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    fraudType: text("fraud_type").notNull(),
    /** False once the charge was refunded or disputed: nothing can be done about it any more. */
    actionable: boolean("actionable").notNull(),
    warnedAt: at("warned_at").notNull(),
  },
  (table) => [index("fraud_warnings_payment").on(table.paymentId)],
);

/** Cards, buyers and addresses whose further orders wait for a person. `key` is `card:…`, `buyer:…` or `email:…`. */
export const barredBuyers = pgTable(
  "barred_buyers",
  {
    key: text("key").notNull(),
    /** The dispute or warning that barred it. */
    source: text("source").notNull(),
    why: text("why", { enum: ["disputed", "fraud-warning"] }).notNull(),
    barredAt: at("barred_at").notNull().default(appNow),
    liftedAt: at("lifted_at"),
  },
  (table) => [
    primaryKey({ columns: [table.key, table.source] }),
    index("barred_buyers_source").on(table.source),
    index("barred_buyers_standing")
      .on(table.key)
      .where(sql`${table.liftedAt} is null`),
  ],
);
