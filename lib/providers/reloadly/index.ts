import type { Money } from "@/lib/core/money";
import { ProviderUnavailable, type AttemptRequest, type Capabilities, type Provider } from "../spec";
import { createClient, read, type Client, type ReloadlyOptions } from "./client";
import { findAttempt } from "./find-attempt";
import { listOffers } from "./list-offers";
import { lookUpOperator } from "./look-up-operator";
import {
  isLocalSku,
  microsFrom,
  moneyFrom,
  orderAmount,
  outcomeOfPurchase,
  readReloadlyWebhook,
} from "./map";
import { readPromotions, readStatement } from "./read-records";
import { balanceSchema, fxSchema } from "./wire";

export type { ReloadlyOptions } from "./client";

const CAPABILITIES: Capabilities = {
  dedupe: "reject",
  findBy: "ours",
  twoPhase: false,
  deadlineMs: 90_000,
  notFoundHorizonMs: 10 * 60_000,
  notFoundMisses: 3,
  maxSends: 3,
  lookup: { follows: "range", paidIn: ["IN"] },
};
const ESTIMATE_TIMEOUT_MS = 5_000;

function purchaseBody(attempt: AttemptRequest): Record<string, unknown> {
  const recipient = attempt.number
    ? { recipientPhone: { countryCode: attempt.country, number: attempt.number.slice(1) } }
    : { recipientEmail: attempt.account };
  return {
    operatorId: attempt.providerOperatorId,
    amount: orderAmount(attempt.amount),
    useLocalAmount: isLocalSku(attempt.sku),
    customIdentifier: attempt.reference,
    ...recipient,
  };
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
  if (isLocalSku(offer.sku)) return amount;
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

/** Reloadly's airtime product as a provider. */
export function createReloadly(options: ReloadlyOptions): Provider {
  const call = createClient(options);
  const timeoutMs = Math.max(1, Math.round(CAPABILITIES.deadlineMs / options.timeScale));
  return {
    name: "reloadly",
    capabilities: CAPABILITIES,
    listOffers: (progress) => listOffers(call, options, progress),
    submit: async (attempt) =>
      outcomeOfPurchase(
        await call({
          path: "/topups",
          method: "POST",
          body: purchaseBody(attempt),
          purpose: "purchase",
          timeoutMs,
        }),
      ),
    resolve: (attempt) => findAttempt(call, attempt),
    balance: () => readBalance(call),
    lookup: (number) => lookUpOperator(call, number),
    estimate: (offer, amount) => estimate(call, offer, amount),
    promotions: () => readPromotions(call),
    statement: (from, to) => readStatement(call, from, to),
    readWebhook: (request) =>
      readReloadlyWebhook(request, { secret: options.credentials.webhookSecret, clock: options.clock }),
  };
}
