import { STAFF_ROLES, type Permission } from "@/lib/core/permissions";
import { sql } from "drizzle-orm";
import {
  bigint,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
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
  /** What this member of staff may beyond their role, and what they may not in spite of it: permissions. */
  granted: jsonb("granted").$type<Permission[]>().notNull().default([]),
  withdrawn: jsonb("withdrawn").$type<Permission[]>().notNull().default([]),
  /** Raised with every change of role or permissions: of two owners at once the later one is told. */
  staffVersion: integer("staff_version").notNull().default(0),
  invitedBy: text("invited_by"),
  seenAt: at("seen_at"),
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

export const sessions = pgTable(
  "sessions",
  {
    sessionToken: text("session_token").primaryKey(),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    expires: timestamp("expires", { mode: "date", withTimezone: true }).notNull(),
    /** What pages know it by: the token itself is the key to it. */
    id: uuid("id")
      .notNull()
      .unique()
      .default(sql`gen_random_uuid()`),
    createdAt: at("created_at").notNull().default(appNow),
    seenAt: at("seen_at").notNull().default(appNow),
    /** Browser and system, as far as it says. */
    device: text("device"),
    /** A code of the second factor was entered: until then it may move money. */
    raisedUntil: at("raised_until"),
  },
  (table) => [index("sessions_user").on(table.userId)],
);

/** A member of staff's authenticator. Without `confirmedAt` it was begun and never proved. */
export const secondFactors = pgTable("second_factors", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  /** Sealed. */
  secret: text("secret").notNull(),
  confirmedAt: at("confirmed_at"),
  /** The last step of time whose code was taken: none is taken twice. */
  lastStep: bigint("last_step", { mode: "number" }).notNull().default(0),
  createdAt: at("created_at").notNull().default(appNow),
});

/** Codes for who has lost the authenticator; each works once. Only their hashes are kept. */
export const recoveryCodes = pgTable(
  "recovery_codes",
  {
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    hash: text("hash").notNull(),
    usedAt: at("used_at"),
  },
  (table) => [primaryKey({ columns: [table.userId, table.hash] })],
);

/** Wrong codes in the window that is running: nobody tries them all. */
export const factorThrottles = pgTable("factor_throttles", {
  userId: text("user_id")
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  windowStartedAt: at("window_started_at").notNull().default(appNow),
  failures: integer("failures").notNull().default(1),
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
