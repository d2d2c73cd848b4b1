import { sql } from "drizzle-orm";
import { bigint, index, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at, id } from "./columns";
import { attempts, orders } from "./orders";
import { payments } from "./payments";

/** What one of staff found out of an order in review, where a second one must agree before it counts. */
export const reviewProposals = pgTable(
  "review_proposals",
  {
    id: id(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    attemptId: uuid("attempt_id")
      .notNull()
      .references(() => attempts.id),
    verdict: text("verdict", { enum: ["delivered", "undelivered", "release"] }).notNull(),
    reason: text("reason").notNull(),
    note: text("note").notNull(),
    operatorReference: text("operator_reference"),
    /** Sealed: the code the buyer is to be given, where the product is one. */
    artefact: text("artefact"),
    proposedBy: text("proposed_by").notNull(),
    proposedAt: at("proposed_at").notNull().default(appNow),
    state: text("state", { enum: ["open", "confirmed", "withdrawn", "overtaken"] })
      .notNull()
      .default("open"),
    decidedBy: text("decided_by"),
    decidedAt: at("decided_at"),
  },
  (table) => [
    uniqueIndex("review_proposals_open")
      .on(table.orderId)
      .where(sql`${table.state} = 'open'`),
    index("review_proposals_order").on(table.orderId),
  ],
);

/** Append-only: what staff did that changes no state by itself. Changes of state stand in the events of their machines. */
export const staffActions = pgTable(
  "staff_actions",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** What it was done to: `order`, `promo-code`, `provider`; rows of the first days may lack it. */
    subjectKind: text("subject_kind"),
    subjectId: text("subject_id"),
    reason: text("reason"),
    orderId: uuid("order_id").references(() => orders.id),
    paymentId: uuid("payment_id").references(() => payments.id),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    at: at("at").notNull().default(appNow),
  },
  (table) => [
    index("staff_actions_order").on(table.orderId),
    index("staff_actions_payment").on(table.paymentId),
    index("staff_actions_at").on(table.at, table.id),
    index("staff_actions_actor").on(table.actor, table.at, table.id),
    index("staff_actions_action").on(table.action, table.at, table.id),
    index("staff_actions_subject").on(table.subjectId, table.at, table.id),
  ],
);
