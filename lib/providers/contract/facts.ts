import type { Finding, LookupFailure, OptionalCall, Outcome, Provider, ProviderDeps } from "../spec";

/** The outside world as the suite uses it; judged by its ledger alone. */
export interface ContractSandbox {
  url: string;
  post(path: string, body: unknown): Promise<Response>;
  close(): Promise<void>;
}

export interface Goal {
  providerOperatorId: string;
  country: string;
  number?: string;
  account?: string;
}

/** What a scenario must lead to: the answer to the purchase, what is found in the end, and whether the subscriber was credited. */
export interface Expected {
  first: Outcome["kind"];
  failure?: string;
  final?: Finding["kind"];
  credit: "credited" | "reversed" | "none";
}

export interface ContractFacts {
  name: Provider["name"];
  /** Divides every wait of sandbox and kit; 50 where nothing is said. Short deadlines want less, or a busy machine misses them. */
  timeScale?: number;
  openSandbox(timeScale: number): Promise<ContractSandbox>;
  create(sandbox: ContractSandbox, deps: ProviderDeps): Provider;
  /** The same with credentials that are wrong. */
  createStranger(sandbox: ContractSandbox, deps: ProviderDeps): Provider;
  /** A token is fetched before anything else: while it does not come, nothing is sent. */
  tokenFirst?: boolean;
  calls: OptionalCall[];
  /** Operator of plain airtime and numbers in its range: four digits of choice at the end, `nth` of a thousand. */
  airtime: { providerOperatorId: string; country: string; number(digits: string, nth: number): string };
  pin?: Goal;
  account?: Goal;
  /** What is said to each field that some offer of theirs cannot be ordered without, and the number where one is dialled as well. */
  demands?: { values: Record<string, string>; number?: string };
  /** Airtime of which the recipient's country takes a part; absent where their lists tell of no tax. */
  taxed?: Goal;
  /** Paths as the sandbox's fault matcher writes them; `find` where an attempt can be looked up. */
  paths: { purchase: string; find?: string; lookup?: string };
  /** Matches one request in the middle of the catalog; absent where the catalog is no answer of theirs. */
  midCatalog?: { path: string; product: string };
  /** How many offers there are at least; 100 where nothing is said. */
  leastOffers?: number;
  /** What a look-up says of a country that does not exist; "unsupported" without it. */
  lookupNowhere?: LookupFailure;
  /** A number to which things are sold that stand in no catalog; without it the airtime's, to which only listed ones are. */
  unlistedFor?: { e164: string; country: string };
  /** Changes what a webhook's signature covers; without it a blank before the last brace. */
  forge?(rawBody: string): string;
  /** How often one look-up asks before it gives up; 3 without it. */
  findTries?: number;
  /** Where this provider's format cannot express a scenario as the others do; null leaves it out. */
  scenarios: Record<string, Expected | null>;
  /** Faults on the way that prove less, or more, here than elsewhere. */
  faults?: Record<string, Expected>;
  /** Where their webhooks differ from signed ones that tell of each change: how many the scenario 0015 sends, and what proves the sender. */
  webhooks?: { different: number; proof: "signature" | "address" };
  /** Texts that must never be logged or shown. */
  secrets: string[];
}
