import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { operators } from "./catalog";
import { at, country, currency, id, minor } from "./columns";

/** A version of how prices are made: who changed it, why, and from when it counts. Nothing of it is ever changed; it may be taken back before it counts. */
export const priceChanges = pgTable(
  "price_changes",
  {
    id: id(),
    n: bigint("n", { mode: "number" }).generatedAlwaysAsIdentity().notNull(),
    /** What was changed: margins and rounding, or taxes. */
    part: text("part", { enum: ["prices", "tax"] }).notNull(),
    reason: text("reason").notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: at("made_at").notNull().default(appNow),
    takesEffectAt: at("takes_effect_at").notNull().default(appNow),
    /** How many of the products looked at it sells below cost, where whoever made it was told so and confirmed it. */
    belowCost: integer("below_cost"),
    /** The version whose rules it brings back. */
    restores: bigint("restores", { mode: "number" }),
    /** Of the form it was made with: sent twice it is made once. */
    requestId: uuid("request_id").notNull(),
    withdrawnAt: at("withdrawn_at"),
    withdrawnBy: text("withdrawn_by"),
  },
  (table) => [
    uniqueIndex("price_changes_n").on(table.n),
    uniqueIndex("price_changes_request").on(table.requestId),
    index("price_changes_effect").on(table.takesEffectAt.desc(), table.n.desc()),
  ],
);

const changeId = () =>
  uuid("change_id")
    .notNull()
    .references(() => priceChanges.id);

/** How a cost becomes a price, for what a row names; what it leaves null is for all. The latest row of a rule counts. */
export const marginRules = pgTable(
  "margin_rules",
  {
    changeId: changeId(),
    /** Stays the same through all versions of a rule; nought for the one that is for everything else. */
    ruleId: uuid("rule_id").notNull(),
    removed: boolean("removed").notNull().default(false),
    operatorId: uuid("operator_id").references(() => operators.id),
    country: country("country"),
    kind: text("kind"),
    provider: text("provider"),
    /** For costs from here on, and up to below there, in US cents at mid-market. */
    fromMinor: minor("from_minor"),
    belowMinor: minor("below_minor"),
    /** Of the cost. */
    marginPercent: numeric("margin_percent").notNull(),
    /** What the percentage comes to at least, and what is taken for each order on top, both in `currency`. */
    leastMinor: minor("least_minor").notNull().default(0),
    flatMinor: minor("flat_minor").notNull(),
    currency: currency("currency").notNull(),
    /** Confirmed to sell below cost; else a price is lifted to what it costs us. */
    mayLose: boolean("may_lose").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.changeId, table.ruleId] }),
    index("margin_rules_rule").on(table.ruleId),
    check(
      "margin_rules_band",
      sql`${table.fromMinor} is null or ${table.belowMinor} is null or ${table.fromMinor} < ${table.belowMinor}`,
    ),
  ],
);

/** What is set beside the rules: `rounding:USD`, `spread`, `card-fee`, `tax`, `tax:GB`. The latest row of a name counts. */
export const priceSettings = pgTable(
  "price_settings",
  {
    changeId: changeId(),
    name: text("name").notNull(),
    /** Null: as it is without being set. */
    value: jsonb("value").$type<Record<string, unknown>>(),
  },
  (table) => [primaryKey({ columns: [table.changeId, table.name] })],
);

/** A rate set by hand for a while: units of `quote` for one unit of `base`. */
export const fxOverrides = pgTable(
  "fx_overrides",
  {
    id: id(),
    base: currency("base").notNull(),
    quote: currency("quote").notNull(),
    rate: numeric("rate").notNull(),
    until: at("until").notNull(),
    reason: text("reason").notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: at("made_at").notNull().default(appNow),
    endedAt: at("ended_at"),
    endedBy: text("ended_by"),
  },
  (table) => [
    uniqueIndex("fx_overrides_current")
      .on(table.quote)
      .where(sql`${table.endedAt} is null`),
  ],
);
