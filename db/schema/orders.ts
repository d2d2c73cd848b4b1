import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AttemptState, OrderState } from "@/lib/core/transitions";
import { appNow } from "./app-now";
import { offers, operators, products } from "./catalog";
import { checkouts, quotes } from "./checkout";
import { at, country, currency, id, micros, minor, recipientSort } from "./columns";

export const orders = pgTable(
  "orders",
  {
    id: id(),
    publicId: text("public_id").notNull(),
    checkoutId: uuid("checkout_id")
      .notNull()
      .references(() => checkouts.id),
    line: integer("line").notNull(),
    quoteId: uuid("quote_id")
      .notNull()
      .references(() => quotes.id),
    operatorId: uuid("operator_id")
      .notNull()
      .references(() => operators.id),
    productId: uuid("product_id").notNull(),
    /** As the product has it: a foreign key holds the two together, so that a number stands here exactly where one is dialled. */
    recipient: recipientSort("recipient"),
    state: text("state").$type<OrderState>().notNull(),
    version: integer("version").notNull().default(1),
    number: text("number"),
    /** Of the number; without one where the product is good for. */
    country: country("country").notNull(),
    /** Where no number is dialled: a bill's account, an e-mail address that is credited, or the eSIM that is topped up. */
    account: text("account"),
    /** The only provider that can do it, where there is just one: that which issued the eSIM that is topped up. */
    via: text("via"),
    /** Who is sent the code, where that is not the buyer. */
    recipientEmail: text("recipient_email"),
    /** What the product demands beyond that, by the names its offers list. */
    fields: jsonb("fields").$type<Record<string, string>>().notNull().default({}),
    email: text("email").notNull(),
    faceMinor: minor("face_minor").notNull(),
    faceCurrency: currency("face_currency").notNull(),
    totalMinor: minor("total_minor").notNull(),
    totalCurrency: currency("total_currency").notNull(),
    /** What of the total is tax; null where none is taken. */
    taxMinor: minor("tax_minor"),
    /** What the subscriber got, when the provider says so. */
    deliveredMinor: minor("delivered_minor"),
    deliveredCurrency: currency("delivered_currency"),
    operatorReference: text("operator_reference"),
    /** Encrypted PIN, gift code or eSIM code. */
    artefact: text("artefact"),
    /** Stem and epoch of the attempts' references. The epoch rises only after a definite rejection. */
    referenceStem: text("reference_stem").notNull(),
    referenceEpoch: integer("reference_epoch").notNull().default(1),
    /** Since when a temporary rejection is being retried. */
    retryingSince: at("retrying_since"),
    /** Until then the buyer may take it back at a press, and nothing is sent. */
    undoUntil: at("undo_until"),
    alertedAt: at("alerted_at"),
    nextActionAt: at("next_action_at"),
    createdAt: at("created_at").notNull().default(appNow),
    updatedAt: at("updated_at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("orders_public_id").on(table.publicId),
    uniqueIndex("orders_checkout_line").on(table.checkoutId, table.line),
    uniqueIndex("orders_quote").on(table.quoteId),
    index("orders_due")
      .on(table.nextActionAt)
      .where(sql`${table.nextActionAt} is not null`),
    index("orders_number").on(table.number, table.createdAt.desc()),
    index("orders_email").on(sql`lower(${table.email})`, table.createdAt.desc()),
    index("orders_created").on(table.createdAt.desc(), table.id.desc()),
    index("orders_state_created").on(table.state, table.createdAt.desc()),
    index("orders_operator_reference")
      .on(table.operatorReference)
      .where(sql`${table.operatorReference} is not null`),
    foreignKey({
      columns: [table.productId, table.recipient],
      foreignColumns: [products.id, products.recipient],
      name: "orders_product_recipient",
    }),
    check("orders_dialled", sql`(${table.recipient} = 'number') = (${table.number} is not null)`),
    check(
      "orders_account",
      sql`${table.recipient} not in ('email', 'account') or ${table.account} is not null`,
    ),
  ],
);

/** One try to deliver an order through one offer; written before the call goes out. */
export const attempts = pgTable(
  "attempts",
  {
    id: id(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    n: integer("n").notNull(),
    offerId: uuid("offer_id")
      .notNull()
      .references(() => offers.id),
    provider: text("provider").notNull(),
    reference: text("reference").notNull(),
    state: text("state").$type<AttemptState>().notNull(),
    /** Everything the call carries, so that a repeat carries the same. */
    request: jsonb("request").$type<Record<string, unknown>>().notNull(),
    requestHash: text("request_hash").notNull(),
    /** The number dialled, else the account; null where it goes to nobody. What is never sent to twice in a moment. */
    number: text("number"),
    leaseToken: text("lease_token").notNull(),
    leaseUntil: at("lease_until").notNull(),
    sends: integer("sends").notNull().default(1),
    misses: integer("misses").notNull().default(0),
    looks: integer("looks").notNull().default(0),
    /** It was in doubt or accepted at some time: the buyer can no longer cancel. */
    wasOpen: boolean("was_open").notNull().default(false),
    providerReference: text("provider_reference"),
    /** Last outcome in our words, redacted: failure code, provider's code, reason of doubt. */
    outcome: jsonb("outcome").$type<Record<string, unknown>>(),
    /** What it takes from the float as far as was known when it was claimed. */
    expectedMicros: micros("expected_micros"),
    expectedCurrency: currency("expected_currency"),
    costMicros: micros("cost_micros"),
    costCurrency: currency("cost_currency"),
    createdAt: at("created_at").notNull().default(appNow),
    lastSentAt: at("last_sent_at").notNull().default(appNow),
    settledAt: at("settled_at"),
  },
  (table) => [
    uniqueIndex("attempts_order_n").on(table.orderId, table.n),
    uniqueIndex("attempts_provider_reference_ours").on(table.provider, table.reference),
    uniqueIndex("attempts_one_open")
      .on(table.orderId)
      .where(sql`${table.state} in ('sending', 'in_doubt', 'accepted')`),
    index("attempts_provider_reference_theirs").on(table.provider, table.providerReference),
    index("attempts_number").on(table.number, table.lastSentAt.desc()),
    index("attempts_provider_created").on(table.provider, table.createdAt),
    index("attempts_under_way")
      .on(table.provider)
      .where(sql`${table.state} = 'sending'`),
  ],
);

/** A page for whoever an order was for: made when its buyer asks for it, under an address of its own. */
export const orderProofs = pgTable(
  "order_proofs",
  {
    orderId: uuid("order_id")
      .primaryKey()
      .references(() => orders.id),
    /** Unguessable, and no way back to the order's own address. */
    token: text("token").notNull(),
    /** The buyer's words to go with it; may be empty. */
    message: text("message").notNull().default(""),
    createdAt: at("created_at").notNull().default(appNow),
  },
  (table) => [uniqueIndex("order_proofs_token").on(table.token)],
);

/** Append-only: one row per change of an order, gapless. */
export const orderEvents = pgTable(
  "order_events",
  {
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    seq: integer("seq").notNull(),
    event: text("event").notNull(),
    from: text("from_state"),
    to: text("to_state").notNull(),
    actor: text("actor").notNull(),
    data: jsonb("data").$type<Record<string, unknown>>().notNull().default({}),
    at: at("at").notNull().default(appNow),
  },
  (table) => [
    primaryKey({ columns: [table.orderId, table.seq] }),
    // What staff did is looked for by who and when, among many times as many events of the shop's own.
    index("order_events_by_staff")
      .on(table.at, table.orderId)
      .where(sql`${table.actor} like 'staff:%'`),
    index("order_events_by_actor")
      .on(table.actor, table.at)
      .where(sql`${table.actor} like 'staff:%'`),
  ],
);

export const ledgerEntries = pgTable(
  "ledger_entries",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    /** Entries of one posting share it and sum to nought per currency. */
    postingId: uuid("posting_id").notNull(),
    kind: text("kind").notNull(),
    account: text("account").notNull(),
    currency: currency("currency").notNull(),
    micros: micros("micros").notNull(),
    orderId: uuid("order_id").references(() => orders.id),
    checkoutId: uuid("checkout_id").references(() => checkouts.id),
    /** Of what a float paid, and of what is taken back. */
    attemptId: uuid("attempt_id"),
    at: at("at").notNull().default(appNow),
  },
  (table) => [
    index("ledger_order").on(table.orderId),
    index("ledger_checkout").on(table.checkoutId),
    index("ledger_posting").on(table.postingId),
    // Entries are written in the order of their time: it costs next to nothing.
    index("ledger_at").using("brin", table.at),
  ],
);
