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
import type { AlertKind } from "@/lib/core/alert-kinds";
import { appNow } from "./app-now";
import { at, id } from "./columns";

/** Who is told of what, and how. What no rule takes goes to the owners by mail. */
export const alertRules = pgTable("alert_rules", {
  id: id(),
  name: text("name").notNull(),
  kinds: jsonb("kinds").$type<AlertKind[]>().notNull(),
  channel: text("channel", { enum: ["email", "webhook"] }).notNull(),
  /** Addresses, in lower case; of a webhook none. */
  emails: jsonb("emails").$type<string[]>().notNull().default([]),
  /** Sealed: who has it can write into the channel. */
  webhook: text("webhook"),
  /** What pages show of it. */
  webhookHint: text("webhook_hint"),
  /** Minutes of the day in the rule's time zone; both null: never quiet. What is urgent passes. */
  quietFrom: integer("quiet_from"),
  quietUntil: integer("quiet_until"),
  timeZone: text("time_zone").notNull().default("UTC"),
  enabled: boolean("enabled").notNull().default(true),
  version: integer("version").notNull().default(1),
  createdAt: at("created_at").notNull().default(appNow),
});

/** Something staff should hear of: written in the transaction that found it, told by a job. */
export const alerts = pgTable(
  "alerts",
  {
    id: id(),
    kind: text("kind").$type<AlertKind>().notNull(),
    /** One alert a kind and subject in a window. */
    subject: text("subject").notNull(),
    text: text("text").notNull(),
    /** A staff page, from its root. */
    path: text("path").notNull(),
    urgent: boolean("urgent").notNull(),
    /** How often the same came again in the window; and in the one before, which this one tells of. */
    repeats: integer("repeats").notNull().default(0),
    earlier: integer("earlier").notNull().default(0),
    /** While it is, the same is only counted. */
    current: boolean("current").notNull().default(true),
    at: at("at").notNull().default(appNow),
    /** When messages were made of it. */
    handedOutAt: at("handed_out_at"),
  },
  (table) => [
    uniqueIndex("alerts_current")
      .on(table.kind, table.subject)
      .where(sql`${table.current}`),
    index("alerts_waiting")
      .on(table.at)
      .where(sql`${table.handedOutAt} is null`),
    index("alerts_at").on(table.at, table.id),
  ],
);

/** The delivery log: one message to one recipient, of one alert or several that came close together. */
export const alertMessages = pgTable(
  "alert_messages",
  {
    id: id(),
    /** Null: the owners, where no rule takes the kind. No foreign key: the log outlives its rule. */
    ruleId: uuid("rule_id"),
    kind: text("kind").$type<AlertKind>().notNull(),
    channel: text("channel", { enum: ["email", "webhook"] }).notNull(),
    /** The address, or what is shown of a webhook's. */
    recipient: text("recipient").notNull(),
    state: text("state", { enum: ["waiting", "sent", "failed"] })
      .notNull()
      .default("waiting"),
    dueAt: at("due_at").notNull(),
    tries: integer("tries").notNull().default(0),
    error: text("error"),
    createdAt: at("created_at").notNull().default(appNow),
    sentAt: at("sent_at"),
  },
  (table) => [
    index("alert_messages_due")
      .on(table.dueAt)
      .where(sql`${table.state} = 'waiting'`),
    index("alert_messages_of").on(table.kind, table.recipient, table.createdAt),
    index("alert_messages_created").on(table.createdAt, table.id),
  ],
);

export const alertMessageItems = pgTable(
  "alert_message_items",
  {
    messageId: uuid("message_id")
      .notNull()
      .references(() => alertMessages.id),
    alertId: uuid("alert_id")
      .notNull()
      .references(() => alerts.id),
  },
  (table) => [primaryKey({ columns: [table.messageId, table.alertId] })],
);
