import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at, country } from "./columns";

/** What can be found: countries, operators and plans with the words they are found by. Made from the catalog, and at any time made anew. */
export const searchEntries = pgTable(
  "search_entries",
  {
    /** `country:NG`, `operator:<id>`, `plan:<product id>`. */
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["country", "network", "brand", "biller", "travel", "plan"] }).notNull(),
    country: country("country").notNull(),
    /** Name and slug of the operator; of the country for a country. */
    name: text("name").notNull(),
    slug: text("slug").notNull(),
    operatorId: uuid("operator_id"),
    productId: uuid("product_id"),
    productKind: text("product_kind"),
    /** The plan's words. */
    detail: text("detail").notNull().default(""),
    /** Without case and accents, in every language of the shop. */
    words: text("words").array().notNull(),
    popularity: integer("popularity").notNull().default(0),
    seenAt: at("seen_at").notNull().default(appNow),
  },
  (table) => [index("search_entries_words").using("gin", sql`array_to_tsvector(${table.words})`)],
);

/** Every word of the entries, and in how many it stands. */
export const searchVocabulary = pgTable(
  "search_vocabulary",
  { word: text("word").primaryKey(), uses: integer("uses").notNull() },
  // For words that begin like what was typed, whatever the database's language.
  (table) => [index("search_vocabulary_beginnings").on(table.word.op("text_pattern_ops"))],
);

/** Words by what is left of them without a letter or two: how a misspelt one is found. */
export const searchSpellings = pgTable(
  "search_spellings",
  { spelling: text("spelling").notNull(), word: text("word").notNull() },
  (table) => [primaryKey({ columns: [table.spelling, table.word] })],
);
