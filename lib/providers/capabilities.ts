import type { Money } from "@/lib/core/money";

/** What the engine may know of a provider. It decides by these, never by name. */
export interface Capabilities {
  /** What a second request with the same reference does. */
  dedupe: "replay" | "reject" | "none";
  /** What a lost attempt can be found by. */
  findBy: "ours" | "theirs" | "none";
  /** A first step that buys nothing exists. */
  twoPhase: boolean;
  /** Milliseconds of real time a purchase call may take. */
  deadlineMs: number;
  /** "Not found" means nothing before this much real time has passed since the last send. */
  notFoundHorizonMs: number;
  /** And not before this many look-ups came back empty. */
  notFoundMisses: number;
  /** How often the same reference may be sent before a person decides. */
  maxSends: number;
  /** Purchases that may be under way at once, over all processes; absent: no limit. */
  callsAtOnce?: number;
  /** Nothing dearer is ordered here; absent: no limit of ours. */
  largestOrder?: Money;
  /** Off when live, credentials or not, until somebody switches it on. */
  offUntilSwitchedOn?: boolean;
  /** More data can be bought for an eSIM they issued: an attempt on a plan whose `account` is its ICCID. */
  toppableEsims?: boolean;
  /** `listOffers` takes a language; one they do not have comes back in English. */
  speaksLanguages?: boolean;
  /** `promotions` takes a language; one they do not have comes back in English. */
  translatesPromotions?: boolean;
  /** How fast their documents let us buy, all our processes together; absent where they name no limit. */
  pace?: Pace;
  /** What `lookup` knows and costs; absent where there is none. */
  lookup?: LookupTerms;
}

export interface LookupTerms {
  /** `porting`: who serves the number today. `range`: whose range it lies in, so that a moved number is told wrong. */
  follows: "porting" | "range";
  /** Countries (ISO 3166 alpha-2) whose numbers cost something to look up: asked only while all else leaves it open. */
  paidIn?: readonly string[];
}

/** At most so many calls of each kind in any `perMs` milliseconds of real time: the engine draws a token before each. */
export interface Pace {
  perMs: number;
  /** Calls of `prepare` and, counted apart, of `submit`. */
  purchases: number;
  /** Calls of `resolve` left when as many purchases are made as may be. */
  looks: number;
}
