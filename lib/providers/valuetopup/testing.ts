import { expect } from "vitest";
import { silentLog } from "@/lib/core/log";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import type { AttemptRequest, ProviderDeps, ProviderOffer } from "../spec";
import { createValueTopup, type ValueTopup, type ValueTopupOptions } from ".";

export const PASSWORD = "sandbox-valuetopup";
export const CREDENTIALS = { userId: "sandbox-user", password: PASSWORD };

const VALUES = {
  VALUETOPUP_WAIT_MS: "0",
  VALUETOPUP_SAME_NUMBER_SECONDS: "0",
  // An account with a part of their catalog: the whole of it comes in one answer of seven megabytes.
  VALUETOPUP_COUNTRIES: "NG GH KE ZA EG SG US GB DE FR IT JM DO HT MX CO BR IN PK BD PH ID AE",
};

export const openSandbox = (timeScale: number, values: Record<string, string> = {}): Promise<TestSandbox> =>
  openTestSandbox({ timeScale, values: { ...VALUES, ...values } });

type Over = Partial<ProviderDeps & Pick<ValueTopupOptions, "credentials" | "account">>;

/** A kit that talks to this sandbox. */
export function create(sandbox: { url: string }, over: Over = {}): ValueTopup {
  return createValueTopup({
    fetch,
    clock: { now: () => new Date() },
    log: silentLog,
    timeScale: 50,
    credentials: CREDENTIALS,
    account: { currency: "USD" },
    ...over,
    baseUrl: `${sandbox.url}/valuetopup/api/v2`,
  });
}

/** Of MTN in Nigeria. */
export const numberOf = (digits: string, nth: number): string =>
  `+234803${String(nth).padStart(3, "0")}${digits}`;

export const isOf = (country: string, kind: ProviderOffer["kind"], name: RegExp) => (offer: ProviderOffer) =>
  offer.operator.country === country && offer.kind === kind && name.test(offer.operator.name);

interface KitCredit {
  reference: string;
  number: string;
  amount: { minor: number; currency: string };
}

export interface Kit {
  sandbox: TestSandbox;
  provider: ValueTopup;
  offers: ProviderOffer[];
  /** Bodies of the provider's POST calls, as they went out. */
  sent: Record<string, unknown>[];
  offerOf(wanted: (offer: ProviderOffer) => boolean): ProviderOffer;
  /** Under a reference of its own; of a range the most. */
  attemptOf(offer: ProviderOffer, over?: Partial<AttemptRequest>): AttemptRequest;
  creditsOf(attempt: AttemptRequest): Promise<KitCredit[]>;
}

/** A sandbox two hundred times faster than life, with its catalog read. */
export async function openKit(): Promise<Kit> {
  const sandbox = await openSandbox(200);
  const sent: Record<string, unknown>[] = [];
  const watching: typeof fetch = async (input, init) => {
    if (init?.method !== "POST" || !(init.body instanceof ReadableStream)) return fetch(input, init);
    const text = await new Response(init.body).text();
    sent.push(JSON.parse(text) as Record<string, unknown>);
    return fetch(input, { ...init, body: text });
  };
  const provider = create(sandbox, { fetch: watching });
  const offers: ProviderOffer[] = [];
  for await (const offer of provider.listOffers()) offers.push(offer);
  let nth = 0;
  return {
    sandbox,
    provider,
    offers,
    sent,
    offerOf: (wanted) => offers.find(wanted) ?? expect.fail("no such offer"),
    attemptOf(offer, over = {}) {
      nth += 1;
      return {
        reference: `v-${nth}`,
        providerOperatorId: offer.operator.providerOperatorId,
        sku: offer.sku,
        number: null,
        country: offer.operator.country,
        amount: offer.order.type === "fixed" ? offer.order.amount : offer.order.max,
        ...over,
      };
    },
    async creditsOf({ reference }) {
      const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
      const { credits } = (await answer.json()) as { credits: KitCredit[] };
      return credits.filter((credit) => credit.reference === reference);
    },
  };
}
