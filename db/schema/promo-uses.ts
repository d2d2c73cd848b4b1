import { sql } from "drizzle-orm";
import { index, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { checkouts } from "./checkout";
import { at, currency, id, minor } from "./columns";
import { promoCodes } from "./promo-codes";

/** Written when a checkout is frozen with a code. It counts as long as something of the checkout may still be delivered, or was. */
export const promoUses = pgTable(
  "promo_uses",
  {
    id: id(),
    promoCodeId: uuid("promo_code_id")
      .notNull()
      .references(() => promoCodes.id),
    checkoutId: uuid("checkout_id")
      .notNull()
      .references(() => checkouts.id),
    buyerId: text("buyer_id").notNull(),
    email: text("email").notNull(),
    discountMinor: minor("discount_minor").notNull(),
    currency: currency("currency").notNull(),
    at: at("at").notNull().default(appNow),
  },
  (table) => [
    uniqueIndex("promo_uses_checkout").on(table.checkoutId),
    index("promo_uses_code").on(table.promoCodeId, table.at),
    index("promo_uses_buyer").on(table.promoCodeId, table.buyerId),
    index("promo_uses_email").on(table.promoCodeId, sql`lower(${table.email})`),
  ],
);
