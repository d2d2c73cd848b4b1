import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, primaryKey, smallint, text, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { operators } from "./catalog";
import { at, currency, micros } from "./columns";

/** What was asked of providers and what they answered, without secrets, codes and numbers: kept for some days, and nothing depends on it. */
export const providerCalls = pgTable(
  "provider_calls",
  {
    id: bigint("id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    provider: text("provider").notNull(),
    /** Which call of a provider's kit it belongs to: `submit`, `balance`. */
    purpose: text("purpose").notNull(),
    /** No foreign key: a note of a call must never hold up an attempt. */
    attemptId: uuid("attempt_id"),
    reference: text("reference"),
    method: text("method").notNull(),
    path: text("path").notNull(),
    request: text("request"),
    status: integer("status"),
    answer: text("answer"),
    /** `answered`, `not-sent`, or why it is in doubt. */
    verdict: text("verdict").notNull(),
    ms: integer("ms").notNull(),
    at: at("at").notNull().default(appNow),
  },
  (table) => [
    index("provider_calls_provider").on(table.provider, table.id.desc()),
    index("provider_calls_attempt")
      .on(table.attemptId)
      .where(sql`${table.attemptId} is not null`),
    index("provider_calls_trouble")
      .on(table.provider, table.id.desc())
      .where(sql`${table.verdict} <> 'answered' or ${table.status} >= 400`),
    // Rows are written in the order of their time: it costs next to nothing.
    index("provider_calls_at").using("brin", table.at),
  ],
);

/** How attempts that began in an hour ended, and what they took from the float. Rolled up from the attempts. */
export const attemptHours = pgTable(
  "attempt_hours",
  {
    provider: text("provider").notNull(),
    operatorId: uuid("operator_id")
      .notNull()
      .references(() => operators.id),
    hour: at("hour").notNull(),
    /** `delivered`, `open`, `in-doubt`, `abandoned`, or the code of the refusal. */
    ended: text("ended").notNull(),
    /** Of what was delivered: which step of the scale of times (`lib/reports/delivery-times.ts`) it took; else -1. */
    step: smallint("step").notNull(),
    attempts: integer("attempts").notNull(),
    /** What the delivered ones of them cost, in the currency of most. */
    costMicros: micros("cost_micros").notNull().default(0),
    costCurrency: currency("cost_currency"),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.hour, table.operatorId, table.ended, table.step] }),
    index("attempt_hours_operator").on(table.operatorId, table.hour),
  ],
);
