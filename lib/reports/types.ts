import type { Runway } from "./forecast-runway";
import type { Micros, Money } from "@/lib/core/money";
import type { AttemptState, OrderState, PaymentState } from "@/lib/core/transitions";
import type { BreakClass, Mend } from "@/lib/ledger";
import type { BlockKind } from "@/lib/customers/types";
import type { SentTo } from "@/lib/phone/mask-recipient";
import type { MoneyState, PriceView, Stop } from "@/lib/orders/types";

/** One order in the list of staff: enough to recognise it, nothing that could be used. Times are ISO. */
export interface OrderRowView {
  id: string;
  state: OrderState;
  paymentState: PaymentState;
  operator: string;
  country: string;
  /** Whom it goes to, masked: `+234 803 ··· 4567` */
  to: SentTo;
  maskedEmail: string;
  face: Money;
  /** Name of a package ("1 GB, 7 days"); null where money arrives. */
  parcel: string | null;
  total: Money;
  createdAt: string;
  nextActionAt: string | null;
}

/** An offer that routing did not take, and why. */
export interface PassedOffer {
  provider: string;
  why: string;
}

export interface StaffAttempt {
  id: string;
  n: number;
  provider: string;
  reference: string;
  providerReference: string | null;
  state: AttemptState;
  /** What the provider said, in our words, redacted. */
  outcome: Record<string, unknown> | null;
  /** Failure code or reason of doubt, taken out of it. */
  verdict: string | null;
  /** Offers passed over when it was claimed. */
  passedOver: PassedOffer[];
  cost: Micros | null;
  /** What it was expected to cost when it was claimed. */
  expected: Micros | null;
  sends: number;
  looks: number;
  createdAt: string;
  lastSentAt: string;
  settledAt: string | null;
}

export interface StaffPayment {
  id: string;
  state: PaymentState;
  amount: Money;
  captured: Money;
  refunded: Money;
  sessionId: string | null;
  paymentIntentId: string | null;
  captureBefore: string | null;
  /** `Visa ·· 4242` */
  card: string | null;
  underReview: boolean;
  disputed: boolean;
  /** Why nothing is sent until a person has looked at who pays. */
  heldBack: string | null;
  /** A refund that failed: what the buyer is still owed; null when nothing. */
  owed: Money | null;
  disputes: StaffDispute[];
  fraudWarnings: { id: string; fraudType: string; actionable: boolean; at: string }[];
}

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

/** What one of staff did that changed no state. */
export interface StaffActionView {
  id: number;
  action: string;
  by: string;
  data: Record<string, unknown>;
  at: string;
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

export interface StaffIntent {
  kind: string;
  n: number;
  amount: Money;
  state: "intended" | "confirmed" | "refused";
  reason: string | null;
  stripeId: string | null;
  createdAt: string;
  settledAt: string | null;
}

export interface StaffEvent {
  of: "order" | "payment";
  seq: number;
  event: string;
  from: string | null;
  to: string;
  /** `buyer`, `worker`, or the address of the member of staff. */
  actor: string;
  data: Record<string, unknown>;
  at: string;
}

export interface StaffLedgerEntry {
  id: number;
  postingId: string;
  kind: string;
  account: string;
  amount: Micros;
  at: string;
}

export interface StaffMail {
  template: string;
  to: string;
  state: "waiting" | "sent" | "failed";
  tries: number;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
}

/** What a provider said of the number when it was last asked. */
export interface StaffLookup {
  provider: string;
  /** Null: it knows no operator. */
  name: string | null;
  supports: string[] | null;
  askedAt: string;
}

/** What was known of the number when the buyer typed it, and what providers say of it now. */
export interface StaffNumber {
  confidence: string;
  prefixName: string | null;
  candidates: { name: string; said: string[] }[];
  refuses: string[];
  typedAt: string;
  lookups: StaffLookup[];
}

/** One order as staff see it: everything but artefacts and what would open them. */
export interface StaffOrder {
  id: string;
  /** The first characters only: the whole one opens the buyer's page. */
  publicIdHint: string;
  checkoutId: string;
  state: OrderState;
  money: MoneyState;
  version: number;
  operator: { name: string; country: string };
  kind: string;
  description: string;
  /** Name of a package ("1 GB, 7 days"); null where money arrives. */
  parcel: string | null;
  /** E.164; null where none is dialled. */
  number: string | null;
  account: string | null;
  recipientEmail: string | null;
  email: string;
  price: PriceView;
  quotedCost: Micros;
  delivered: Money | null;
  operatorReference: string | null;
  hasArtefact: boolean;
  createdAt: string;
  updatedAt: string;
  nextActionAt: string | null;
  alertedAt: string | null;
  stops: Stop[];
  attempts: StaffAttempt[];
  /** Offers passed over when no way was left. */
  passedAtEnd: PassedOffer[];
  lookedUp: StaffNumber | null;
  payment: StaffPayment;
  intents: StaffIntent[];
  events: StaffEvent[];
  ledger: StaffLedgerEntry[];
  /** What the order brought, by its books; null where nothing is booked or a rate is not known. */
  profit: Micros | null;
  mails: StaffMail[];
  actions: StaffActionView[];
  notes: NoteView[];
  /** A refund that another one of staff has still to confirm. */
  refundProposal: RefundProposalView | null;
  /** How near to the limits it came when pay was pressed; empty where that was not kept. */
  judged: JudgedView[];
  /** Whom of it the shop sells or sends nothing to now. */
  blocks: BlockView[];
  /** What staff decided of it that is about to be carried out, and the last one that could not be. */
  decision: DecisionView | null;
  /** Who of staff works it. */
  lease: LeaseView | null;
  /** Stripe's name for the card, the same for each of its payments. */
  cardFingerprint: string | null;
  /** Other orders of the same checkout. */
  siblings: { id: string; line: number; state: OrderState }[];
}

export interface TroubledPayment {
  orderId: string;
  paymentId: string;
  state: PaymentState;
  amount: Money;
  disputed: boolean;
  underReview: boolean;
  heldBack: boolean;
  /** A refund failed, and the buyer is still owed it. */
  owes: boolean;
  updatedAt: string;
}

export interface FailedMail {
  id: string;
  template: string;
  maskedTo: string;
  orderId: string | null;
  error: string | null;
  createdAt: string;
}

/** How a provider stands, from our own rows. Times are ISO. */
export interface ProviderStanding {
  provider: string;
  /** Nothing, or less, goes through it. */
  needsLook: boolean;
  /** It did not answer when we last spoke to it. */
  silent: boolean;
  paused: { until: string; why: string | null } | null;
  /** End of the last pause, over or not: what a page hands back to show that nobody paused or ended it since. */
  pausedSeen: string | null;
  /** By staff. */
  switchedOff: boolean;
  /** As staff said; null: as its capabilities say. */
  switchedOn: boolean | null;
  /** Less what was claimed since it was read; null where it is not known. */
  float: Micros | null;
  floatAt: string | null;
  /** What deliveries of the last 24 hours took from it. */
  spent: Micros | null;
  /** It lasts for fewer hours, or holds less, than staff want to hear of. */
  floatLow: boolean;
  /** How long it lasts as it is used; null where nothing was spent, or it is not known. */
  runway: Runway | null;
  /** When staff want to hear: below so many hours, below such an amount (null: no amount). */
  alertBelow: { hours: number; float: Micros | null };
  /** Ways to operators that rest, the newest first. */
  circuits: {
    operatorId: string;
    operator: string;
    country: string;
    why: string;
    retryAt: string | null;
  }[];
  /** Attempts of the last hours. */
  delivered: number;
  failed: number;
}

/** An operator of a provider whose network is not known: nothing of it is sold. */
export interface UnmappedOperator {
  provider: string;
  country: string;
  name: string;
  suggestions: string[];
}

/** A queue of things and how many there are in all. */
export interface Queue<Row> {
  total: number;
  rows: Row[];
}

/** What needs a person now, and how the day goes. */
/** The last check of the rules that hold at every moment. */
export interface RulesChecked {
  at: string;
  /** Of all; `broken` names the first ones. */
  violations: number;
  broken: { rule: string; ids: string[] }[];
}

export interface DeskView {
  /** Null before the first check. */
  rules: RulesChecked | null;
  /** Of reconciliation: where our books differ from somebody's. */
  openBreaks: number;
  review: Queue<OrderRowView>;
  inDoubt: Queue<OrderRowView>;
  /** Accepted, and staff were told that it takes too long. */
  overdue: Queue<OrderRowView>;
  /** Somebody should have looked at them and has not: the worker is behind. */
  late: Queue<OrderRowView>;
  payments: Queue<TroubledPayment>;
  failedMails: Queue<FailedMail>;
  /** Every provider that is known. */
  providers: ProviderStanding[];
  unmapped: Queue<UnmappedOperator>;
}

/** One comparison of our books with everybody else's. Times are ISO. */
export interface RunView {
  id: string;
  state: "running" | "complete" | "incomplete" | "failed";
  from: string;
  to: string;
  startedAt: string;
  endedAt: string | null;
  /** Breaks that stood open at its end, and those of them that were new. */
  found: number;
  newBreaks: number;
  sources: { name: string; state: "complete" | "incomplete" | "skipped"; lines: number; error?: string }[];
}

/** A mismatch of two books. Times are ISO. */
export interface BreakView {
  id: string;
  class: BreakClass;
  /** `stripe`, or the provider. */
  source: string;
  /** `payment`, `order`, `attempt`, `intent`, `refund`, `line` or `gap`. */
  about: string;
  orderId: string | null;
  /** Their id of what it is about. */
  lineId: string | null;
  ours: Micros | null;
  theirs: Micros | null;
  state: "open" | "mended" | "explained";
  factAt: string;
  firstSeenAt: string;
  /** What may mend it, the usual way first; empty once it is closed. */
  mends: Mend[];
  closed: { at: string; by: string | null; verb: Mend | null; reason: string | null } | null;
}

export interface ReconciliationView {
  runs: RunView[];
  open: Queue<BreakView>;
  closed: BreakView[];
}

/** How deliveries to an operator went lately, as our own orders say. */
export interface DeliveryRecord {
  /** Null while too few went there to tell. `usualMs`: half of them took no longer. */
  figures: { share: number; orders: number; usualMs: number | null } | null;
  /** The last hour, where it is clearly worse than usual. `ms` null: many are still on their way. */
  now:
    | { is: "failing"; failed: number; all: number }
    | { is: "slow"; ms: number | null; usualMs: number | null }
    | null;
}

/** One request to a provider and its answer, as they were kept: without secrets, codes and whole numbers. */
export interface ProviderCall {
  id: number;
  provider: string;
  /** Which call of its kit it was made for: `submit`, `balance`. */
  purpose: string;
  attemptId: string | null;
  orderId: string | null;
  reference: string | null;
  method: string;
  path: string;
  request: string | null;
  /** HTTP status; null when nothing was answered. */
  status: number | null;
  answer: string | null;
  /** `answered`, `not-sent`, or why it is in doubt. */
  verdict: string;
  ms: number;
  at: string;
}

export interface ProviderCallPage {
  calls: ProviderCall[];
  /** Where the next page begins; null on the last. */
  older: number | null;
}

/** How some attempts ended. */
export interface Fared {
  attempts: number;
  delivered: number;
  /** Under way. */
  open: number;
  /** Ended, or in doubt, by something that speaks of the provider. */
  failed: number;
  /** Delivered of those that were delivered or failed; null without any. */
  share: number | null;
  /** To the step of the scale of times; null without deliveries. */
  p50Ms: number | null;
  p95Ms: number | null;
  /** By how they ended, the most frequent first. `theirs` false: it speaks of the number or the amount. */
  errors: { code: string; attempts: number; theirs: boolean }[];
}

/** A provider's last hours. Hours are ISO, the newest first. */
export interface ProviderHealth {
  all: Fared;
  hours: (Fared & { hour: string })[];
  /** The busiest first. */
  operators: (Fared & { operatorId: string; name: string; country: string })[];
}
export type * from "./sales/types";

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
  kind: "settle" | "agree" | "withdraw" | "let-through" | "turn-away" | "refund-agree" | "refund-withdraw";
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

/** What waits for a person: one row of the queue. */
export interface CaseView {
  orderId: string;
  /** `review`: nobody can tell its end; `held-back`: who pays is to be looked at; `refund`: a second one must agree. */
  kind: "review" | "held-back" | "refund";
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
  lease: LeaseView | null;
  decision: DecisionView | null;
}

export interface CaseQueue {
  /** The oldest first. */
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
export type * from "./listing/types";
export { BULK_ACTIONS } from "./listing/types";
