import { sql } from "drizzle-orm";
import { bigint, check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { DECISION_KINDS } from "@/lib/core/decision-kinds";
import { appNow } from "./app-now";
import { at, currency, id, minor } from "./columns";
import { offers } from "./catalog";
import { orders } from "./orders";
import { payments } from "./payments";

/** Of a buyer, a card or a recipient, in a day, a week or a month: how many orders, and for how much in minor units of US dollars. */
export type StoredLimits = Record<string, Record<string, { orders: number; worthMinor: number }>>;

/** What staff write down about an order or a buyer. Nothing is changed or taken back. */
export const staffNotes = pgTable(
  "staff_notes",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Of the form it was sent by: pressed twice, it is written once. */
    requestId: uuid("request_id").notNull(),
    orderId: uuid("order_id").references(() => orders.id),
    /** A buyer's address, in small letters. */
    customer: text("customer"),
    text: text("text").notNull(),
    writtenBy: text("written_by").notNull(),
    at: at("at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("staff_notes_request").on(table.requestId),
    index("staff_notes_order").on(table.orderId),
    index("staff_notes_customer").on(table.customer),
    check("staff_notes_subject", sql`(${table.orderId} is null) <> (${table.customer} is null)`),
  ],
);

/**
 * Whom the shop sells nothing to, or sends nothing to: refused when pay is pressed, and again before anything is sent. `key` is
 * `number:+…`, `account:…`, `email:…`, `buyer:…` or `card:…`.
 */
export const blocks = pgTable(
  "blocks",
  {
    id: id(),
    key: text("key").notNull(),
    reason: text("reason").notNull(),
    blockedBy: text("blocked_by").notNull(),
    blockedAt: at("blocked_at").notNull().default(appNow),
    /** Null: until it is lifted. */
    endsAt: at("ends_at"),
    liftedAt: at("lifted_at"),
    liftedBy: text("lifted_by"),
    liftReason: text("lift_reason"),
  },
  (table) => [
    uniqueIndex("blocks_standing")
      .on(table.key)
      .where(sql`${table.liftedAt} is null`),
    index("blocks_key").on(table.key, table.blockedAt.desc()),
    index("blocks_blocked").on(table.blockedAt.desc()),
  ],
);

/** How much may be bought: the newest row counts, the others are its history. Without a row the usual limits stand. */
export const limitVersions = pgTable("limit_versions", {
  /** One more than the one it was made from: of two who change them at once, one is refused. */
  version: integer("version").primaryKey(),
  limits: jsonb("limits").$type<StoredLimits>().notNull(),
  note: text("note").notNull(),
  madeBy: text("made_by").notNull(),
  madeAt: at("made_at").notNull().default(appNow),
});

/** Who of staff works a case just now; it ends by itself. */
export const caseLeases = pgTable("case_leases", {
  orderId: uuid("order_id")
    .primaryKey()
    .references(() => orders.id),
  staffId: text("staff_id").notNull(),
  takenAt: at("taken_at").notNull().default(appNow),
  until: at("until").notNull(),
  /** Who had it, where it was taken over from somebody who still had it. */
  takenFrom: text("taken_from"),
});

/** What one of staff decided of a case, carried out a little later: until then it can be taken back. */
export const caseDecisions = pgTable(
  "case_decisions",
  {
    id: id(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    kind: text("kind", { enum: DECISION_KINDS }).notNull(),
    /** What the verb is given; a code stands sealed in it. */
    form: jsonb("form").$type<Record<string, string>>().notNull(),
    decidedBy: text("decided_by").notNull(),
    decidedAt: at("decided_at").notNull().default(appNow),
    carryOutAt: at("carry_out_at").notNull(),
    state: text("state", { enum: ["waiting", "done", "undone", "refused"] })
      .notNull()
      .default("waiting"),
    endedAt: at("ended_at"),
    /** Why it could not be carried out. */
    failure: text("failure"),
  },
  (table) => [
    uniqueIndex("case_decisions_waiting")
      .on(table.orderId)
      .where(sql`${table.state} = 'waiting'`),
    index("case_decisions_due")
      .on(table.carryOutAt)
      .where(sql`${table.state} = 'waiting'`),
    index("case_decisions_order").on(table.orderId, table.decidedAt.desc()),
    index("case_decisions_by").on(table.decidedBy, table.decidedAt.desc()),
  ],
);

/** The way staff want an order to go next; the claim takes it, or drops it when it is no way any more. */
export const offerChoices = pgTable("offer_choices", {
  orderId: uuid("order_id")
    .primaryKey()
    .references(() => orders.id),
  offerId: uuid("offer_id")
    .notNull()
    .references(() => offers.id),
  chosenBy: text("chosen_by").notNull(),
  chosenAt: at("chosen_at").notNull().default(appNow),
  state: text("state", { enum: ["waiting", "taken", "gone"] })
    .notNull()
    .default("waiting"),
});

/** A refund above the limit that one of staff wants and another one has still to confirm. */
export const refundProposals = pgTable(
  "refund_proposals",
  {
    id: id(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency("currency").notNull(),
    reason: text("reason").notNull(),
    note: text("note").notNull(),
    proposedBy: text("proposed_by").notNull(),
    proposedAt: at("proposed_at").notNull().default(appNow),
    state: text("state", { enum: ["open", "confirmed", "withdrawn", "overtaken"] })
      .notNull()
      .default("open"),
    decidedBy: text("decided_by"),
    decidedAt: at("decided_at"),
  },
  (table) => [
    uniqueIndex("refund_proposals_open")
      .on(table.orderId)
      .where(sql`${table.state} = 'open'`),
    index("refund_proposals_order").on(table.orderId),
  ],
);
