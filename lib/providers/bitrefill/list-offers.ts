import { redact } from "../redact";
import { ProviderUnavailable, type ImportProgress, type ProviderDeps, type ProviderOffer } from "../spec";
import { offersOf, type ProductType } from "./map-offers";
import { readPages, type Pager } from "./read-pages";
import { productSchema, type WireProduct } from "./wire";

const TYPES: ProductType[] = ["phone_refill", "gift_card", "bill_payment", "esim"];

function pathsOf(type: ProductType, countries: string[] | undefined): string[] {
  // Their list of eSIMs takes no country.
  if (type === "esim") return ["/products/esims"];
  const plain = `/products?type=${type}&include_test_products=false`;
  return countries ? countries.map((iso) => `${plain}&country=${encodeURIComponent(iso)}`) : [plain];
}

/** A bad row costs only itself; when most are bad, their format has changed and nothing may be switched off for it. */
function readProducts(rows: unknown[], deps: Pick<ProviderDeps, "log">): WireProduct[] {
  const products: WireProduct[] = [];
  for (const row of rows) {
    const product = productSchema.safeParse(row);
    if (product.success) products.push(product.data);
    else {
      const issue = redact(product.error.message);
      deps.log.warn({ provider: "bitrefill", issue }, "a product could not be read");
    }
  }
  if (products.length * 2 < rows.length)
    throw new ProviderUnavailable("bitrefill", "most products of a page could not be read");
  return products;
}

export interface Listing {
  log: ProviderDeps["log"];
  /** Currency of the account: prices are in its smallest unit and do not say so. */
  wallet: string;
  countries?: string[];
  progress?: (progress: ImportProgress) => void;
}

async function* readLists(pager: Pager, countries: string[] | undefined) {
  for (const type of TYPES)
    for (const path of pathsOf(type, countries))
      for await (const rows of readPages(pager, path, "the products")) yield { type, rows };
}

/** Every offer of every product in stock, by type and, where asked for, by country. @throws ProviderUnavailable */
export async function* listOffers(pager: Pager, listing: Listing): AsyncIterable<ProviderOffer> {
  const seen = new Set<string>();
  let done = 0;
  for await (const { type, rows } of readLists(pager, listing.countries)) {
    for (const product of readProducts(rows, listing)) {
      // A product that moved to the next page while the list was read comes twice.
      if (!seen.has(product.id)) yield* offersOf(product, type, listing.wallet);
      seen.add(product.id);
    }
    done += rows.length;
    listing.progress?.({ done, total: undefined });
  }
}
