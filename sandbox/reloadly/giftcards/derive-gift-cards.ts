import { currencyPlaces } from "../../currency-places";
import { divide, exact, multiply, ONE, toText, unitsToText } from "../../exact-decimal";
import { chanceBy, hashText } from "../../world/hash-text";
import { roundNicely } from "../../world/nice-amounts";
import { readFxRates, readWorld, type WorldCountry } from "../../world/read-world";
import { CATEGORIES, type GiftCardProduct } from "./gift-card-product";

/** Brand, category and what it wants; the world knows none, so they are invented or everybody's. */
const BRANDS: [name: string, category: number, kind?: "user" | "link" | "slow"][] = [
  ["Amazon", 3],
  ["Google Play", 1],
  ["Apple", 1],
  ["Netflix", 2],
  ["Spotify", 2],
  ["Steam", 1],
  ["PlayStation", 1],
  ["Xbox", 1],
  ["Nintendo eShop", 1],
  ["Free Fire", 1, "user"],
  ["Uber", 6],
  ["Airbnb", 6, "link"],
  ["IKEA", 3],
  ["H&M", 3, "link"],
  ["Starbucks", 4],
  ["Virtual Mastercard", 5, "slow"],
];
const SOLD_PERCENT = 40;
const DOLLARS = [5, 10, 25, 50, 100];
const FIRST_ID = 40_000;

interface Market {
  country: WorldCountry;
  mid: string;
}

/** Every gift card, in the order of the ids: derived from the world's countries by seed. */
export function deriveGiftCards(): GiftCardProduct[] {
  const { rates } = readFxRates();
  const drafts = readWorld().countries.flatMap((country) => {
    const mid = rates[country.currency];
    if (!mid) return [];
    return BRANDS.filter(([brand]) => isSold(brand, country)).map((brand) => draft(brand, { country, mid }));
  });
  return drafts.map((product, index) => ({ ...product, id: FIRST_ID + index * 3 + 1 }));
}

const isSold = (brand: string, { iso }: WorldCountry): boolean =>
  chanceBy(`reloadly gift card ${brand} ${iso}`, SOLD_PERCENT);

function draft([name, category, kind]: (typeof BRANDS)[number], { country, mid }: Market): GiftCardProduct {
  const seed = `reloadly gift card ${name} ${country.iso}`;
  const places = currencyPlaces(country.currency);
  const local = (dollars: number): string =>
    unitsToText(roundNicely(dollars * Number(mid)) * 10 ** places, places);
  const open = chanceBy(`${seed} open`, 35);
  const dear = exact(unitsToText(10_000 + (hashText(`${seed} rate`) % 250), 4));
  return {
    id: 0,
    name: `${name} ${country.iso}`,
    brand: { id: 300 + BRANDS.findIndex(([brand]) => brand === name), name },
    category: CATEGORIES[category - 1] ?? { id: category, name: "Other" },
    country: country.iso,
    countryName: country.name,
    currency: country.currency,
    rate: toText(multiply(divide(ONE, exact(mid)), dear), 12),
    discountPercent: unitsToText(hashText(`${seed} discount`) % 80, 1),
    senderFee: chanceBy(`${seed} fee`, 40) ? "0.50" : "0.00",
    senderFeePercent: kind === "slow" ? "1.50" : "0.00",
    range: open ? { min: local(5), max: local(200) } : undefined,
    amounts: open ? [] : [...new Set(DOLLARS.map(local))],
    userIdRequired: kind === "user",
    link: kind === "link",
    slow: kind === "slow",
  };
}
