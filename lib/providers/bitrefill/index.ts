import { heardBy } from "../fetcher";
import type { AskableProvider, Capabilities, ImportProgress, ProviderOffer } from "../spec";
import { createClient, type BitrefillOptions } from "./client";
import { createPace } from "./create-pace";
import { findAttempt } from "./find-attempt";
import { listOffers } from "./list-offers";
import { lookUpOperator } from "./look-up-operator";
import { readBitrefillWebhook } from "./map";
import { payInvoice } from "./pay-invoice";
import { prepareInvoice } from "./prepare-invoice";
import { readBalance, readEsimUsage } from "./read-account";
import type { Pager } from "./read-pages";
import { readStatement } from "./read-statement";

export type { BitrefillOptions } from "./client";

const MINUTE = 60_000;

/** README.md, "Limits" and "Doubt". */
const CAPABILITIES: Capabilities = {
  toppableEsims: true,
  dedupe: "reject",
  findBy: "theirs",
  twoPhase: true,
  deadlineMs: 30_000,
  notFoundHorizonMs: MINUTE,
  notFoundMisses: 2,
  maxSends: 3,
  // 60 each for paying and for reading an order: a purchase reads one, and so does a look.
  pace: { perMs: 10 * MINUTE, purchases: 40, looks: 20 },
  lookup: { follows: "range" },
};

/** A little below what they allow: 60 product pages and 20 pages of other lists a minute. */
const PRODUCT_PAGES = 50;
const LIST_PAGES = 15;

/** Of this process, whoever hears of the calls. */
const createPaces = (timeScale: number) => ({
  products: createPace({ calls: PRODUCT_PAGES, perMs: MINUTE / timeScale }),
  lists: createPace({ calls: LIST_PAGES, perMs: MINUTE / timeScale }),
});

/** Bitrefill's API v2 as a provider. */
export const createBitrefill = (options: BitrefillOptions): AskableProvider =>
  createPaced(options, createPaces(options.timeScale));

function createPaced(options: BitrefillOptions, paces: ReturnType<typeof createPaces>): AskableProvider {
  const call = createClient(options);
  const { timeScale, credentials, log, countries } = options;
  const products: Pager = { call, timeScale, takeTurn: paces.products };
  const lists: Pager = { call, timeScale, takeTurn: paces.lists };

  async function* list(progress?: (progress: ImportProgress) => void): AsyncIterable<ProviderOffer> {
    const { currency: wallet } = await readBalance(call);
    yield* listOffers(products, { log, wallet, countries, progress });
  }

  return {
    name: "bitrefill",
    capabilities: CAPABILITIES,
    listOffers: list,
    prepare: (attempt) => prepareInvoice(call, options, attempt),
    submit: (attempt) => payInvoice(call, timeScale, attempt),
    resolve: (attempt) => findAttempt(call, options, attempt),
    balance: () => readBalance(call),
    lookup: (number) => lookUpOperator(call, number),
    esimUsage: (iccid) => readEsimUsage(call, iccid),
    statement: (from, to) => readStatement(lists, from, to),
    readWebhook: (request) => readBitrefillWebhook(request, credentials),
    heardBy: (note) => createPaced({ ...options, fetch: heardBy(options.fetch, note) }, paces),
  };
}
