import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { appNow } from "./app-now";
import { offers, operators, products, recipients } from "./catalog";
import { at, country, currency, id, micros, minor, recipientSort } from "./columns";
import { promoCodes } from "./promo-codes";

/** The parts of a price in minor units of the charge currency; they sum up to the total. */
export interface StoredPrice {
  worthMinor: number | null;
  rateAddsMinor: number | null;
  feeMinor: number;
  taxMinor: number | null;
  /** What the tax is taken of, at which rate and for which country; written with the tax when the price is frozen. */
  taxed?: { baseMinor: number; percent: string; country: string };
  /** What the recipient's country takes of what is sent before it arrives, in minor units of the face's currency; no part of the sum. */
  taken?: { minor: number; percent: string };
  /** What lifts it to the least that a card can be charged. */
  liftMinor?: number;
  /** Taken off by a promo code; written when the price is frozen, and the total is then less by it. */
  discountMinor?: number;
}

/** One that is counted, and what of its tightest limit was used with this payment. Worth in minor units of US dollars. */
export interface JudgedLimit {
  of: "buyer" | "card" | "recipient";
  /** A recipient's number, masked. */
  name: string;
  span: "day" | "week" | "month";
  orders: { used: number; most: number };
  worth: { used: number; most: number };
}

/** What the buyer pays at once. */
export const checkouts = pgTable(
  "checkouts",
  {
    id: id(),
    /** The guest's cookie, or the account: who may see and pay it. */
    buyerId: text("buyer_id").notNull(),
    email: text("email"),
    locale: text("locale").notNull().default("en"),
    currency: currency("currency").notNull(),
    residence: country("residence"),
    /** Laid beside it by the buyer; counted when pay is pressed. */
    promoCodeId: uuid("promo_code_id").references(() => promoCodes.id),
    /** The words the buyer agreed to, where the law wants it, and when. */
    consent: jsonb("consent").$type<{ text: string; at: string }>(),
    /** How near to the limits it came when pay was pressed: for staff. */
    judged: jsonb("judged").$type<JudgedLimit[]>(),
    ip: text("ip"),
    userAgent: text("user_agent"),
    paidPressedAt: at("paid_pressed_at"),
    createdAt: at("created_at").notNull().default(appNow),
  },
  (table) => [index("checkouts_buyer").on(table.buyerId, table.createdAt.desc())],
);

/** A price we stand by until it expires; frozen when pay is pressed. */
export const quotes = pgTable(
  "quotes",
  {
    id: id(),
    checkoutId: uuid("checkout_id")
      .notNull()
      .references(() => checkouts.id),
    line: integer("line").notNull().default(1),
    /** The number it goes to, where it goes to one. */
    recipientId: uuid("recipient_id").references(() => recipients.id),
    /** Where no number is dialled: a bill's account, an e-mail address that is credited, or the eSIM that is topped up. */
    account: text("account"),
    /** The only provider that can do it, where there is just one: that which issued the eSIM that is topped up. */
    via: text("via"),
    /** Who is sent the code, where that is not the buyer. */
    recipientEmail: text("recipient_email"),
    /** What goes with it to somebody else's address: who it is from, and the buyer's words. */
    gift: jsonb("gift").$type<{ from: string; message: string }>(),
    /** What the buyer calls whoever it is for. */
    recipientName: text("recipient_name"),
    /** What the product demands beyond that, by the names its offers list. */
    fields: jsonb("fields").$type<Record<string, string>>().notNull().default({}),
    operatorId: uuid("operator_id")
      .notNull()
      .references(() => operators.id),
    productId: uuid("product_id").notNull(),
    /** As the product has it: a foreign key holds the two together, so that a number stands here exactly where one is dialled. */
    recipient: recipientSort("recipient"),
    /** Cheapest offer when the price was made; routing may take another. */
    offerId: uuid("offer_id")
      .notNull()
      .references(() => offers.id),
    faceMinor: minor("face_minor").notNull(),
    faceCurrency: currency("face_currency").notNull(),
    totalMinor: minor("total_minor").notNull(),
    totalCurrency: currency("total_currency").notNull(),
    price: jsonb("price").$type<StoredPrice>().notNull(),
    costMicros: micros("cost_micros").notNull(),
    costCurrency: currency("cost_currency").notNull(),
    frozen: boolean("frozen").notNull().default(false),
    /** A newer quote of the same line took its place. */
    replaced: boolean("replaced").notNull().default(false),
    createdAt: at("created_at").notNull().default(appNow),
    expiresAt: at("expires_at").notNull(),
  },
  (table) => [
    uniqueIndex("quotes_current_line")
      .on(table.checkoutId, table.line)
      .where(sql`not ${table.replaced}`),
    foreignKey({
      columns: [table.productId, table.recipient],
      foreignColumns: [products.id, products.recipient],
      name: "quotes_product_recipient",
    }),
    check("quotes_dialled", sql`(${table.recipient} = 'number') = (${table.recipientId} is not null)`),
    check(
      "quotes_account",
      sql`${table.recipient} not in ('email', 'account') or ${table.account} is not null`,
    ),
  ],
);
