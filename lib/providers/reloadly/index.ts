import type { Money } from "@/lib/core/money";
import { heardBy } from "../fetcher";
import {
  ProviderUnavailable,
  type AskableProvider,
  type AttemptRequest,
  type Capabilities,
  type Finding,
  type Outcome,
  type Rejected,
} from "../spec";
import { findGiftCard, orderGiftCard } from "./buy-gift-card";
import {
  createClients,
  createTokens,
  read,
  type Calls,
  type Client,
  type ReloadlyOptions,
  type Tokens,
} from "./client";
import { findAttempt } from "./find-attempt";
import { listOffers } from "./list-offers";
import { lookUpOperator, lookUpPorted } from "./look-up-operator";
import { orderAmount, outcomeOfPurchase, readReloadlyWebhook } from "./map";
import { microsFrom, moneyFrom } from "../read-amount";
import { findPayment, payBill } from "./pay-bill";
import { readPromotions, readStatement } from "./read-records";
import { readSku } from "./sku";
import { balanceSchema, fxSchema } from "./wire";

export type { ReloadlyOptions } from "./client";

const CAPABILITIES: Capabilities = {
  dedupe: "reject",
  translatesPromotions: true,
  findBy: "ours",
  twoPhase: false,
  deadlineMs: 90_000,
  notFoundHorizonMs: 10 * 60_000,
  notFoundMisses: 3,
  maxSends: 3,
  lookup: { follows: "range", paidIn: ["IN"] },
};
const ESTIMATE_TIMEOUT_MS = 5_000;

const unsold: Rejected = {
  kind: "rejected",
  failure: { code: "unsupported", detail: "the host of this product has no address" },
  retry: "other-provider",
};

function purchaseBody(attempt: AttemptRequest, local: boolean): Record<string, unknown> {
  const recipient = attempt.number
    ? { recipientPhone: { countryCode: attempt.country, number: attempt.number.slice(1) } }
    : { recipientEmail: attempt.account };
  return {
    operatorId: attempt.providerOperatorId,
    amount: orderAmount(attempt.amount),
    useLocalAmount: local,
    customIdentifier: attempt.reference,
    ...recipient,
  };
}

/** A purchase at the host of its product. */
async function submit(calls: Calls, attempt: AttemptRequest, timeScale: number): Promise<Outcome> {
  const sku = readSku(attempt.sku);
  const { deadlineMs } = CAPABILITIES;
  const timeoutMs = Math.max(1, Math.round(deadlineMs / timeScale));
  if (sku.product === "gift")
    return calls.giftcards
      ? orderGiftCard(calls.giftcards, { ...attempt, productId: sku.productId }, { timeScale, deadlineMs })
      : unsold;
  if (sku.product === "bill")
    return calls.utilities ? payBill(calls.utilities, { ...attempt, bill: sku }, timeoutMs) : unsold;
  const body = purchaseBody(attempt, sku.local);
  return outcomeOfPurchase(
    await calls.topups({ path: "/topups", method: "POST", body, purpose: "purchase", timeoutMs }),
  );
}

async function resolve(calls: Calls, attempt: AttemptRequest): Promise<Finding> {
  const { product } = readSku(attempt.sku);
  if (product === "topup") return findAttempt(calls.topups, attempt);
  const [call, find] = product === "gift" ? [calls.giftcards, findGiftCard] : [calls.utilities, findPayment];
  return call ? find(call, attempt) : { kind: "in-doubt", why: "unreadable", detail: "no address to ask" };
}

async function readBalance(call: Client) {
  const verdict = await read(call, "/accounts/balance");
  const parsed =
    verdict.kind === "answered" && verdict.status === 200
      ? balanceSchema.safeParse(verdict.json).data
      : undefined;
  const balance = microsFrom(parsed?.balance, parsed?.currencyCode);
  if (!balance) throw new ProviderUnavailable("reloadly", "the balance could not be read");
  return balance;
}

/** Their `fxRate` is what arrives for the amount, not a rate. A local order brings what it says. README.md, "Rates". */
async function estimate(
  call: Client,
  offer: { providerOperatorId: string; sku: string },
  amount: Money,
): Promise<Money> {
  const sku = readSku(offer.sku);
  if (sku.product === "gift" || sku.local) return amount;
  if (sku.product === "bill") throw new ProviderUnavailable("reloadly", "bills are not estimated");
  const verdict = await call({
    path: "/operators/fx-rate",
    method: "POST",
    body: { operatorId: offer.providerOperatorId, amount: orderAmount(amount) },
    purpose: "read",
    timeoutMs: ESTIMATE_TIMEOUT_MS,
  });
  const parsed =
    verdict.kind === "answered" && verdict.status === 200 ? fxSchema.safeParse(verdict.json).data : undefined;
  const arrives = moneyFrom(parsed?.fxRate, parsed?.currencyCode);
  if (!arrives) throw new ProviderUnavailable("reloadly", "the rate could not be read");
  return arrives;
}

/** Reloadly's airtime, gift cards and bills as a provider. */
export const createReloadly = (options: ReloadlyOptions): AskableProvider =>
  createWith(options, createTokens(options));

function createWith(options: ReloadlyOptions, tokens: Tokens): AskableProvider {
  const calls = createClients(options, tokens);
  const call = calls.topups;
  const { timeScale, log } = options;
  return {
    name: "reloadly",
    capabilities: CAPABILITIES,
    listOffers: (progress) => listOffers(calls, { log, progress }),
    submit: (attempt) => submit(calls, attempt, timeScale),
    resolve: (attempt) => resolve(calls, attempt),
    balance: () => readBalance(call),
    lookup: (number) => lookUpOperator(call, number),
    lookUpPorted: (number) => lookUpPorted(call, number),
    estimate: (offer, amount) => estimate(call, offer, amount),
    promotions: (wish) => readPromotions(call, wish?.language),
    statement: (from, to) => readStatement(calls, from, to),
    readWebhook: (request) =>
      readReloadlyWebhook(request, { secret: options.credentials.webhookSecret, clock: options.clock }),
    heardBy: (note) => createWith({ ...options, fetch: heardBy(options.fetch, note) }, tokens),
  };
}
