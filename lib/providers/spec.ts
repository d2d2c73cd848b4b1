/**
 * What a provider is to the rest of Homeline. Types only. A provider is a factory `createX(options): Provider`; its kit holds the
 * wire format, the mapping and the failure table, and never reads the environment or the database.
 */
import type { Micros, Money } from "@/lib/core/money";
import type { Clock } from "@/lib/core/clock";
import type { Log } from "@/lib/core/log";
import type { Result } from "@/lib/core/result";

export const PROVIDER_NAMES = ["reloadly", "bitrefill", "valuetopup", "a1topup", "telecom"] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

export type ProductKind = "airtime" | "bundle" | "data" | "plan" | "pin" | "esim" | "gift-card" | "bill";

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
  cost?: Micros;
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

/** One try to deliver, as the kit receives it. All of it was committed before the call. */
export interface AttemptRequest {
  reference: string;
  /** The provider's own operator id and SKU as the catalog imported them. */
  providerOperatorId: string;
  sku: string;
  /** What is bought: a kind that brings a code is not delivered without it. */
  kind?: ProductKind;
  /** E.164, or null when the product goes to an account or e-mail. */
  number: string | null;
  country: string;
  account?: string;
  /** Amount as the offer is ordered: in the offer's `order` currency. */
  amount: Money;
  senderNumber?: string;
  /** Fields a product demands, by the names the offer listed. */
  extra?: Record<string, string>;
  /** Theirs, once known. */
  providerReference?: string;
}

/** One sellable SKU as a provider lists it. Micros are in the wallet's currency. */
export interface ProviderOffer {
  /** Unique per provider, stable between imports. */
  sku: string;
  operator: ProviderOperator;
  kind: ProductKind;
  /** What the buyer reads, as the provider wrote it: "1GB, 7 days". Empty for plain airtime. */
  description: string;
  /** What is in a package, where the provider says so in numbers. */
  benefits?: Benefits;
  /** Currency and bounds in which it is ordered (`AttemptRequest.amount`). */
  order: { currency: string } & (
    | { type: "fixed"; amount: Money }
    | { type: "range"; min: Money; max: Money; step: number }
  );
  /** What arrives: for a fixed offer its face value; for a range the destination currency and units per order unit (decimal). */
  face: { type: "fixed"; amount: Money } | { type: "rate"; currency: string; perOrderUnit: string };
  /** What our float pays: percentages as decimal strings, flat fee in the order's currency; rate = order units per wallet unit. */
  cost: {
    walletCurrency: string;
    orderUnitsPerWalletUnit: string;
    discountPercent: string;
    feePercent: string;
    flatFee: Money;
  };
  popular: boolean;
  /** The recipient is something else than a phone number. */
  recipient: "number" | "email" | "account" | "none";
  requiredFields: string[];
}

export interface ProviderOperator {
  providerOperatorId: string;
  name: string;
  country: string;
  /** Currency of the subscriber. */
  currency: string;
}

export interface LookupAnswer {
  providerOperatorId: string;
  name: string;
  country: string;
  /** Of the kinds that they sell of this operator, those that the number takes, where they say so: the others are not offered for it. */
  supports?: ProductKind[];
}
export type LookupFailure = "no-operator" | "unsupported" | "unavailable";

export interface ProviderPromotion {
  promotionId: string;
  providerOperatorId: string;
  title: string;
  /** Plain text: markup removed. */
  description: string;
  startsAt: Date;
  endsAt: Date;
  appliesTo: string;
}

/** A webhook after its signature was checked: a hint whose truth is then fetched. */
export interface WebhookHint {
  eventId: string;
  type: string;
  reference?: string;
  providerReference?: string;
}
export interface WebhookRequest {
  headers: Record<string, string | undefined>;
  rawBody: string;
  /** Path and query it was sent to: proof of its sender where they sign nothing. */
  url?: string;
}

export interface StatementLine {
  reference?: string;
  providerReference: string;
  number?: string;
  /** What the subscriber got, when the provider says so. */
  delivered?: Money;
  /** What our float paid in the end: nothing when it was given back. */
  cost: Micros;
  state: "delivered" | "reversed" | "pending" | "failed";
  at: Date;
}

/** What is left on an eSIM. */
export interface EsimUsage {
  iccid: string;
  plans: { status: string; remainingBytes?: number; totalBytes?: number; endsAt?: Date }[];
}
export type EsimUsageFailure = "no-esim" | "unavailable";

/** What an account owes. Without an amount, anything between the bounds may be paid. */
export interface Bill {
  account: string;
  customer?: string;
  amount?: Money;
  min?: Money;
  max?: Money;
  /** `YYYY-MM-DD`. */
  dueOn?: string;
}
export type BillFailure = "no-account" | "unsupported" | "unavailable";

export interface ImportProgress {
  done: number;
  total: number | undefined;
}

/** The calls a provider may lack. One that is there works; one that does not exist is absent, never a stub. */
export const OPTIONAL_CALLS = [
  "prepare",
  "lookup",
  "lookUpPorted",
  "offersFor",
  "offerDetails",
  "estimate",
  "promotions",
  "fetchBill",
  "readWebhook",
  "registerWebhook",
  "statement",
  "esimUsage",
] as const;
export type OptionalCall = (typeof OPTIONAL_CALLS)[number];

export interface Provider {
  name: ProviderName;
  capabilities: Capabilities;
  /**
   * Every sellable offer; throws ProviderUnavailable when a page cannot be read, so that nothing is switched off by accident. Texts come in
   * `language` (such as `ar`) where the provider has them in it.
   */
  listOffers(
    progress?: (progress: ImportProgress) => void,
    wish?: { language?: string },
  ): AsyncIterable<ProviderOffer>;
  /**
   * First step where `capabilities.twoPhase`: buys nothing and may be repeated freely. Its reference is stored with the attempt, then
   * `submit` is called with it; whatever was prepared and is never submitted just lapses.
   */
  prepare?(attempt: AttemptRequest): Promise<Preparation>;
  submit(attempt: AttemptRequest): Promise<Outcome>;
  /** What happened to an attempt whose end is not known; absent where `findBy` is "none". */
  resolve?(attempt: AttemptRequest): Promise<Finding>;
  /** Our float; absent where they have no call for it. Throws ProviderUnavailable. */
  balance?(): Promise<Micros>;
  lookup?(number: { e164: string; country: string }): Promise<Result<LookupAnswer, LookupFailure>>;
  /** Who serves the number today, ported or not, where `lookup` goes by ranges; every call costs something. */
  lookUpPorted?(number: { e164: string; country: string }): Promise<Result<LookupAnswer, LookupFailure>>;
  /** What is sold to this very number, of one product when it is named; empty when nothing is. Throws ProviderUnavailable. */
  offersFor?(
    number: { e164: string; country: string },
    product?: { providerOperatorId: string; sku: string },
  ): Promise<ProviderOffer[]>;
  /** One offer as it stands now, with its terms (empty where there are none); throws ProviderUnavailable. */
  offerDetails?(sku: string): Promise<{ offer: ProviderOffer; terms: string }>;
  /** What would arrive for an amount, at the provider's rate of this moment; throws ProviderUnavailable. */
  estimate?(offer: { providerOperatorId: string; sku: string }, amount: Money): Promise<Money>;
  /** What runs now or soon; throws ProviderUnavailable. */
  promotions?(): Promise<ProviderPromotion[]>;
  /** What is due on an account of a bill offer. */
  fetchBill?(
    offer: { providerOperatorId: string; sku: string },
    account: string,
  ): Promise<Result<Bill, BillFailure>>;
  readWebhook?(request: WebhookRequest): Result<WebhookHint, "bad-signature" | "stale" | "unreadable">;
  /** Has webhooks sent to this address; the secret is told this once. Throws ProviderUnavailable. */
  registerWebhook?(url: string): Promise<{ webhookId: string; secret: string }>;
  /** What is left on an eSIM sold before. */
  esimUsage?(iccid: string): Promise<Result<EsimUsage, EsimUsageFailure>>;
  /** Their record of `from` (included) to `to` (excluded), oldest first; throws ProviderUnavailable rather than leaving a line out. */
  statement?(from: Date, to: Date): AsyncIterable<StatementLine>;
}

/** A provider that can be asked what became of an attempt, and what is left of our float. */
export type AskableProvider = Provider & Required<Pick<Provider, "resolve" | "balance">>;

/** What every factory is given beside its own credentials and addresses. */
export interface ProviderDeps {
  fetch: typeof fetch;
  clock: Clock;
  log: Log;
  /** Divides the provider's deadlines, so that tests run the same waits faster. */
  timeScale: number;
  /** Where its webhooks reach us, for a provider that must be told with each purchase. */
  webhookUrl?: string;
}

/** Thrown by reads (catalog, balance) that could not be answered. Purchases never throw. */
export class ProviderUnavailable extends Error {
  constructor(
    readonly provider: ProviderName,
    message: string,
  ) {
    super(message);
    this.name = "ProviderUnavailable";
  }
}
