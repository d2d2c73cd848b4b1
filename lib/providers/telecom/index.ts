import { heardBy } from "../fetcher";
import type { AskableProvider, Capabilities } from "../spec";
import { createPurchase, findAttempt } from "./buy";
import { createClient, type TelecomOptions } from "./client";
import { listOffers } from "./list-offers";
import { listOffersFor, lookUpNumber } from "./look-up-number";
import { outcomeOfPurchase, readTelecomWebhook } from "./map";
import { readBalance, readOffer, readUsage, registerWebhook } from "./read-account";

export type { TelecomOptions } from "./client";

const CAPABILITIES: Capabilities = {
  toppableEsims: true,
  dedupe: "replay",
  findBy: "theirs",
  twoPhase: false,
  deadlineMs: 30_000,
  notFoundHorizonMs: 10 * 60_000,
  notFoundMisses: 3,
  maxSends: 3,
  lookup: { follows: "porting" },
};

/** GiftAPI's telecom and eSIM interface as a provider. */
export function createTelecom(options: TelecomOptions): AskableProvider {
  const call = createClient(options);
  const { clock, credentials } = options;
  const buy = createPurchase(call, Math.max(1, Math.round(CAPABILITIES.deadlineMs / options.timeScale)));
  return {
    name: "telecom",
    capabilities: CAPABILITIES,
    listOffers: (progress) => listOffers(call, options, progress),
    submit: async (attempt) => outcomeOfPurchase(await buy(attempt), attempt),
    resolve: (attempt) => findAttempt(call, buy, attempt),
    balance: () => readBalance(call),
    lookup: (number) => lookUpNumber(call, number),
    offersFor: async (number, product) => {
      const sold = await listOffersFor(call, options, number);
      return product ? sold.filter(({ sku }) => sku === product.sku) : sold;
    },
    offerDetails: (sku) => readOffer(call, sku),
    esimUsage: (iccid) => readUsage(call, iccid),
    registerWebhook: (url) => registerWebhook(call, url),
    readWebhook: (request) => readTelecomWebhook(request, { secret: credentials.webhookSecret, clock }),
    heardBy: (note) => createTelecom({ ...options, fetch: heardBy(options.fetch, note) }),
  };
}
