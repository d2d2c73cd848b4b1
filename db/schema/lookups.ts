import { pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
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
