import { readWorld, type WorldCountry } from "../world/read-world";
import { deriveCatalogue } from "./derive-catalogue";
import { describeSku } from "./describe-sku";
import { sayIn } from "./say-in";
import type { Product, Sku } from "./valuetopup-sku";

export interface Catalogue {
  products: Product[];
  /** In the order of their ids. */
  skus: Sku[];
  countries: WorldCountry[];
  sku(skuId: number): Sku | undefined;
  product(productId: number): Product | undefined;
  skusOf(productId: number): Sku[];
  /** The top-up products of a network, airtime first. */
  topUpsOf(worldKey: string): Product[];
  /** JSON text of a SKU in the language of an `Accept-Language` header, built once. */
  text(sku: Sku, language: string | undefined): string;
}

const opened = new Map<string, Catalogue>();

/** What an account is assigned, of these countries or of all; it never changes while the sandbox runs, so it is derived once per process. */
export function openCatalogue(countries: string[] = []): Catalogue {
  const key = countries.join(" ");
  const known = opened.get(key) ?? indexCatalogue(assign(countries));
  opened.set(key, known);
  return known;
}

/** Ids are the same whatever is assigned. */
function assign(countries: string[]): { products: Product[]; skus: Sku[] } {
  const { products, skus } = deriveCatalogue();
  if (countries.length === 0) return { products, skus };
  const isAssigned = ({ country }: Product): boolean => countries.includes(country);
  return { products: products.filter(isAssigned), skus: skus.filter(({ product }) => isAssigned(product)) };
}

function groupBy<T, K>(list: T[], keyOf: (one: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const one of list) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function indexCatalogue({ products, skus }: { products: Product[]; skus: Sku[] }): Catalogue {
  const bySku = new Map(skus.map((sku) => [sku.skuId, sku]));
  const byProduct = new Map(products.map((product) => [product.productId, product]));
  const ofProduct = groupBy(skus, (sku) => sku.product.productId);
  const topUps = groupBy(
    products.filter(({ category }) => category === "Rtr"),
    ({ worldKey }) => worldKey,
  );
  const sold = new Set(products.map(({ country }) => country));
  const texts = new Map<string, string>();
  return {
    products,
    skus,
    countries: readWorld().countries.filter(({ iso }) => sold.has(iso)),
    sku: (skuId) => bySku.get(skuId),
    product: (productId) => byProduct.get(productId),
    skusOf: (productId) => ofProduct.get(productId) ?? [],
    topUpsOf: (worldKey) =>
      (topUps.get(worldKey) ?? []).toSorted(
        (one, other) => Number(other.subCategory === "Airtime") - Number(one.subCategory === "Airtime"),
      ),
    text(sku, header) {
      const { language, say } = sayIn(header);
      const key = `${language} ${sku.skuId}`;
      const built = texts.get(key) ?? JSON.stringify(describeSku(sku, say));
      texts.set(key, built);
      return built;
    },
  };
}
