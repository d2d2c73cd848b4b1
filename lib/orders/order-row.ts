import type { InferSelectModel } from "drizzle-orm";
import { rowOf } from "@/db/row-of";
import { attempts, orders } from "@/db/schema";

/** A row as the database holds it. It stays inside lib; pages get views. */
export type OrderRow = InferSelectModel<typeof orders>;
export type RecipientSort = OrderRow["recipient"];
export type AttemptRow = InferSelectModel<typeof attempts>;

export const orderRow = rowOf(orders);
export const attemptRow = rowOf(attempts);

/** Somebody else changed the row first; the next wake-up will look again. */
export class OrderConflict extends Error {
  constructor(what: string) {
    super(`Changed by somebody else: ${what}`);
    this.name = "OrderConflict";
  }
}
