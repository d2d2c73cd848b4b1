import type { BlockKind } from "@/lib/customers/types";
import type { Money } from "@/lib/core/money";
import type { OrderState } from "@/lib/core/transitions";
import type { SentTo } from "@/lib/phone/mask-recipient";

export interface StaffDispute {
  id: string;
  amount: Money;
  reason: string;
  status: string;
  /** It waits for our evidence. */
  answerable: boolean;
  dueBy: string | null;
  submissions: number;
  openedAt: string;
}

/** What one of staff proposes of an order in review. */
export interface ProposalView {
  id: string;
  verdict: "delivered" | "undelivered" | "release";
  reason: string;
  note: string;
  operatorReference: string | null;
  hasCode: boolean;
  /** Address of who proposed it. */
  by: string;
  /** The reader proposed it. */
  mine: boolean;
  at: string;
}

/** What one of staff wrote down. */
export interface NoteView {
  id: number;
  text: string;
  by: string;
  at: string;
}

export interface RefundProposalView {
  id: string;
  orderId: string;
  amount: Money;
  note: string;
  by: string;
  /** The reader proposed it. */
  mine: boolean;
  at: string;
}

/** One that is counted, and what of its tightest limit was used. */
export interface JudgedView {
  of: "buyer" | "card" | "recipient";
  name: string;
  span: "day" | "week" | "month";
  orders: { used: number; most: number };
  worth: { used: Money; most: Money };
  /** False: it was counted, and there was no limit. */
  limited: boolean;
}

/** Somebody or something the shop sells or sends nothing to. */
export interface BlockView {
  id: string;
  kind: BlockKind;
  /** As it stands after the colon of its key: whole. */
  value: string;
  reason: string;
  by: string;
  at: string;
  endsAt: string | null;
  /** It stands no more. */
  over: { at: string; by: string | null; why: string | null } | null;
}

export interface DecisionView {
  id: string;
  orderId: string;
  kind:
    | "settle"
    | "agree"
    | "withdraw"
    | "let-through"
    | "turn-away"
    | "refund-agree"
    | "refund-withdraw"
    | "refund-again"
    | "paid-by-hand";
  /** Of a settlement: what became of the order. */
  verdict: string | null;
  state: "waiting" | "done" | "undone" | "refused";
  by: string;
  mine: boolean;
  at: string;
  carryOutAt: string;
  failure: string | null;
}

export interface LeaseView {
  by: string;
  mine: boolean;
  until: string;
  /** Who had it before, where it was taken over. */
  takenFrom: string | null;
  takenAt: string;
}

/** A bank demands money back, and takes evidence until `dueBy`. */
export interface CaseDispute {
  /** Stripe's. */
  id: string;
  amount: Money;
  reason: string;
  dueBy: string | null;
}

/** What waits for a person: one row of the queue. */
export interface CaseView {
  orderId: string;
  /**
   * `review`: nobody can tell its end; `held-back`: who pays is to be looked at; `refund`: a second one must agree; `owed`: a refund failed;
   * `dispute`: a bank waits for evidence.
   */
  kind: "review" | "held-back" | "refund" | "owed" | "dispute";
  state: OrderState;
  operator: string;
  country: string;
  to: SentTo;
  face: Money;
  total: Money;
  /** Why it is held back. */
  why: string | null;
  /** Since when it waits. */
  since: string;
  /** Somebody has proposed its end. */
  proposal: ProposalView | null;
  refund: RefundProposalView | null;
  /** What the buyer is owed because a refund failed. */
  owed: Money | null;
  dispute: CaseDispute | null;
  lease: LeaseView | null;
  decision: DecisionView | null;
}

export interface CaseQueue {
  /** The oldest first; before them what a bank waits for no longer than two days more. */
  cases: CaseView[];
  /** There are more than are shown. */
  more: boolean;
  /** Of the reader: what can still be taken back, and what could not be carried out lately. */
  decisions: DecisionView[];
  /** Cases that were taken from the reader lately. */
  lost: { orderId: string; by: string; at: string }[];
}

/** One buyer, by their address. */
export interface CustomerRow {
  email: string;
  orders: number;
  lastAt: string;
  blocked: boolean;
}

export interface CustomerView {
  email: string;
  /** The keys of their browsers or accounts, as many as are known of their newest orders. */
  buyerIds: string[];
  firstAt: string | null;
  /** Of the newest orders; `more`: there are older ones that are not counted. */
  counted: { orders: number; delivered: number; open: number; more: boolean };
  /** Charged less given back, by currency. */
  spent: Money[];
  refunded: Money[];
  disputes: (StaffDispute & { orderId: string })[];
  warnings: { id: string; fraudType: string; at: string; orderId: string }[];
  judged: JudgedView[];
  notes: NoteView[];
  /** Of the address, its buyers and its cards; those that ended as well. */
  blocks: BlockView[];
  cards: { fingerprint: string; name: string }[];
  numbers: string[];
  /** The newest. */
  orders: {
    id: string;
    state: OrderState;
    operator: string;
    country: string;
    to: SentTo;
    total: Money;
    createdAt: string;
  }[];
}

export interface PromoCodeView {
  id: string;
  code: string;
  percent: string | null;
  fixed: Money | null;
  startsAt: string;
  endsAt: string | null;
  state: "running" | "not-yet" | "over" | "ended";
  mostInAll: number | null;
  mostPerBuyer: number | null;
  minimum: Money | null;
  kinds: string[];
  countries: string[];
  belowCost: boolean;
  by: string;
  endedBy: string | null;
  /** Payments it was taken off and that count. */
  uses: number;
  /** What was given away by it for what was delivered, by currency. */
  cost: Money[];
}

/** A promotion of a provider that runs. */
export interface RunningPromotion {
  id: string;
  provider: string;
  operator: string;
  country: string;
  title: string;
  description: string;
  startsAt: string;
  endsAt: string;
  /** Why staff hid it from the shop, and since when; null: it is shown. */
  hidden: { reason: string; at: string } | null;
}

export interface OutboxMail {
  id: string;
  template: string;
  to: string;
  orderId: string | null;
  state: "waiting" | "sent" | "failed";
  tries: number;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
  nextTryAt: string | null;
}

export interface OutboxPage {
  mails: OutboxMail[];
  /** Where the next page begins. */
  older: string | null;
}

export interface LimitVersionView {
  version: number;
  note: string;
  by: string;
  at: string;
  limits: Record<
    "buyer" | "card" | "recipient",
    Record<"day" | "week" | "month", { orders: number; worthMinor: number }>
  >;
}

/** What other limits would have done to what was bought lately. */
export interface RehearsalView {
  /** Since then orders were judged. */
  from: string;
  /** Older ones were left out, there are too many. */
  cut: boolean;
  judged: number;
  refused: number;
  worth: Money;
  by: {
    of: "buyer" | "card" | "recipient";
    span: "day" | "week" | "month";
    what: "orders" | "worth";
    payments: number;
  }[];
  /** The newest of them. */
  examples: { orderId: string; at: string; of: "buyer" | "card" | "recipient"; worth: Money }[];
}
