import { bigint, char, text, timestamp, uuid } from "drizzle-orm/pg-core";

export const id = () => uuid("id").primaryKey();

/** An amount in minor units; its currency stands in a column of its own. */
export const minor = (name: string) => bigint(name, { mode: "number" });

/** 10⁻⁶ of a major unit. */
export const micros = (name: string) => bigint(name, { mode: "number" });

export const currency = (name: string) => char(name, { length: 3 });

/** What a product goes to: a phone number, an e-mail address or another account, or nobody (it brings a code). */
export const recipientSort = (name: string) =>
  text(name, { enum: ["number", "email", "account", "none"] })
    .notNull()
    .default("number");

export const country = (name: string) => char(name, { length: 2 });

export const at = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
