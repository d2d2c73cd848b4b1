import type { Micros, Money } from "@/lib/core/money";
import type { Artefact } from "@/lib/providers/spec";

/** What staff may do with an order that nobody could tell the end of. Times are ISO. */
export interface ReviewTerms {
  /** From then on it may be called not delivered, or let go. */
  decidableFrom: string;
  decidable: boolean;
  /** Another one of staff must confirm. */
  needsSecond: boolean;
  /** The code the buyer was promised, where the product is one. */
  brings: Artefact["kind"] | null;
}

export interface OpenTerms {
  /** The provider can be asked at once. */
  askable: boolean;
  /** Null while no person is to decide. */
  review: ReviewTerms | null;
}

/** What staff may give back of an order. */
export interface RefundTerms {
  left: Money;
  /** Of the payment: a form carries what it was made from. */
  version: number;
  /** All of it takes two of staff. */
  needsSecond: boolean;
  /** More than this takes two of staff. */
  above: Money;
}

/** A way an order could go next. */
export interface Way {
  offerId: string;
  provider: string;
  /** What it takes from our float; null where it cannot be told. */
  cost: Micros | null;
  /** Why it cannot be taken now; null: it can. */
  why: string | null;
  /** It was tried before, and proven that nothing was bought. */
  tried: boolean;
  /** Staff have chosen it already. */
  chosen: boolean;
}

/** What staff may do with an order of which nothing can have been bought. */
export interface WaitingTerms {
  /** Of the order: a form carries what it was made from. */
  version: number;
  /** Empty where none may be chosen: its card is not held, or it is held back. */
  ways: Way[];
  mayCancel: boolean;
}
