import { hashText } from "../world/hash-text";
import { readFxRates, readWorld } from "../world/read-world";
import { deriveNetwork, type Draft } from "./derive-networks";
import { deriveBills, deriveEsims, deriveGiftCards } from "./derive-others";
import { isSold, nameNetwork } from "./name-network";
import type { Product, Sku } from "./valuetopup-sku";

/** A number that follows from a text and that nobody has taken yet. */
function numbering(name: string, first: number, span: number): (text: string) => number {
  const taken = new Set<number>();
  return (text) => {
    let id = first + (hashText(`valuetopup ${name} ${text}`) % span);
    while (taken.has(id)) id += 1;
    taken.add(id);
    return id;
  };
}

/** Everything ValueTopup sells, in the order of the SKU ids: derived from the world by keys alone. */
export function deriveCatalogue(): { products: Product[]; skus: Sku[] } {
  const drafts = draftAll();
  const numbers = {
    operator: numbering("operator", 100, 3000),
    product: numbering("product", 3000, 9000),
    sku: numbering("sku", 20_000, 60_000),
  };
  const operatorIds = new Map<string, number>();
  const operatorId = (key: string): number => {
    const known = operatorIds.get(key) ?? numbers.operator(key);
    operatorIds.set(key, known);
    return known;
  };
  const products: Product[] = [];
  const skus: Sku[] = [];
  for (const { product: draft, skus: mine } of drafts) {
    const { key, ...rest } = draft;
    const owner = rest.worldKey ?? `${rest.country} ${rest.operatorName}`;
    const product = { ...rest, productId: numbers.product(key), operatorId: operatorId(owner) };
    products.push(product);
    for (const sku of mine)
      skus.push({ ...sku, product, skuId: numbers.sku(`${key} ${sku.skuName} ${sku.min}`) });
  }
  return {
    products: products.toSorted((one, other) => one.productId - other.productId),
    skus: skus.toSorted((one, other) => one.skuId - other.skuId),
  };
}

function draftAll(): Draft[] {
  const world = readWorld();
  const { rates } = readFxRates();
  return world.countries.flatMap((country) => {
    const mid = rates[country.currency];
    if (!mid) return [];
    const sold = world.operatorsOf(country.iso).filter(isSold);
    const market = { country, mid };
    const networks = sold.flatMap((operator) =>
      deriveNetwork({ operator, country, name: nameNetwork(operator, country), mid }),
    );
    const others = sold.length === 0 ? [] : [...deriveBills(market), ...deriveEsims(market)];
    return [...networks, ...others, ...deriveGiftCards(market)];
  });
}
