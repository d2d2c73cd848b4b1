import { heardBy } from "../fetcher";
import { send } from "../send";
import type {
  AttemptRequest,
  Capabilities,
  ImportProgress,
  Outcome,
  Provider,
  ProviderDeps,
  ProviderOffer,
} from "../spec";
import { withKey } from "./auth";
import { bodyOfRecharge, LARGEST_ORDER, offersOf, outcomeOfRecharge } from "./map";
import { OPERATORS } from "./price-list";

export interface A1TopupOptions extends ProviderDeps {
  /** Address before `/api/v1/…`. */
  baseUrl: string;
  credentials: { apiKey: string };
  /** The shop's owner has said that orders nobody can ask about may go here. */
  switchedOn?: boolean;
}

/** No reference, no look-up, no way to take a doubt back: README.md, "Doubt". */
const CAPABILITIES: Capabilities = {
  dedupe: "none",
  findBy: "none",
  twoPhase: false,
  deadlineMs: 60_000,
  notFoundHorizonMs: Number.POSITIVE_INFINITY,
  notFoundMisses: Number.POSITIVE_INFINITY,
  maxSends: 1,
  callsAtOnce: 1,
  largestOrder: LARGEST_ORDER,
};

async function recharge(options: A1TopupOptions, attempt: AttemptRequest): Promise<Outcome> {
  const order = bodyOfRecharge(attempt);
  if ("kind" in order) return order;
  const { apiKey } = options.credentials;
  const verdict = await send(options.fetch, {
    url: `${options.baseUrl}/api/v1/recharge`,
    method: "POST",
    headers: { accept: "application/json" },
    body: withKey(apiKey, order.body),
    timeoutMs: Math.max(1, Math.round(CAPABILITIES.deadlineMs / options.timeScale)),
    purpose: "purchase",
    // An answer may repeat the request.
    secrets: [apiKey],
  });
  return outcomeOfRecharge(verdict);
}

/** The price list that is kept by hand: nothing is asked, so nothing can fail. */
async function* listOffers(progress?: (progress: ImportProgress) => void): AsyncIterable<ProviderOffer> {
  for (const [index, operator] of OPERATORS.entries()) {
    yield* offersOf(operator);
    progress?.({ done: index + 1, total: OPERATORS.length });
  }
}

/** A1Topup's recharge of Indian prepaid numbers as a provider. It cannot be asked anything: no look-up, no balance, no statement. */
export function createA1Topup(options: A1TopupOptions): Provider {
  return {
    name: "a1topup",
    capabilities: { ...CAPABILITIES, offUntilSwitchedOn: !options.switchedOn },
    listOffers,
    submit: (attempt) => recharge(options, attempt),
    heardBy: (note) => createA1Topup({ ...options, fetch: heardBy(options.fetch, note) }),
  };
}
