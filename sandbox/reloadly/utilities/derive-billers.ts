import { currencyPlaces } from "../../currency-places";
import { divide, exact, multiply, toText, unitsToText } from "../../exact-decimal";
import { chanceBy, hashText } from "../../world/hash-text";
import { roundNicely } from "../../world/nice-amounts";
import { readFxRates, readWorld, type WorldCountry } from "../../world/read-world";
import type { Biller } from "./biller";

const COUNTRIES = "NG GH KE SN ML CM CI ZA UG TZ IN PK BD PH MX CO BR HT DO".split(" ");
const KINDS: [name: string, Biller["type"], Biller["service"]][] = [
  ["Power Prepaid", "ELECTRICITY", "PREPAID"],
  ["Power Postpaid", "ELECTRICITY", "POSTPAID"],
  ["Water Works", "WATER", "POSTPAID"],
  ["Star TV", "TV", "PREPAID"],
  ["Fibre", "INTERNET", "PREPAID"],
];
const TV_DOLLARS = [4, 8, 15, 30];

/** Every biller, in the order of the ids. */
export function deriveBillers(): Biller[] {
  const { rates } = readFxRates();
  const world = readWorld();
  const drafts = COUNTRIES.flatMap((iso) => {
    const country = world.country(iso);
    const mid = country && rates[country.currency];
    if (!country || !mid) return [];
    return KINDS.filter(([name]) => chanceBy(`reloadly biller ${name} ${iso}`, 75)).map((kind) =>
      draft(kind, country, mid),
    );
  });
  return drafts.map((biller, index) => ({ ...biller, id: 501 + index }));
}

function draft([name, type, service]: (typeof KINDS)[number], country: WorldCountry, mid: string): Biller {
  const seed = `reloadly biller ${name} ${country.iso}`;
  const places = currencyPlaces(country.currency);
  const local = (dollars: number): string =>
    unitsToText(roundNicely(dollars * Number(mid)) * 10 ** places, places);
  const rate = toText(multiply(exact(mid), exact(unitsToText(9_700 + (hashText(seed) % 250), 4))), 6);
  const inDollars = (amount: string): string => toText(divide(exact(amount), exact(rate)), 2);
  const [min, max] = [local(1), local(200)];
  const fixed = type === "TV";
  const localFee = chanceBy(`${seed} fee`, 40) ? local(0.1) : "0";
  return {
    id: 0,
    name: `${country.name} ${name}`,
    type,
    service,
    country: country.iso,
    countryName: country.name,
    currency: country.currency,
    rate,
    localFee,
    internationalFee: inDollars(localFee),
    discountPercent: unitsToText(hashText(`${seed} discount`) % 30, 1),
    range: fixed ? undefined : { min, max, minUsd: inDollars(min), maxUsd: inDollars(max) },
    plans: fixed
      ? [...new Set(TV_DOLLARS.map(local))].map((amount, index) => ({
          id: 7 + index,
          amount,
          description: `Package ${index + 1}, 30 days`,
        }))
      : [],
    international: !fixed && chanceBy(`${seed} dollars`, 60),
    requiresInvoice: type === "WATER" && chanceBy(`${seed} invoice`, 50),
  };
}
