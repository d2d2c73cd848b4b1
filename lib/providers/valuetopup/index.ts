import { heardBy } from "../fetcher";
import type { AskableProvider, AttemptRequest, Capabilities, Finding, Outcome, ProviderOffer } from "../spec";
import { createClient, type Client, type ValueTopupOptions } from "./client";
import { estimateCost } from "./estimate-cost";
import { fetchBill } from "./fetch-bill";
import { withGiftCard } from "./fetch-gift-card";
import { listOffers, offersForNumber } from "./list-offers";
import { lookUpOperator } from "./look-up-operator";
import { findingOfStatus, outcomeOfPurchase, unsendable, type Subject } from "./map";
import { purchaseCall } from "./purchase-call";
import { readBalance } from "./read-balance";
import { readEsimUsage } from "./read-esim-usage";
import {
  readCountries,
  readExchangeRate,
  readFailureTexts,
  readOperators,
  readProducts,
  type DialledCountry,
  type ProductFilter,
} from "./read-lists";
import { readPromotions } from "./read-promotions";
import { readSku, type SkuKind } from "./sku";
import type { WireProduct } from "./wire";

export type { ValueTopupOptions } from "./client";

/** Their reference is for look-up alone: nothing is ever sent twice. README.md, "Doubt". */
const CAPABILITIES: Capabilities = {
  dedupe: "none",
  findBy: "ours",
  twoPhase: false,
  deadlineMs: 130_000,
  notFoundHorizonMs: 12 * 60_000,
  notFoundMisses: 5,
  maxSends: 1,
  speaksLanguages: true,
  lookup: { follows: "range" },
};
const STATUS_TIMEOUT_MS = 20_000;

/** Lists of theirs beside what every provider has; all throw ProviderUnavailable when they cannot be read. */
export interface ValueTopup extends AskableProvider {
  countries(): Promise<DialledCountry[]>;
  operators(country?: string): Promise<{ providerOperatorId: string; name: string }[]>;
  products(filter?: ProductFilter): Promise<WireProduct[]>;
  exchangeRate(sku: string): Promise<{ currency: string; perWalletUnit: string }>;
  failureTexts(): Promise<Map<string, string>>;
}

interface Parts {
  call: Client;
  options: ValueTopupOptions;
}

const subjectOf = (attempt: AttemptRequest, kind: SkuKind, { options }: Parts): Subject => ({
  kind,
  reference: attempt.reference,
  walletCurrency: options.account.currency,
});

async function submit(parts: Parts, attempt: AttemptRequest): Promise<Outcome> {
  const { call, options } = parts;
  const purchase = purchaseCall(attempt, options.account.currency);
  if (!purchase) return unsendable("the request lacks what this product needs");
  const { kind, path, body } = purchase;
  const timeoutMs = Math.max(1, Math.round(CAPABILITIES.deadlineMs / options.timeScale));
  const verdict = await call({ path, method: "POST", body, purpose: "purchase", timeoutMs });
  const outcome = outcomeOfPurchase(verdict, subjectOf(attempt, kind, parts));
  if (kind !== "gift" || outcome.kind !== "delivered") return outcome;
  const complete = await withGiftCard(call, outcome);
  return complete.kind === "not-found" ? outcome : complete;
}

/** Always by our reference: while a transaction is open there is no id of theirs. */
async function resolve(parts: Parts, attempt: AttemptRequest): Promise<Finding> {
  const kind = readSku(attempt.sku)?.kind ?? "rtr";
  const path = `/transaction/status/${encodeURIComponent(attempt.reference)}`;
  const verdict = await parts.call({ path, method: "GET", purpose: "read", timeoutMs: STATUS_TIMEOUT_MS });
  const finding = findingOfStatus(verdict, subjectOf(attempt, kind, parts));
  return kind === "gift" ? withGiftCard(parts.call, finding) : finding;
}

/** Without a product: of every product of the number's country that depends on it. */
async function offersFor(
  { call, options }: Parts,
  number: { e164: string; country: string },
  product?: { sku: string },
): Promise<ProviderOffer[]> {
  const { e164, country } = number;
  const ids: string[] = [];
  const named = readSku(product?.sku ?? "");
  if (named?.kind === "dynamic") ids.push(named.id);
  if (!product)
    for (const { productId, requireFetchBundle } of await readProducts(call, { country }))
      if (requireFetchBundle) ids.push(productId);
  const offers: ProviderOffer[] = [];
  for (const productId of ids) offers.push(...(await offersForNumber(call, options, { productId, e164 })));
  return offers;
}

/** ValueTopup (Prepay Nation), API version 2, as a provider. */
export function createValueTopup(options: ValueTopupOptions): ValueTopup {
  const call = createClient(options);
  const parts = { call, options };
  const { account } = options;
  return {
    name: "valuetopup",
    capabilities: CAPABILITIES,
    listOffers: (progress, wish) => listOffers(call, options, { progress, language: wish?.language }),
    offersFor: (number, product) => offersFor(parts, number, product),
    submit: (attempt) => submit(parts, attempt),
    resolve: (attempt) => resolve(parts, attempt),
    balance: () => readBalance(call, account),
    lookup: (number) => lookUpOperator(call, number),
    estimate: ({ sku }, amount) => estimateCost(call, account.currency, { sku, amount }),
    promotions: () => readPromotions(call),
    fetchBill: (offer, number) => fetchBill(call, offer, number),
    esimUsage: (iccid) => readEsimUsage(call, iccid),
    countries: () => readCountries(call),
    operators: (country) => readOperators(call, country),
    products: (filter = {}) => readProducts(call, filter),
    exchangeRate: (sku) => readExchangeRate(call, sku),
    failureTexts: () => readFailureTexts(call),
    heardBy: (note) => createValueTopup({ ...options, fetch: heardBy(options.fetch, note) }),
  };
}
