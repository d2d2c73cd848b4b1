import { sql } from "drizzle-orm";
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at, id } from "./columns";
import { orders } from "./orders";

/** Webhooks as they came, after their signature was checked; each is stored once. */
export const webhookInbox = pgTable(
  "webhook_inbox",
  {
    source: text("source").notNull(),
    eventId: text("event_id").notNull(),
    type: text("type").notNull(),
    payload: jsonb("payload").$type<Record<string, unknown>>().notNull(),
    receivedAt: at("received_at").notNull().default(appNow),
    workedAt: at("worked_at"),
    result: text("result"),
  },
  (table) => [
    primaryKey({ columns: [table.source, table.eventId] }),
    index("webhook_inbox_waiting")
      .on(table.receivedAt)
      .where(sql`${table.workedAt} is null`),
  ],
);

/** Mails to go out: written in the transaction that has something to say, sent by a job. */
export const mails = pgTable(
  "mails",
  {
    id: id(),
    /** One mail per thing to say: `receipt:<order>`. */
    dedupeKey: text("dedupe_key").notNull(),
    template: text("template").notNull(),
    to: text("to_address").notNull(),
    orderId: uuid("order_id").references(() => orders.id),
    data: jsonb("data").$type<Record<string, unknown>>().notNull(),
    state: text("state", { enum: ["waiting", "sent", "failed"] })
      .notNull()
      .default("waiting"),
    tries: integer("tries").notNull().default(0),
    error: text("error"),
    nextTryAt: at("next_try_at"),
    createdAt: at("created_at").notNull().default(appNow),
    sentAt: at("sent_at"),
  },
  (table) => [
    uniqueIndex("mails_dedupe").on(table.dedupeKey),
    index("mails_due")
      .on(table.nextTryAt)
      .where(sql`${table.nextTryAt} is not null`),
    index("mails_order").on(table.orderId),
    index("mails_created").on(table.createdAt.desc(), table.id.desc()),
    index("mails_state_created").on(table.state, table.createdAt.desc(), table.id.desc()),
    index("mails_to").on(sql`lower(${table.to})`, table.createdAt.desc()),
    index("mails_failed")
      .on(table.createdAt.desc())
      .where(sql`${table.state} = 'failed'`),
  ],
);

/** A living worker writes its row every second; what a dead one had locked is given back. */
export const workerHeartbeats = pgTable("worker_heartbeats", {
  poolId: text("pool_id").primaryKey(),
  pid: integer("pid").notNull(),
  startedAt: at("started_at").notNull().default(appNow),
  seenAt: at("seen_at").notNull().default(appNow),
});
