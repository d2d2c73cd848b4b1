import type { Finding, OptionalCall, Outcome, Provider, ProviderDeps } from "../spec";

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
  calls: OptionalCall[];
  /** Operator of plain airtime and numbers in its range: four digits of choice at the end, `nth` of a thousand. */
  airtime: { providerOperatorId: string; country: string; number(digits: string, nth: number): string };
  pin?: Goal;
  account?: Goal;
  /** Paths as the sandbox's fault matcher writes them. */
  paths: { purchase: string; find: string; lookup?: string };
  /** Matches one request in the middle of the catalog. */
  midCatalog: { path: string; product: string };
  /** Where this provider's format cannot express a scenario as the others do; null leaves it out. */
  scenarios: Record<string, Expected | null>;
  /** Where their webhooks differ from signed ones that tell of each change: how many the scenario 0015 sends, and what proves the sender. */
  webhooks?: { different: number; proof: "signature" | "address" };
  /** Texts that must never be logged or shown. */
  secrets: string[];
}
