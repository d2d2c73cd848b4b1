import { newId } from "@/lib/core/ids";
import type { Micros } from "@/lib/core/money";
import type { Account, PostingKind } from "./post-ledger";

/** A movement of our balance at Stripe, as far as the books care; amounts above nought came to us. */
export interface StripeMovement {
  kind: "charge" | "refund" | "refund-failure" | "dispute" | "payout" | "fee" | "other";
  presented: Micros;
  settled: Micros;
  /** What Stripe kept of it. */
  fee: Micros;
}

/** One side of a posting. */
export interface Leg {
  posting_id: string;
  kind: PostingKind;
  account: Account;
  currency: string;
  micros: number;
}

function move(kind: PostingKind, from: Account, { to, amount }: { to: Account; amount: Micros }): Leg[] {
  if (amount.micros === 0) return [];
  const shared = { posting_id: newId(), kind, currency: amount.currency };
  return [
    { ...shared, account: from, micros: -amount.micros },
    { ...shared, account: to, micros: amount.micros },
  ];
}

/** Paid by the card in one currency, settled in another: the two meet in the account of exchanges, one posting. */
function settlementOf({ presented, settled }: StripeMovement): Leg[] {
  if (presented.currency === settled.currency) return [];
  const out = move("settlement", "stripe", { to: "exchange", amount: presented });
  const back = move("settlement", "exchange", { to: "stripe", amount: settled });
  const [first] = out;
  return [...out, ...back.map((leg) => ({ ...leg, posting_id: first?.posting_id ?? leg.posting_id }))];
}

/** What a movement is in itself. Captures, refunds and refunds that failed are booked by the engine when it hears of them. */
function principalOf({ kind, presented, settled }: StripeMovement): Leg[] {
  switch (kind) {
    case "dispute":
      return move("dispute", "disputes", { to: "stripe", amount: presented });
    case "payout":
      return move("payout", "bank", { to: "stripe", amount: settled });
    case "fee":
      return move("stripe-fee", "stripe-fees", { to: "stripe", amount: settled });
    case "charge":
    case "refund":
    case "refund-failure":
    case "other":
      return [];
  }
}

/** What a movement does to the books, its fee and its change of currency with it. What nobody knows (`other`) is not booked. */
export function stripeLegs(movement: StripeMovement): Leg[] {
  if (movement.kind === "other") return [];
  return [
    ...principalOf(movement),
    ...settlementOf(movement),
    ...move("stripe-fee", "stripe", { to: "stripe-fees", amount: movement.fee }),
  ];
}
