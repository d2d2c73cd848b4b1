import type { Ctx } from "@/db/context";
import { ledgerEntries } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import { microsOf, type Micros, type Money } from "@/lib/core/money";

/** `card-holds` and `buyers-held` are memo accounts: what is reserved on cards. */
export type Account =
  | "card-holds"
  | "buyers-held"
  | "stripe"
  | "sales"
  | "refunds"
  | `float:${string}`
  | "cost-of-sales"
  /** What a provider may have taken for an order that was released in doubt. */
  | "suspected-loss"
  /** Delivered and never charged. */
  | "lost-sales"
  /** Delivered for less than the card may be charged. */
  | "shortfalls";

export type PostingKind =
  | "hold"
  | "release"
  | "capture"
  | "refund"
  | "provider-debit"
  | "provider-reversal"
  | "loss"
  | "write-off";

export interface Posting {
  kind: PostingKind;
  /** Taken from the first account and given to the second; in one currency, so it sums to nought. */
  from: Account;
  to: Account;
  amount: Micros;
  orderId?: string;
  checkoutId?: string;
}

/** Writes both sides of each posting in the caller's transaction. Nought is not written. */
export async function postLedger(ctx: Ctx, postings: Posting[]): Promise<void> {
  const rows = postings
    .filter((posting) => posting.amount.micros !== 0)
    .flatMap(({ kind, from, to, amount, orderId, checkoutId }) => {
      const shared = { postingId: newId(), kind, currency: amount.currency, orderId, checkoutId };
      return [
        { ...shared, account: from, micros: -amount.micros },
        { ...shared, account: to, micros: amount.micros },
      ];
    });
  if (rows.length > 0) await ctx.db.insert(ledgerEntries).values(rows);
}

/** The card is held for the whole checkout. */
export const holdPosting = (amount: Money, checkoutId: string): Posting => ({
  kind: "hold",
  from: "buyers-held",
  to: "card-holds",
  amount: microsOf(amount),
  checkoutId,
});

/** What was held and is not captured goes back. */
export const releasePosting = (amount: Money, checkoutId: string): Posting => ({
  kind: "release",
  from: "card-holds",
  to: "buyers-held",
  amount: microsOf(amount),
  checkoutId,
});
