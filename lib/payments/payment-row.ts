import type { InferSelectModel } from "drizzle-orm";
import type { moneyIntents, payments } from "@/db/schema";

/** Rows as the database holds them. They stay inside lib. */
export type PaymentRow = InferSelectModel<typeof payments>;
export type MoneyIntentRow = InferSelectModel<typeof moneyIntents>;

/** Somebody else changed the payment first; the next wake-up will look again. */
export class PaymentConflict extends Error {
  constructor(what: string) {
    super(`Changed by somebody else: ${what}`);
    this.name = "PaymentConflict";
  }
}
