import { parseScaled } from "@/lib/core/decimal";
import { redact } from "../redact";
import { ProviderUnavailable, type ImportProgress, type ProviderOffer } from "../spec";
import { readEnvelope, type Client, type ValueTopupOptions } from "./client";
import { markerOf, offersOf } from "./map-offers";
import { rowsSchema, skuSchema, type Envelope, type WireSku } from "./wire";

const PAGE_SIZE = 100;

type Deps = Pick<ValueTopupOptions, "log" | "account">;
type Progress = (progress: ImportProgress) => void;

/** A bad row costs only itself; when most are bad, their format has changed and nothing may be switched off for it. */
export function readSkus({ payLoad }: Envelope, { log }: Pick<Deps, "log">): WireSku[] {
  const rows = rowsSchema.safeParse(payLoad).data;
  if (!rows) throw new ProviderUnavailable("valuetopup", "a list of SKUs is no list");
  const skus: WireSku[] = [];
  for (const row of rows) {
    const sku = skuSchema.safeParse(row);
    if (sku.success) skus.push(sku.data);
    else log.warn({ provider: "valuetopup", issue: redact(sku.error.message) }, "a SKU could not be read");
  }
  if (rows.length > 0 && skus.length * 2 < rows.length)
    throw new ProviderUnavailable("valuetopup", "most SKUs of a list could not be read");
  return skus;
}

/** Everything but gift cards comes in one answer. */
async function* listSkus(call: Client, deps: Deps, language?: string): AsyncGenerator<WireSku[]> {
  yield readSkus(await readEnvelope(call, "/catalog/skus", { what: "the SKUs", language }), deps);
  let cursor = 0n;
  for (;;) {
    const from = cursor > 0n ? `cursor=${cursor}&` : "";
    const path = `/catalog/skus/giftcards?${from}pageSize=${PAGE_SIZE}`;
    const page = await readEnvelope(call, path, { what: "the gift cards", language });
    yield readSkus(page, deps);
    const next = parseScaled(page.next_cursor ?? "0", 0) ?? 0n;
    if (next <= cursor) return;
    cursor = next;
  }
}

/** Every offer, gift cards last, page by page. @throws ProviderUnavailable */
export async function* listOffers(
  call: Client,
  deps: Deps,
  options: { progress?: Progress | undefined; language?: string | undefined },
): AsyncIterable<ProviderOffer> {
  const wallet = deps.account.currency;
  const marked = new Set<string>();
  let done = 0;
  for await (const skus of listSkus(call, deps, options.language)) {
    for (const sku of skus) {
      if (!sku.requireFetchBundle) yield* offersOf(sku, wallet);
      else if (!marked.has(sku.productId)) {
        marked.add(sku.productId);
        yield* markerOf(sku, wallet);
      }
    }
    done += skus.length;
    options.progress?.({ done, total: undefined });
  }
}

/** What a product that depends on the number sells to this one. @throws ProviderUnavailable */
export async function offersForNumber(
  call: Client,
  deps: Deps,
  wish: { productId: string; e164: string },
): Promise<ProviderOffer[]> {
  const path = `/catalog/bundles/${wish.productId}/${wish.e164.replace(/\D/g, "")}`;
  const envelope = await readEnvelope(call, path, { what: "the bundles of a number" });
  return readSkus(envelope, deps).flatMap((sku) => offersOf(sku, deps.account.currency));
}
