import { STAFF_ROLES } from "@/lib/core/permissions";
import { integer, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { appNow } from "./app-now";
import { at } from "./columns";

/** Shapes the next-auth adapter wants; `role` is ours. */
export const users = pgTable("users", {
  id: text("id")
    .primaryKey()
    .$defaultFn(() => crypto.randomUUID()),
  name: text("name"),
  email: text("email").notNull().unique(),
  emailVerified: timestamp("email_verified", { mode: "date", withTimezone: true }),
  image: text("image"),
  role: text("role", { enum: ["customer", ...STAFF_ROLES] })
    .notNull()
    .default("customer"),
  createdAt: at("created_at").notNull().default(appNow),
});

export const accounts = pgTable(
  "accounts",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    type: text("type").notNull(),
    provider: text("provider").notNull(),
    providerAccountId: text("provider_account_id").notNull(),
    refresh_token: text("refresh_token"),
    access_token: text("access_token"),
    expires_at: integer("expires_at"),
    token_type: text("token_type"),
    scope: text("scope"),
    id_token: text("id_token"),
    session_state: text("session_state"),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerAccountId] })],
);

export const sessions = pgTable("sessions", {
  sessionToken: text("session_token").primaryKey(),
  userId: text("user_id")
    .notNull()
    .references(() => users.id, { onDelete: "cascade" }),
  expires: timestamp("expires", { mode: "date", withTimezone: true }).notNull(),
});

export const verificationTokens = pgTable(
  "verification_tokens",
  {
    identifier: text("identifier").notNull(),
    token: text("token").notNull(),
    expires: timestamp("expires", { mode: "date", withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.identifier, table.token] })],
);

/** How many sign-in mails an address was sent in the window that is running: nobody's mailbox is flooded through us. */
export const signInThrottles = pgTable("sign_in_throttles", {
  email: text("email").primaryKey(),
  windowStartedAt: at("window_started_at").notNull().default(appNow),
  mails: integer("mails").notNull().default(1),
});
