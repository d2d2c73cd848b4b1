import type { z } from "zod";
import { redact } from "../redact";
import { ProviderUnavailable, type ImportProgress, type ProviderDeps, type ProviderOffer } from "../spec";
import type { Calls, Client } from "./client";
import { offersOfBiller } from "./map-bills";
import { offersOfGiftCard } from "./map-gift-cards";
import { offersOf } from "./map-offers";
import { readPages } from "./read-pages";
import { operatorSchema } from "./wire";
import { billerSchema } from "./wire-bills";
import { giftCardSchema } from "./wire-gift-cards";

const PAGE_SIZE = 200;

interface List<Row> {
  call: Client | undefined;
  path: string;
  what: string;
  schema: z.ZodType<Row>;
  offersOf(row: Row): ProviderOffer[];
}

/** A bad row costs only itself; when most are bad, their format has changed and nothing may be switched off for it. */
function readRows<Row>(rows: unknown[], { schema, what }: List<Row>, deps: Pick<ProviderDeps, "log">): Row[] {
  const good: Row[] = [];
  for (const row of rows) {
    const parsed = schema.safeParse(row);
    if (parsed.success) good.push(parsed.data);
    else deps.log.warn({ provider: "reloadly", what, issue: redact(parsed.error.message) }, "unreadable");
  }
  if (rows.length > 0 && good.length * 2 < rows.length)
    throw new ProviderUnavailable("reloadly", `most rows of a page of ${what} could not be read`);
  return good;
}

export interface Listing {
  log: ProviderDeps["log"];
  progress: ((progress: ImportProgress) => void) | undefined;
}

/** One list to its end. Progress counts on from `before`; the total is known of one list alone, so it is told of the last. */
async function* readList<Row>(
  list: List<Row>,
  listing: Listing,
  before: number,
): AsyncGenerator<ProviderOffer, number> {
  if (!list.call) return before;
  let done = before;
  for await (const page of readPages(list.call, list.path, list.what)) {
    for (const row of readRows(page.rows, list, listing)) yield* list.offersOf(row);
    done = before + page.done;
    listing.progress?.({ done, total: undefined });
  }
  return done;
}

/** Every offer of every active operator, gift card and biller, page by page. @throws ProviderUnavailable */
export async function* listOffers(calls: Calls, listing: Listing): AsyncIterable<ProviderOffer> {
  const size = `size=${PAGE_SIZE}`;
  const operators: List<z.infer<typeof operatorSchema>> = {
    call: calls.topups,
    path: `/operators?suggestedAmountsMap=true&${size}`,
    what: "the operators",
    schema: operatorSchema,
    offersOf,
  };
  const cards: List<z.infer<typeof giftCardSchema>> = {
    call: calls.giftcards,
    path: `/products?${size}`,
    what: "the gift cards",
    schema: giftCardSchema,
    offersOf: offersOfGiftCard,
  };
  const billers: List<z.infer<typeof billerSchema>> = {
    call: calls.utilities,
    path: `/billers?${size}`,
    what: "the billers",
    schema: billerSchema,
    offersOf: offersOfBiller,
  };
  let done = yield* readList(operators, listing, 0);
  done = yield* readList(cards, listing, done);
  yield* readList(billers, listing, done);
}
