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
