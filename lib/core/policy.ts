import { micros, type Micros } from "./money";

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Every wait, deadline and horizon, in milliseconds of real time; divided by TIME_SCALE when made. */
const REAL = {
  quoteLife: 30 * MINUTE,
  sessionLife: 45 * MINUTE,
  /** After a session's end, before we look whether it was paid in the last second. */
  sessionGrace: 2 * MINUTE,
  /** While the buyer pays: asked again by the reconciler when no webhook came. */
  paymentPoll: 30 * SECOND,
  /** A lease outlives the provider's deadline by this. */
  leaseSlack: 30 * SECOND,
  /** The holder of a lease must have this much left before it writes to the network. */
  leaseMargin: 5 * SECOND,
  buyerToldOfDoubt: 20 * SECOND,
  staffAlert: 15 * MINUTE,
  reviewBy: 24 * HOUR,
  /** How long a card is held at least: Visa, where the merchant starts it. */
  shortestHold: 4 * 24 * HOUR + 18 * HOUR,
  /** Before the authorisation ends: open orders are abandoned. */
  releaseBeforeCaptureEnd: 24 * HOUR,
  /** Before the authorisation ends: nothing new is claimed. */
  noClaimBeforeCaptureEnd: 48 * HOUR,
  temporaryRetry: 15 * MINUTE,
  /** How long a card stays held after an operator refused the number as another's, so that the buyer may choose that one. */
  operatorChoice: 10 * MINUTE,
  temporaryRetryUntil: 6 * HOUR,
  /** Same number, same product: the second claim waits this long. */
  sameNumberGuard: 2 * MINUTE,
  /** No open order or payment is left alone for longer. */
  longestSleep: 14 * MINUTE,
  moneyRetry: 10 * SECOND,
  stripeTimeout: 20 * SECOND,
  lookupFresh: 24 * HOUR,
  /** The same for "we know no operator". */
  lookupEmptyFresh: HOUR,
  /** What is sold to a number alone is asked for anew after this. */
  numberBundlesFresh: HOUR,
  /** What is left on an eSIM is asked for no more often, however many look at it. */
  usageRest: 30 * SECOND,
  /** How long a delivery to a number tells more than any look-up. */
  deliveryTells: 180 * 24 * HOUR,
  /** Failures further apart than this do not add up. */
  circuitWindow: 10 * MINUTE,
  /** How long a provider's way to an operator rests once it is taken for broken; twice as long each time, up to the longest. */
  circuitRest: MINUTE,
  circuitLongestRest: 15 * MINUTE,
  /** A provider that refuses our credentials is left alone for so long. */
  credentialsPause: 2 * MINUTE,
  /** A reading of our float is believed for so long. */
  floatFresh: 15 * MINUTE,
  /** How long health looks back. */
  healthWindow: 6 * HOUR,
  /** An order that waits for its turn at a provider which takes few calls at once. */
  turnWait: 2 * SECOND,
  /** What is younger is no break yet: the other side's books follow a little later. */
  settlementLag: 30 * MINUTE,
  /** How far the nightly comparison looks back: deliveries are taken back days later. */
  reconcileBack: 7 * 24 * HOUR,
  /** A buyer who sends to the same number again so soon after is asked whether they mean it. */
  sentLately: 15 * MINUTE,
  /** A person may say "not delivered" so long after the last send, where the provider's documents name no horizon. */
  personMayDecide: 10 * MINUTE,
} as const;

const DOUBT_STEPS = [3 * SECOND, 10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE];

export type Policy = { [Wait in keyof typeof REAL]: number } & {
  timeScale: number;
  /** How long after the hold the buyer may take an order back before it is sent; nought: it is sent at once. */
  undoWindow: number;
  /** Orders of more take two of staff to settle by hand. */
  fourEyesAbove: Micros;
  /** Destinations that the card processor forbids and that are sold to all the same, by ISO 3166 code. */
  sellToForbidden: readonly string[];
  /** Share by which a cost may rise between quote and send before the order is released instead. */
  costTolerance: number;
  /** So many failures in a row open a circuit. */
  circuitFailures: number;
  /** How long a buyer waits for a provider's look-up, in milliseconds of this machine: never scaled. */
  lookupWait: number;
  /** And for the others, once one has told who serves the number today. */
  lookupGrace: number;
  /** How long until a doubtful or accepted attempt is asked about again; `asked` counts from 0. */
  nextLook(asked: number): number;
  /** A duration of our own divided by the scale. */
  scaled(milliseconds: number): number;
};

/** What the shop's owner may set. */
export interface PolicyChoices {
  /** In seconds of real time, at most 60. */
  undoSeconds?: number;
  /** In whole US dollars. */
  fourEyesAboveUsd?: number;
  /** ISO 3166 codes. */
  sellToForbidden?: readonly string[];
}

const FOUR_EYES_ABOVE_USD = 100;

/** @param timeScale 1 when live; tests and demos run the same waits faster. */
export function createPolicy(timeScale: number, choices: PolicyChoices = {}): Policy {
  const { undoSeconds = 0, fourEyesAboveUsd = FOUR_EYES_ABOVE_USD, sellToForbidden = [] } = choices;
  const scaled = (milliseconds: number) => Math.max(1, Math.round(milliseconds / timeScale));
  const entries = Object.entries(REAL).map(([name, wait]) => [name, scaled(wait)]);
  return {
    ...(Object.fromEntries(entries) as { [Wait in keyof typeof REAL]: number }),
    timeScale,
    undoWindow: undoSeconds === 0 ? 0 : scaled(Math.min(undoSeconds, 60) * SECOND),
    fourEyesAbove: micros(fourEyesAboveUsd * 1_000_000, "USD"),
    sellToForbidden,
    costTolerance: 0.05,
    circuitFailures: 5,
    lookupWait: 3000,
    lookupGrace: 600,
    nextLook: (asked) => scaled(DOUBT_STEPS[Math.min(asked, DOUBT_STEPS.length - 1)] ?? 5 * MINUTE),
    scaled,
  };
}
