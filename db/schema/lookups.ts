import { pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { offers } from "./catalog";
import { at, country } from "./columns";

/** What each provider said of a number when it was last asked. */
export const lookups = pgTable(
  "lookups",
  {
    /** E.164. */
    number: text("number").notNull(),
    provider: text("provider").notNull(),
    country: country("country").notNull(),
    /** Null, as the name is: they know no operator of it. */
    providerOperatorId: text("provider_operator_id"),
    name: text("name"),
    /** Kinds of products that the number takes; null where they do not say. */
    supports: text("supports").array(),
    askedAt: at("asked_at").notNull().default(appNow),
  },
  (table) => [primaryKey({ columns: [table.number, table.provider] })],
);

/** What a provider sells to one number alone, of a product whose offers depend on the number. */
export const numberBundles = pgTable(
  "number_bundles",
  {
    /** E.164. */
    number: text("number").notNull(),
    /** The listed offer that stands for the product. */
    markerId: uuid("marker_id")
      .notNull()
      .references(() => offers.id),
    /** Empty: the number was asked about, and nothing is sold to it. */
    offerIds: uuid("offer_ids").array().notNull().default([]),
    askedAt: at("asked_at").notNull().default(appNow),
  },
  (table) => [primaryKey({ columns: [table.number, table.markerId] })],
);
