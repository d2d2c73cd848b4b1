import { chanceBy, hashText } from "../world/hash-text";
import { roundNicely } from "../world/nice-amounts";
import { readFxRates, readWorld, type WorldCountry } from "../world/read-world";
import type { BitrefillProduct, Package, ProductType } from "./bitrefill-product";
import { priceOf, rateOf } from "./price-amount";
import { createSlugs } from "./slug-of";

const BRANDS = [
  "Streamberry",
  "Gamelark",
  "Bookfinch",
  "Marketwren",
  "Shoekestrel",
  "Cinemartin",
  "Foodswift",
];
const UTILITIES = ["Power Company", "Water Board", "Fibre", "Sat TV"];
const PLANS = [
  ["1GB, 7 Days", 4],
  ["3GB, 30 Days", 9],
  ["5GB, 30 Days", 13],
  ["10GB, 30 Days", 21],
  ["20GB, 30 Days", 35],
] as const;
const REGIONS: Record<string, string> = { Europe: "Europe", Africa: "Africa", Asia: "Asia" };

type Draft = Pick<
  BitrefillProduct,
  "name" | "type" | "category" | "recipient" | "packages" | "range" | "rate" | "coverage"
>;

function complete(country: WorldCountry, draft: Draft): BitrefillProduct {
  return {
    ...draft,
    id: "",
    country: country.iso,
    countryName: country.name,
    currency: country.currency,
    inStock: true,
    worldKey: null,
    test: false,
    fails: false,
  };
}

/** Gift cards, bills and eSIMs: the world knows none, so the names are invented. */
export function deriveOthers(account: string): BitrefillProduct[] {
  const { rates } = readFxRates();
  const slugs = createSlugs();
  const found: BitrefillProduct[] = [];
  const countries = readWorld().countries.filter(({ currency }) => rates[currency] !== undefined);
  for (const country of countries) {
    const margin = hashText(`bitrefill others ${country.iso}`) % 50;
    const rate = rateOf({ currency: country.currency, account, margin, rates }) ?? 0;
    const mid = Number(rates[country.currency]);
    const drafts = [...giftCards(country, { mid, rate }), ...bills(country, { mid, rate })];
    for (const draft of drafts) found.push({ ...complete(country, draft), id: slugs.take(draft.name) });
  }
  return [...found, ...esims(account)];
}

interface Price {
  mid: number;
  rate: number;
}

const packagesOf = (targets: number[], { mid, rate }: Price): Package[] =>
  [...new Set(targets.map((target) => roundNicely(target * mid)))].map((amount) => ({
    value: String(amount),
    amount,
    price: priceOf(amount, rate),
  }));

function giftCards(country: WorldCountry, price: Price): Draft[] {
  return BRANDS.filter((brand) => chanceBy(`gift card ${brand} ${country.iso}`, 18)).map((brand) => {
    const open = chanceBy(`gift card open ${brand} ${country.iso}`, 40);
    const min = roundNicely(5 * price.mid);
    return {
      name: `${brand} ${country.name}`,
      type: "gift_card",
      category: "retail",
      recipient: "none",
      packages: open ? [] : packagesOf([5, 10, 25, 50, 100], price),
      range: open ? { min, max: min * 20, step: 1 } : null,
      rate: price.rate,
      coverage: null,
    };
  });
}

function bills(country: WorldCountry, price: Price): Draft[] {
  return UTILITIES.filter((name) => chanceBy(`bill ${name} ${country.iso}`, 8)).map((name) => {
    const min = roundNicely(2 * price.mid);
    return {
      name: `${country.name} ${name}`,
      type: "bill_payment",
      category: "utility",
      recipient: "account",
      packages: [],
      range: { min, max: min * 50, step: 1 },
      rate: price.rate,
      coverage: null,
    };
  });
}

function esims(account: string): BitrefillProduct[] {
  const { rates } = readFxRates();
  const rate = rateOf({ currency: "USD", account, margin: 20, rates }) ?? 0;
  const world = readWorld();
  const home = world.country("US");
  if (!home) return [];
  const plan = (name: string, coverage: string[], factor: number) => {
    const packages = PLANS.map(([value, dollars]) => ({
      value,
      amount: null,
      price: priceOf(dollars * factor, rate),
    }));
    const type: ProductType = "esim";
    const draft = { name, type, category: "esim", packages, range: null, rate, coverage };
    return { ...complete(home, { ...draft, recipient: "none" }), id: `bitrefill-esim-${esimSlug(name)}` };
  };
  const single = world.countries
    .filter(({ iso, exampleNumber }) => exampleNumber && chanceBy(`bitrefill esim ${iso}`, 45))
    .map(({ iso, name }) => ({
      ...plan(`eSIM ${name}`, [iso], 1),
      country: iso,
      countryName: name,
      currency: "USD",
    }));
  const regional = Object.entries(REGIONS).map(([continent, name]) =>
    plan(
      `eSIM ${name}`,
      world.countries.filter((country) => country.continent === continent).map(({ iso }) => iso),
      1.5,
    ),
  );
  return [...single, ...regional];
}

const esimSlug = (name: string): string => createSlugs().take(name.replace(/^eSIM /, ""));
