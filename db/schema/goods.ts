import { jsonb, pgTable, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at } from "./columns";
import { orders } from "./orders";

/** What was left on an eSIM when its provider was last asked. */
export const esimUsages = pgTable("esim_usages", {
  orderId: uuid("order_id")
    .primaryKey()
    .references(() => orders.id),
  /** As the provider told it; null where it told nothing, and is not asked again at once. */
  plans:
    jsonb("plans").$type<
      { status: string; remainingBytes?: number; totalBytes?: number; endsAt?: string }[]
    >(),
  askedAt: at("asked_at").notNull().default(appNow),
});
