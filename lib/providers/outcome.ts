import type { Micros, Money } from "@/lib/core/money";

/** Why a provider refused, in our words: the closed list every kit maps its codes to. */
export type FailureCode =
  | "number-invalid"
  | "number-not-prepaid"
  | "operator-mismatch"
  | "operator-down"
  | "amount-invalid"
  | "product-gone"
  | "recipient-limit"
  | "recently-recharged"
  | "float-empty"
  | "credentials"
  | "throttled"
  | "refused"
  | "not-sent"
  | "unsupported";

export interface ProviderFailure {
  code: FailureCode;
  /** The provider's own code or HTTP status, for the log and the staff page. */
  providerCode?: string;
  /** The provider's own text, redacted, for the log and the staff page; never shown to the buyer. */
  detail?: string;
}

export interface Pin {
  kind: "pin";
  code: string;
  serial?: string;
  instructions?: string;
  validity?: string;
}
export interface Esim {
  kind: "esim";
  /** Absent where the provider does not say it with the code. */
  iccid?: string;
  activationCode: string;
  instructions?: string;
}
export interface GiftCode {
  kind: "gift-code";
  code: string;
  pin?: string;
  url?: string;
  instructions?: string;
  validity?: string;
}
export type Artefact = Pin | Esim | GiftCode;

/**
 * Our float as the answer to a purchase told it. Never proof: a hint for the person who decides what nobody can be asked about. Whatever
 * was taken between two answers shows in the gap from the first one's `after` to the second one's `before`.
 */
export interface FloatSeen {
  /** What it must have been before, where the answer also says what was taken. */
  before?: Micros;
  after: Micros;
}

/** What a package brings; volumes are decimal strings in gigabytes. */
export interface Benefits {
  dataGb?: string;
  minutes?: number;
  sms?: number;
  validityDays?: number;
}

export type DoubtReason = "timeout" | "reset" | "5xx" | "unreadable" | "duplicate-reference" | "unlisted";

export interface Delivered {
  kind: "delivered";
  providerReference: string;
  operatorReference?: string;
  /** What the subscriber got, when the provider says so. */
  delivered?: Money;
  /** The same for a package. */
  benefits?: Benefits;
  artefact?: Artefact;
  /** What our float paid. */
  cost?: Micros;
  /** What we were given back of the face at once, where they say it: the float paid `cost` and was owed that much more. */
  commission?: Micros;
  float?: FloatSeen;
}
export interface Accepted {
  kind: "accepted";
  /** Ours where they have not given one yet; a later look may bring theirs, which then takes its place. */
  providerReference: string;
}
/** Proven: nothing was bought. */
export interface Rejected {
  kind: "rejected";
  failure: ProviderFailure;
  retry: "never" | "other-provider" | "later";
  /** Milliseconds of real time to wait at least, when `retry` is "later". */
  notBeforeMs?: number;
  float?: FloatSeen;
}
/** May have been bought. */
export interface InDoubt {
  kind: "in-doubt";
  why: DoubtReason;
  detail?: string;
  providerReference?: string;
  float?: FloatSeen;
}
export type Outcome = Delivered | Accepted | Rejected | InDoubt;

/** The first step of a two-phase purchase is done: nothing is bought yet. */
export interface Prepared {
  kind: "prepared";
  /** To be stored before `submit` is called with it. */
  providerReference: string;
  /** What it will cost, as far as they say; the end may differ a little. */
  cost?: Micros;
  /** Not to be submitted after this. */
  expiresAt?: Date;
}
/** In doubt here: whether something was prepared. Nothing can have been bought, so it may be prepared once more. */
export type Preparation = Prepared | Rejected | InDoubt;

/** What a look-up after a lost answer found. `not-found` closes nothing by itself. */
export type Finding = Outcome | { kind: "not-found" };
