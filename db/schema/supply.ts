import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { operators } from "./catalog";
import { at, country, currency, id, micros } from "./columns";

/** A provider as a whole; no row means that nothing is known and nothing was decided. */
export const providerStates = pgTable("provider_states", {
  provider: text("provider").primaryKey(),
  /** Our float as last read or told. */
  floatMicros: micros("float_micros"),
  floatCurrency: currency("float_currency"),
  floatAt: at("float_at"),
  /** What was claimed since, summed up every few seconds. */
  floatClaimedMicros: micros("float_claimed_micros").notNull().default(0),
  /** After that the float counts as unknown, so that an old reading bars nothing. */
  floatUntil: at("float_until"),
  /** Until then nothing is routed here: credentials refused, or staff. */
  pausedUntil: at("paused_until"),
  pausedWhy: text("paused_why"),
  /** Said by staff; null: as the provider's capabilities say. */
  switchedOn: boolean("switched_on"),
  switchedBy: text("switched_by"),
  /** Staff want to hear when the float lasts for fewer hours or holds less than this; null: as the policy says, and no amount. */
  lowHours: integer("low_hours"),
  lowMicros: micros("low_micros"),
});

/** Whether a provider's way to an operator works. A row appears with the first failure; closed is what needs no row. */
export const supplyCircuits = pgTable(
  "supply_circuits",
  {
    provider: text("provider").notNull(),
    operatorId: uuid("operator_id")
      .notNull()
      .references(() => operators.id),
    state: text("state", { enum: ["closed", "open", "half-open"] }).notNull(),
    /** One after the other, with no success between them. */
    failures: integer("failures").notNull(),
    /** Openings in a row: each rest is longer than the last. */
    openings: integer("openings").notNull().default(0),
    why: text("why").notNull(),
    /** When one order may try again; while half-open, when its trial counts as lost. */
    retryAt: at("retry_at"),
    failedAt: at("failed_at").notNull().default(appNow),
  },
  (table) => [primaryKey({ columns: [table.provider, table.operatorId] })],
);

/** How a provider did for an operator in the last hours, rolled up from the attempts. */
export const supplyHealth = pgTable(
  "supply_health",
  {
    provider: text("provider").notNull(),
    operatorId: uuid("operator_id")
      .notNull()
      .references(() => operators.id),
    delivered: integer("delivered").notNull(),
    /** Ended by, or still open because of, something that speaks of the provider. */
    failed: integer("failed").notNull(),
    /** From the claim to the delivery. */
    p50Ms: integer("p50_ms"),
    p95Ms: integer("p95_ms"),
    at: at("at").notNull().default(appNow),
  },
  (table) => [primaryKey({ columns: [table.provider, table.operatorId] })],
);

/** One row a call that may be made in a provider's window: it is taken, and free again when the window has passed over it. */
export const supplyTokens = pgTable(
  "supply_tokens",
  {
    provider: text("provider").notNull(),
    call: text("call", { enum: ["prepare", "submit", "resolve"] }).notNull(),
    slot: integer("slot").notNull(),
    freeAt: at("free_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.provider, table.call, table.slot] }),
    index("supply_tokens_free").on(table.provider, table.call, table.freeAt),
  ],
);

/** What staff decided: a provider goes first, or not at all, where the scope fits; an empty scope fits everywhere. */
export const supplyRules = pgTable(
  "supply_rules",
  {
    id: id(),
    provider: text("provider").notNull(),
    effect: text("effect", { enum: ["pin", "exclude"] }).notNull(),
    country: country("country"),
    operatorId: uuid("operator_id").references(() => operators.id),
    kind: text("kind"),
    reason: text("reason").notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: at("made_at").notNull().default(appNow),
    until: at("until"),
  },
  (table) => [
    uniqueIndex("supply_rules_scope").on(
      table.provider,
      table.effect,
      sql`coalesce(${table.country}, '')`,
      sql`coalesce(${table.operatorId}::text, '')`,
      sql`coalesce(${table.kind}, '')`,
    ),
  ],
);
