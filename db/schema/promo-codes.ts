import { sql } from "drizzle-orm";
import { boolean, check, integer, numeric, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at, currency, id, minor } from "./columns";

/** A code that takes something off what is paid. */
export const promoCodes = pgTable(
  "promo_codes",
  {
    id: id(),
    /** In capitals, without blanks: as buyers' typing is read. */
    code: text("code").notNull(),
    /** Taken off the price of each line it is good for … */
    percent: numeric("percent"),
    /** … or once off a payment. */
    fixedMinor: minor("fixed_minor"),
    fixedCurrency: currency("fixed_currency"),
    startsAt: at("starts_at").notNull().default(appNow),
    endsAt: at("ends_at"),
    mostInAll: integer("most_in_all"),
    mostPerBuyer: integer("most_per_buyer"),
    /** The least that must be paid for what it is good for, before it is taken off. */
    minimumMinor: minor("minimum_minor"),
    minimumCurrency: currency("minimum_currency"),
    /** Kinds of products and countries of operators it is good for; empty: all. */
    kinds: text("kinds").array().notNull().default([]),
    countries: text("countries").array().notNull().default([]),
    /** The shop pays for it where a line's margin does not. */
    belowCost: boolean("below_cost").notNull().default(false),
    madeBy: text("made_by").notNull(),
    madeAt: at("made_at").notNull().default(appNow),
    endedBy: text("ended_by"),
  },
  (table) => [
    // One that has ended leaves its name to another.
    uniqueIndex("promo_codes_code")
      .on(table.code)
      .where(sql`${table.endedBy} is null`),
    check(
      "promo_codes_percent_or_fixed",
      sql`(${table.percent} is null) <> (${table.fixedMinor} is null)
        and (${table.fixedMinor} is null) = (${table.fixedCurrency} is null)
        and (${table.percent} is null or ${table.percent} > 0 and ${table.percent} <= 100)
        and (${table.fixedMinor} is null or ${table.fixedMinor} > 0)`,
    ),
  ],
);
