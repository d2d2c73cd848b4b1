import { readFxRates, readWorld } from "../world/read-world";
import type { BitrefillProduct } from "./bitrefill-product";
import { deriveOthers } from "./derive-others";
import { deriveRefills } from "./derive-refills";
import { priceOf, rateOf } from "./price-amount";

export interface Catalogue {
  /** By id; test products first. */
  all: BitrefillProduct[];
  byId(id: string): BitrefillProduct | undefined;
  /** Refills of a network, airtime first. */
  ofNetwork(worldKey: string): BitrefillProduct[];
}

const opened = new Map<string, Catalogue>();

/** The catalogue of an account billed in this currency; derived once per process. */
export function openCatalogue(account: string): Catalogue {
  const known = opened.get(account);
  if (known) return known;
  if (readFxRates().rates[account] === undefined)
    throw new Error(`BITREFILL_CURRENCY must be a currency with a rate, not "${account}"`);
  const catalogue = indexCatalogue([
    ...testProducts(account),
    ...[...deriveRefills(account), ...deriveOthers(account)].toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  ]);
  opened.set(account, catalogue);
  return catalogue;
}

function indexCatalogue(all: BitrefillProduct[]): Catalogue {
  const ids = new Map(all.map((product) => [product.id, product]));
  if (ids.size !== all.length) throw new Error("Two products of one id");
  const networks = new Map<string, BitrefillProduct[]>();
  for (const product of all) {
    if (!product.worldKey) continue;
    const list = networks.get(product.worldKey) ?? [];
    networks.set(product.worldKey, list);
    if (product.category.toLowerCase() === "refill") list.unshift(product);
    else list.push(product);
  }
  return { all, byId: (id) => ids.get(id), ofNetwork: (key) => networks.get(key) ?? [] };
}

const TEST_IDS = [
  "test-gift-card-code",
  "test-gift-card-link",
  "test-phone-refill",
  "test-gift-card-code-fail",
  "test-gift-card-link-fail",
];

function testProducts(account: string): BitrefillProduct[] {
  const { rates } = readFxRates();
  const rate = rateOf({ currency: "USD", account, margin: 0, rates }) ?? 0;
  const country = readWorld().country("KN");
  return TEST_IDS.map((id) => {
    const refill = id === "test-phone-refill";
    return {
      id,
      name: id
        .split("-")
        .map((word) => word[0]?.toUpperCase() + word.slice(1))
        .join(" "),
      type: refill ? "phone_refill" : "gift_card",
      category: refill ? "refill" : "retail",
      country: "KN",
      countryName: country?.name ?? "Saint Kitts and Nevis",
      currency: "USD",
      recipient: refill ? "phone_number" : "none",
      inStock: true,
      worldKey: null,
      packages: [10, 20, 30, 40, 50, 60, 70, 80, 90, 100].map((amount) => ({
        value: String(amount),
        amount,
        price: priceOf(amount, rate),
      })),
      range: { min: 10, max: 100, step: 10 },
      rate,
      coverage: null,
      test: true,
      fails: id.endsWith("-fail"),
    };
  });
}
