import { sql } from "drizzle-orm";
import {
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { PaymentState } from "@/lib/core/transitions";
import { appNow } from "./app-now";
import { checkouts } from "./checkout";
import { at, currency, id, minor } from "./columns";

/** What Stripe and the card's bank found of who pays, in Stripe's own words; null: not told. Kept with the event of the hold, as `checks`. */
export interface CardChecks {
  /** `pass`, `fail`, `unavailable` or `unchecked`. */
  cvc: string | null;
  postalCode: string | null;
  line1: string | null;
  /** Radar's: `normal`, `elevated`, `highest`, `not_assessed` or `unknown`. */
  riskLevel: string | null;
  /** From 0 to 100; not every account is told it. */
  riskScore: number | null;
  /** What came of it: `authorized`, `manual_review`, …, and Stripe's sentence about it. */
  outcome: string | null;
  says: string | null;
  /** How 3-D Secure ended: `authenticated`, `attempt_acknowledged`, …; null: it was not asked for. */
  threeDSecure: string | null;
}

/** One Stripe payment pays for one checkout. */
export const payments = pgTable(
  "payments",
  {
    id: id(),
    checkoutId: uuid("checkout_id")
      .notNull()
      .references(() => checkouts.id),
    state: text("state").$type<PaymentState>().notNull(),
    version: integer("version").notNull().default(1),
    amountMinor: minor("amount_minor").notNull(),
    currency: currency("currency").notNull(),
    capturedMinor: minor("captured_minor").notNull().default(0),
    refundedMinor: minor("refunded_minor").notNull().default(0),
    /** Everything the Session was asked for, so that a repeat under the same key asks the same. */
    sessionRequest: jsonb("session_request").$type<Record<string, unknown>>().notNull(),
    sessionExpiresAt: at("session_expires_at").notNull(),
    sessionId: text("session_id"),
    sessionUrl: text("session_url"),
    paymentIntentId: text("payment_intent_id"),
    captureBefore: at("capture_before"),
    cardBrand: text("card_brand"),
    cardLast4: text("card_last4"),
    /** Radar opened a review: nothing is claimed until it is closed. */
    underReview: boolean("under_review").notNull().default(false),
    /** A dispute is open. */
    disputed: boolean("disputed").notNull().default(false),
    /** Stripe's name for the card itself, the same for each of its payments. */
    cardFingerprint: text("card_fingerprint"),
    /** Why nothing is claimed until a person has looked at who pays. */
    heldBack: text("held_back"),
    /** Who of staff let it through. */
    letThroughBy: text("let_through_by"),
    /** What a refund that failed still owes the buyer. */
    refundOwedMinor: minor("refund_owed_minor").notNull().default(0),
    nextActionAt: at("next_action_at"),
    createdAt: at("created_at").notNull().default(appNow),
    updatedAt: at("updated_at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("payments_checkout").on(table.checkoutId),
    uniqueIndex("payments_session").on(table.sessionId),
    uniqueIndex("payments_payment_intent").on(table.paymentIntentId),
    index("payments_due")
      .on(table.nextActionAt)
      .where(sql`${table.nextActionAt} is not null`),
    index("payments_troubled")
      .on(table.updatedAt.desc())
      .where(
        sql`${table.disputed} or ${table.underReview} or ${table.heldBack} is not null or ${table.refundOwedMinor} > 0 or ${table.state} = 'lost'`,
      ),
    index("payments_card").on(table.cardFingerprint),
    // What is rare is looked for; of the others any page of orders has enough.
    index("payments_unusual")
      .on(table.state, table.createdAt)
      .where(sql`${table.state} not in ('captured', 'voided', 'expired')`),
  ],
);

/** What we mean to do with held or captured money; written before Stripe is told. Capture and void exclude each other. */
export const moneyIntents = pgTable(
  "money_intents",
  {
    id: id(),
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    kind: text("kind", { enum: ["capture", "void", "refund"] }).notNull(),
    n: integer("n").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    reason: text("reason"),
    /** Of a refund: the order it is for, where it is for one alone. */
    orderId: uuid("order_id"),
    idempotencyKey: text("idempotency_key").notNull(),
    state: text("state", { enum: ["intended", "confirmed", "refused"] })
      .notNull()
      .default("intended"),
    stripeId: text("stripe_id"),
    firstSentAt: at("first_sent_at"),
    createdAt: at("created_at").notNull().default(appNow),
    settledAt: at("settled_at"),
  },
  (table) => [
    uniqueIndex("money_intents_key").on(table.idempotencyKey),
    index("money_intents_refunded")
      .on(table.settledAt)
      .where(sql`${table.kind} = 'refund' and ${table.state} = 'confirmed'`),
    index("money_intents_stripe")
      .on(table.stripeId)
      .where(sql`${table.stripeId} is not null`),
    uniqueIndex("money_intents_kind_n").on(table.paymentId, table.kind, table.n),
    /** One thing at a time is to be done with a payment's money. */
    uniqueIndex("money_intents_open")
      .on(table.paymentId)
      .where(sql`${table.state} = 'intended'`),
    uniqueIndex("money_intents_capture_or_void")
      .on(table.paymentId)
      .where(sql`${table.kind} in ('capture', 'void') and ${table.state} <> 'refused'`),
  ],
);

/** Append-only: one row per change of a payment, gapless. */
export const paymentEvents = pgTable(
  "payment_events",
  {
    paymentId: uuid("payment_id")
      .notNull()
      .references(() => payments.id),
    seq: integer("seq").notNull(),
    event: text("event").notNull(),
    from: text("from_state"),
    to: text("to_state").notNull(),
    actor: text("actor").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    at: at("at").notNull().default(appNow),
  },
  (table) => [
    primaryKey({ columns: [table.paymentId, table.seq] }),
    // What staff did is looked for by who and when, among many times as many events of the shop's own.
    index("payment_events_by_staff")
      .on(table.at, table.paymentId)
      .where(sql`${table.actor} like 'staff:%'`),
    index("payment_events_by_actor")
      .on(table.actor, table.at)
      .where(sql`${table.actor} like 'staff:%'`),
  ],
);
