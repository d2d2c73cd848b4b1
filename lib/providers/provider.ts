import type { Clock } from "@/lib/core/clock";
import type { Log } from "@/lib/core/log";
import type { Micros, Money } from "@/lib/core/money";
import type { Result } from "@/lib/core/result";
import type { Capabilities } from "./capabilities";
import type { Fetcher, NoteCall } from "./fetcher";
import type { ProductKind, ProviderName } from "./provider-names";
import type { ProviderOffer } from "./offer";
import type { Finding, Outcome, Preparation } from "./outcome";
import type {
  Bill,
  BillFailure,
  EsimUsage,
  EsimUsageFailure,
  ImportProgress,
  LookupAnswer,
  LookupFailure,
  ProviderPromotion,
  StatementLine,
  WebhookHint,
  WebhookRequest,
} from "./records";

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
  promotions?(wish?: { language?: string }): Promise<ProviderPromotion[]>;
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
  /**
   * Their record of `from` (included) to `to` (excluded), in whatever order they keep it, a page in memory; a line may come twice. Throws
   * ProviderUnavailable rather than leaving a line out.
   */
  statement?(from: Date, to: Date): AsyncIterable<StatementLine>;
  /** The same provider, whose every request somebody hears of: limits and tokens are those of this one. */
  heardBy?(note: NoteCall): Provider;
}

/** A provider that can be asked what became of an attempt, and what is left of our float. */
export type AskableProvider = Provider & Required<Pick<Provider, "resolve" | "balance">>;

/** What every factory is given beside its own credentials and addresses. */
export interface ProviderDeps {
  fetch: Fetcher;
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
