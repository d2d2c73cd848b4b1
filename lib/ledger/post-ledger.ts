import { runStatement, type Place } from "@/db/run-statement";
import type { Ctx } from "@/db/context";
import { newId } from "@/lib/core/ids";
import { microsOf, type Micros, type Money } from "@/lib/core/money";

/** docs/ledger.md says what each holds. `card-holds` and `buyers-held` are memo accounts: what is reserved on cards. */
export type Account =
  | "card-holds"
  | "buyers-held"
  /** Our balance at Stripe. */
  | "stripe"
  /** Stripe's payouts to us. */
  | "bank"
  | "stripe-fees"
  /** What a card's bank took back, while and after it is disputed. */
  | "disputes"
  /** Between two currencies: what one side gave and the other got. */
  | "exchange"
  | "sales"
  | "refunds"
  /** Of what was charged, and is owed to the state the buyer lives in. */
  | "tax-payable"
  | `float:${string}`
  | "cost-of-sales"
  /** What a provider gives us back of the face that its float paid. */
  | "commissions"
  /** What a provider may have taken for an order that was released in doubt. */
  | "suspected-loss"
  /** Delivered and never charged. */
  | "lost-sales"
  /** Delivered for less than the card may be charged. */
  | "shortfalls"
  /** Moved by somebody outside of us, and booked when it was found. */
  | "corrections";

export type PostingKind =
  | "hold"
  | "release"
  | "capture"
  | "refund"
  | "refund-failure"
  | "tax"
  | "tax-back"
  | "stripe-fee"
  | "settlement"
  | "dispute"
  | "payout"
  | "provider-debit"
  | "commission"
  | "provider-reversal"
  | "loss"
  | "write-off"
  | "correction";

export interface Posting {
  kind: PostingKind;
  /** Taken from the first account and given to the second; in one currency, so it sums to nought. */
  from: Account;
  to: Account;
  amount: Micros;
  orderId?: string | undefined;
  checkoutId?: string | undefined;
  /** Whose delivery it paid for: what is taken back later is found by it. */
  attemptId?: string | undefined;
}

/** The insert that writes both sides of each posting, for a statement that moves a state as well; undefined when there is nothing to write. */
export function ledgerInsert(place: Place, postings: Posting[]): string | undefined {
  const rows = postings
    .filter(({ amount }) => amount.micros !== 0)
    .flatMap(({ kind, from, to, amount, orderId, checkoutId, attemptId }) => {
      const shared = [newId(), kind, amount.currency, orderId, checkoutId, attemptId].map(place);
      return [
        [...shared, place(from), place(-amount.micros)],
        [...shared, place(to), place(amount.micros)],
      ];
    });
  if (rows.length === 0) return undefined;
  return `insert into ledger_entries (posting_id, kind, currency, order_id, checkout_id, attempt_id, account, micros)
    values ${rows.map((row) => `(${row.join(", ")})`).join(", ")}`;
}

/** Writes both sides of each posting in the caller's transaction. Nought is not written. */
export async function postLedger(ctx: Ctx, postings: Posting[]): Promise<void> {
  if (postings.some(({ amount }) => amount.micros !== 0))
    await runStatement(ctx, (place) => ledgerInsert(place, postings) ?? "");
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
