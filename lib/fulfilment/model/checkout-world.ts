import {
  FINAL_ORDER_STATES,
  FINAL_PAYMENT_STATES,
  type OrderState,
  type PaymentState,
} from "@/lib/core/transitions";

/** What has become of an order outside. `silent`: the provider never says. `taken`: delivered and taken back. */
export type Arrived = "undecided" | "all" | "part" | "crumb" | "nothing" | "silent" | "taken";

/** Each order costs ten; a part is worth eight; a crumb is less than a card may be charged. */
export const PRICE = 10;
export const LEAST_CHARGE = 5;
const WORTH: Partial<Record<Arrived, number>> = { all: PRICE, part: 8, crumb: 1 };
export const worthOf = (arrived: Arrived): number => WORTH[arrived] ?? 0;

export interface Line {
  state: OrderState;
  arrived: Arrived;
  /** What our books say the buyer owes for it. */
  owed: number;
  /** It is not charged though it may have arrived: booked as a loss or given away. */
  given: boolean;
}

export interface Intent {
  kind: "capture" | "void" | "refund";
  amount: number;
  state: "intended" | "confirmed" | "refused";
  /** Stripe may have been told. */
  sent: boolean;
  /** What Stripe keeps under its key. */
  kept: "nothing" | "done" | "error" | "refused";
  refund: "none" | "pending" | "succeeded" | "failed" | "bounced";
}

export type Answer = "done" | "error" | "refused" | "lost";
export type MoneyTruth = "captured" | "canceled" | "refunded" | "refund failed" | "not done";

/** A process that carries out an intent. Never changed, only replaced. */
export type Teller =
  | { at: "idle" }
  | { at: "ready"; intent: number }
  | { at: "waiting"; intent: number }
  | { at: "answered"; intent: number; answer: Answer }
  | { at: "informed"; intent: number; truth: MoneyTruth };

/** A checkout of several orders, its payment, and Stripe. */
export interface CheckoutWorld {
  lines: Line[];
  payment: { state: PaymentState };
  intents: Intent[];
  tellers: Teller[];
  /** Intents told to Stripe whose teller has stopped listening. */
  strays: number[];
  session: "none" | "open" | "complete" | "expired";
  sessionKnown: boolean;
  hold: "none" | "held" | "captured" | "canceled";
  captured: number;
  refunded: number;
  /** What a person was told to pay back by hand. */
  byHand: number;
  deadlinePassed: boolean;
  /** Misfortunes that may still happen. */
  luck: number;
}

export const AT_REST: Teller = { at: "idle" };

export const startCheckoutWorld = (size: {
  lines: number;
  tellers: number;
  misfortunes: number;
}): CheckoutWorld => ({
  lines: Array.from({ length: size.lines }, () => ({
    state: "draft" as const,
    arrived: "undecided" as const,
    owed: 0,
    given: false,
  })),
  payment: { state: "open" },
  intents: [],
  tellers: Array.from({ length: size.tellers }, () => AT_REST),
  strays: [],
  session: "none",
  sessionKnown: false,
  hold: "none",
  captured: 0,
  refunded: 0,
  byHand: 0,
  deadlinePassed: false,
  luck: size.misfortunes,
});

export const copyCheckoutWorld = (world: CheckoutWorld): CheckoutWorld => ({
  ...world,
  lines: world.lines.map((line) => ({ ...line })),
  payment: { ...world.payment },
  intents: world.intents.map((intent) => ({ ...intent })),
  tellers: [...world.tellers],
  strays: [...world.strays],
});

/** Which of the lines, and which of the tellers, does what makes no difference. */
export const checkoutWorldKey = (world: CheckoutWorld): string =>
  [
    world.lines
      .map((line) => Object.values(line).join(":"))
      .sort()
      .join(),
    world.payment.state,
    world.intents.map((intent) => Object.values(intent).join(":")).join(),
    world.tellers
      .map((teller) => Object.values(teller).join(":"))
      .sort()
      .join(),
    world.strays.toSorted().join(),
    world.session,
    world.sessionKnown,
    world.hold,
    world.captured,
    world.refunded,
    world.byHand,
    world.deadlinePassed,
    world.luck,
  ].join("|");

export const hasEnded = ({ state }: Line): boolean => FINAL_ORDER_STATES.includes(state);

const MOVING = ["capturing", "voiding", "refunding"];
export const moneyMoves = ({ payment }: CheckoutWorld): boolean => MOVING.includes(payment.state);

/** The intent that is still to be carried out, the newest; -1 when there is none. */
export const openIntentOf = ({ intents }: CheckoutWorld): number =>
  intents.findLastIndex(({ state }) => state === "intended");

/** Our books and what happened outside say the same of a line, or its loss is booked. */
const isLearned = ({ state, arrived, given }: Line): boolean =>
  (state === "delivered") === worthOf(arrived) > 0 || (state === "undeliverable" && given);

/** Everything has ended, and nothing is under way that could still change it. */
export const isQuiet = (world: CheckoutWorld): boolean =>
  FINAL_PAYMENT_STATES.includes(world.payment.state) &&
  world.lines.every((line) => hasEnded(line) && isLearned(line)) &&
  world.tellers.every(({ at }) => at === "idle") &&
  world.strays.length === 0 &&
  world.hold !== "held" &&
  !(world.payment.state === "expired" && world.hold === "captured") &&
  world.intents.every(({ refund }) => refund !== "pending" && refund !== "bounced");

/** What the buyer paid beyond what arrived, when everything that is owed has been given back. */
export const overcharge = ({ lines, captured, refunded, byHand }: CheckoutWorld): number =>
  captured -
  refunded -
  byHand -
  lines.reduce((sum, { arrived, given }) => sum + (given ? 0 : worthOf(arrived)), 0);
