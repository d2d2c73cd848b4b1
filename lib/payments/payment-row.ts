import type { InferSelectModel } from "drizzle-orm";
import { rowOf } from "@/db/row-of";
import { moneyIntents, payments } from "@/db/schema";

/** Rows as the database holds them. They stay inside lib. */
export type PaymentRow = InferSelectModel<typeof payments>;
export type MoneyIntentRow = InferSelectModel<typeof moneyIntents>;

export const paymentRow = rowOf(payments);
export const intentRow = rowOf(moneyIntents);

/** Somebody else changed the payment first; the next wake-up will look again. */
export class PaymentConflict extends Error {
  constructor(what: string) {
    super(`Changed by somebody else: ${what}`);
    this.name = "PaymentConflict";
  }
}
