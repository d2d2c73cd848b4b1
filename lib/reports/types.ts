import type { ProviderStanding } from "./supply/types";
import type { CardChecks } from "@/db/schema";
import type { Micros, Money } from "@/lib/core/money";
import type { AttemptState, OrderState, PaymentState } from "@/lib/core/transitions";
import type { BreakClass, Mend } from "@/lib/ledger";
import type {
  BlockView,
  DecisionView,
  JudgedView,
  LeaseView,
  NoteView,
  RefundProposalView,
  StaffDispute,
} from "./cases/types";
import type { BreakSides } from "./books/types";
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
  /** What Stripe and the bank found when the card was held; null before that, and where it was not kept. */
  checks: CardChecks | null;
  underReview: boolean;
  disputed: boolean;
  /** Why nothing is sent until a person has looked at who pays. */
  heldBack: string | null;
  /** A refund that failed: what the buyer is still owed; null when nothing. */
  owed: Money | null;
  disputes: StaffDispute[];
  fraudWarnings: { id: string; fraudType: string; actionable: boolean; at: string }[];
}

/** What one of staff did that changed no state. */
export interface StaffActionView {
  id: number;
  action: string;
  by: string;
  data: Record<string, unknown>;
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
  /** What each side says now; null once it is closed. */
  sides: BreakSides | null;
  state: "open" | "mended" | "explained";
  factAt: string;
  firstSeenAt: string;
  /** What may mend it, the usual way first; empty once it is closed. */
  mends: Mend[];
  closed: { at: string; by: string | null; verb: Mend | null; reason: string | null } | null;
}

/** One comparison as its own page shows it. */
export interface RunSheet {
  run: RunView;
  /** The address of staff; null: the shop itself. */
  startedBy: string | null;
  nightly: boolean;
  /** Breaks that stood open at its end, by class. */
  classes: { class: BreakClass; count: number }[];
  /** Breaks that it was the first to see, as they stand now. */
  firstSeen: Queue<BreakView>;
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

export type * from "./sales/types";
export type * from "./supply/types";

export type * from "./cases/types";
export type * from "./listing/types";
export { BULK_ACTIONS } from "./listing/types";
