import type { Money } from "@/lib/core/money";
import type { OperatorView } from "@/lib/catalog/types";
import type { CancelBar, OrderState } from "@/lib/core/transitions";
import type { SentTo } from "@/lib/phone/mask-recipient";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";

/** What has happened to the buyer's money, derived from both machines. */
export type MoneyState =
  | "none"
  | "held"
  | "charging"
  | "charged"
  | "releasing"
  | "released"
  | "refunding"
  | "refunded"
  /** A refund failed: the buyer is owed it. */
  | "owed"
  /** It arrived, and was less than a card may be charged. */
  | "waived"
  /** It arrived, and could not be charged any more. */
  | "lost";

export type StopName =
  | "reserved"
  | "sent"
  | "delivered"
  | "charged"
  | "not-delivered"
  | "released"
  | "cancelled"
  | "expired"
  | "refunded";

/** `bad` is drawn in clay; `doubt` is the marigold stop that says what is being asked. */
export type StopStatus = "done" | "now" | "doubt" | "todo" | "bad";

/** Why it takes longer: the operator is down and we try again, the number is another operator's and the buyer may choose that, the card is being looked at, the buyer may still undo it, or a person of ours asks. */
export type WaitReason = "operator-down" | "operator-wrong" | "card-check" | "undo" | "person";

/** What is particular about how it arrived or was paid: less than promised, or together with other orders. */
export type PaidHow = "short" | "with-others" | "short-with-others" | "waived";

/** Why it did not arrive, where the buyer can do something with it. */
export type MissReason =
  | "number-invalid"
  | "number-not-prepaid"
  | "operator-mismatch"
  | "amount-invalid"
  | "recipient-limit"
  | "recently-recharged"
  /** No connection to the operator could take it. */
  | "no-way"
  /** Nobody could say whether it had arrived. */
  | "unproven"
  /** It had arrived and was taken back. */
  | "reversed"
  /** The card's hold ended before it was sent. */
  | "hold-lost"
  /** We did not want to take this payment. */
  | "turned-away";

/** A try that ended without a delivery, and what was done then. */
export interface TryView {
  /** ISO time of its end. */
  at: string;
  next: "other-way" | "again" | "waits" | "not-either";
}

/** One stop of the line. The text is `line.<stop>.<status>` in the messages, filled with `values`. */
export interface Stop {
  stop: StopName;
  status: StopStatus;
  /** ISO time of the stop, when it has been reached. */
  at: string | null;
  amount?: Money;
  /** Name of the package that arrived, where it was no money. */
  parcel?: string;
  /** Operator's name, card ("Visa ·· 4242"), our reference, the operator's reference: where known. */
  operator?: string;
  card?: string;
  reference?: string;
  why?: WaitReason | MissReason | PaidHow;
  /** What was promised or held, where `amount` is less. */
  of?: Money;
  /** What the card shows, where it was charged for other orders as well. */
  together?: Money;
  /** Tries before the one that counts, oldest first. */
  tries?: TryView[];
  /** ISO time of our next look or try. */
  next?: string;
  /** ISO time at which we stop waiting and give the money back. */
  until?: string;
}

/** The price card: parts sum up to the total. */
export interface PriceView {
  face: Money;
  /** What a country (ISO 3166 alpha-2) takes of what is sent before the face arrives, and at how many percent. */
  taken: { amount: Money; percent: string; country: string } | null;
  /** Face value at mid-market; null when no rate is known. */
  worth: Money | null;
  /** What our rate adds to the worth; negative when the buyer gains. */
  rateAdds: Money | null;
  fee: Money;
  /** Null: no tax taken. */
  tax: Money | null;
  /** Tax is taken of buyers of some countries, and where this one lives is not known yet. */
  taxLater?: boolean;
  /** What lifts a small price to the least that a card can be charged. */
  lift?: Money | null;
  /** Taken off by a promo code. */
  discount?: Money | null;
  total: Money;
}

/** An order that was paid together with another one. */
export interface OtherOrder {
  publicId: string;
  state: OrderState;
  operator: string;
  /** Masked. */
  to: SentTo;
  /** What the buyer calls whoever it is for. */
  name: string | null;
  parcel: string | null;
  /** Language of its name. */
  parcelLang: string;
  price: { face: Money; total: Money };
}

export interface AttemptView {
  provider: ProviderName;
  reference: string;
  providerReference: string | null;
  state: string;
  startedAt: string;
  settledAt: string | null;
}

/** What the buyer's order page and `GET /api/orders/[publicId]` show. */
export interface OrderView {
  publicId: string;
  checkoutId: string;
  /** Language in which it was bought. */
  locale: string;
  state: string;
  /** False until the order, and its payment, have reached an end. */
  ended: boolean;
  money: MoneyState;
  paymentState: string;
  /** Rises with each change of order or payment, or of an order that was paid together with it. */
  version: number;
  operator: OperatorView;
  kind: ProductKind;
  description: string;
  /** Name of a package ("1 GB, 7 days"); null where money arrives. */
  parcel: string | null;
  /** Language of its name. */
  parcelLang: string;
  /** What was filled in beside number, account and amount; a secret shows nothing of itself. */
  fields: Record<string, string>;
  /** Whom it goes to, masked: `+234 803 ··· 4567` */
  to: SentTo;
  /** `a··@example.org` */
  maskedEmail: string;
  /** What goes with its code to somebody else's address. */
  gift: { from: string; message: string } | null;
  price: PriceView;
  stops: Stop[];
  attempts: AttemptView[];
  operatorReference: string | null;
  /** Where the buyer can still pay, while awaiting payment. */
  payUrl: string | null;
  /** Whether the buyer may cancel at this moment. */
  cancellable: boolean;
  /** Why not, where not. */
  cancelBar: CancelBar | null;
  /** Whether the buyer may have another operator deliver for what is held. */
  exchangeable: boolean;
  /** ISO time until which nothing is sent, so that the buyer may take it back. */
  undoUntil: string | null;
  /** There is a code to be read by `readArtefact`, and of what sort; it never stands here. */
  artefact: ArtefactView["kind"] | null;
  createdAt: string;
}

/** What an order brought: a code that its page alone shows. */
export type ArtefactView = PinView | EsimView | GiftCodeView;

export interface PinView {
  kind: "pin";
  code: string;
  serial: string | null;
  instructions: string | null;
  /** Until when it is good, in the provider's words. */
  validity: string | null;
}

export interface EsimView {
  kind: "esim";
  /** `LPA:1$smdp.example$ABCD-1234`, as the QR code holds it. */
  activationCode: string;
  /** Its parts, for phones that have them typed. */
  smdpAddress: string;
  matchingId: string;
  iccid: string | null;
  instructions: string | null;
}

export interface GiftCodeView {
  kind: "gift-code";
  /** Null: only the page of the card. */
  code: string | null;
  pin: string | null;
  /** Page where the card is opened. */
  url: string | null;
  instructions: string | null;
  /** Until when it is good, in the provider's words. */
  validity: string | null;
}

/** What is left on an eSIM, as its provider last said. Times are ISO. */
export interface EsimUsageView {
  askedAt: string;
  /** Null: the provider did not say. */
  plans:
    | { status: string; remainingBytes: number | null; totalBytes: number | null; endsAt: string | null }[]
    | null;
}

/** What whom a code was sent to sees: from whom it is, and the code while it stands. */
export interface GiftView {
  /** `gone`: it was taken back after it had arrived. */
  stands: "arrived" | "gone";
  from: string;
  message: string;
  kind: ProductKind;
  operator: OperatorView;
  face: Money;
  /** Name of a package ("1 GB, 7 days"); null where it is worth an amount. */
  parcel: string | null;
  artefact: ArtefactView | null;
}

/** What whoever an order was for may see of it. */
export interface ProofView {
  stands: "arrived" | "on-its-way" | "missed";
  face: Money;
  /** Name of a package ("1 GB, 7 days"); null where money arrives. */
  parcel: string | null;
  kind: ProductKind;
  operator: OperatorView;
  to: SentTo;
  /** ISO time of its arrival. */
  at: string | null;
  operatorReference: string | null;
  /** The buyer's words; may be empty. */
  message: string;
}
