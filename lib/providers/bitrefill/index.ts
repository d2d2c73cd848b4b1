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

/** Bitrefill's API v2 as a provider. */
export function createBitrefill(options: BitrefillOptions): AskableProvider {
  const call = createClient(options);
  const { timeScale, credentials, log, countries } = options;
  const pager = (calls: number): Pager => ({
    call,
    timeScale,
    takeTurn: createPace({ calls, perMs: MINUTE / timeScale }),
  });
  const products = pager(PRODUCT_PAGES);
  const lists = pager(LIST_PAGES);

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
  };
}
