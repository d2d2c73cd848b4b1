import { chanceBy, hashText } from "../world/hash-text";
import { readFxRates, readWorld, type WorldCountry, type WorldOperator } from "../world/read-world";
import type { TelecomOperator } from "./catalogue-types";

const MICRO_PLACES = 6;

/** Every network a look-up can name, sold or not: ids, spellings, rates and gaps follow from the world by the networks' keys alone. */
export function deriveOperators(): TelecomOperator[] {
  const world = readWorld();
  const { rates } = readFxRates();
  const taken = new Set<string>();
  const operators: TelecomOperator[] = [];
  for (const network of world.operators.toSorted((one, other) => (one.key < other.key ? -1 : 1))) {
    const country = world.country(network.country);
    const mid = country && rates[country.currency];
    if (!country || !mid || network.account !== null) continue;
    const neighbours = world.operatorsOf(network.country);
    const called = calledBy(network, neighbours);
    operators.push({
      id: freeId(
        `${slugOf(called) || slugOf(network.name) || "operator"}_${country.iso.toLowerCase()}`,
        taken,
      ),
      worldKey: network.key,
      name: nameOf(called, network, country),
      country: country.iso,
      currency: country.currency,
      rateMicros: country.currency === "USD" ? 1_000_000 : rateOf(mid, network.key),
      sold: isSold(network, neighbours.length),
      slow: network.popularity < 90 && chanceBy(`telecom slow ${network.key}`, 8),
    });
  }
  return operators;
}

/** One of the names it alone bears in its country; big networks have one name for all. */
function calledBy(network: WorldOperator, neighbours: WorldOperator[]): string {
  const taken = neighbours
    .filter(({ key }) => key !== network.key)
    .flatMap(({ name, alternates }) => [name, ...alternates].map(slugOf));
  const alternate = network.alternates.find((name) => slugOf(name) !== "" && !taken.includes(slugOf(name)));
  const renamed = network.popularity < 95 && chanceBy(`telecom other name ${network.key}`, 14);
  return (renamed && alternate) || network.name;
}

function nameOf(called: string, network: WorldOperator, country: WorldCountry): string {
  if (network.popularity >= 95) return `${called} ${country.name}`;
  const variant = hashText(`telecom name ${network.key}`) % 100;
  if (variant < 10) return called;
  if (variant < 18) return `${called} (${country.iso})`;
  if (variant < 24) return `${called.toUpperCase()} ${country.name}`;
  if (variant < 29) return `${called} Mobile ${country.name}`;
  if (variant < 33) return `${country.name} - ${called}`;
  const named = called.toLowerCase().includes(country.name.toLowerCase());
  return named ? called : `${called} ${country.name}`;
}

function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
}

function freeId(wanted: string, taken: Set<string>): string {
  let id = wanted;
  for (let next = 2; taken.has(id); next += 1) id = `${wanted}_${next}`;
  taken.add(id);
  return id;
}

/** Other gaps than other providers have: small networks are often missing, middling ones now and then, some small countries as a whole. */
function isSold(network: WorldOperator, neighbours: number): boolean {
  if (network.airtime === "none" && !network.bundles && !network.data) return false;
  if (neighbours <= 3 && chanceBy(`telecom country ${network.country}`, 30)) return false;
  if (network.popularity >= 85) return true;
  return !chanceBy(`telecom gap ${network.key}`, network.popularity < 20 ? 35 : 12);
}

/** Up to 2.5 % under the middle of the market. */
function rateOf(mid: string, key: string): number {
  const [whole = "0", fraction = ""] = mid.split(".");
  const micros = BigInt(whole + fraction.slice(0, MICRO_PLACES).padEnd(MICRO_PLACES, "0"));
  const margin = BigInt(10_000 - (hashText(`telecom margin ${key}`) % 250));
  const rate = Number((micros * margin) / 10_000n);
  // Five significant digits, as a price list would have them.
  const step = 10 ** Math.max(0, String(rate).length - 5);
  return Math.max(1, Math.floor(rate / step) * step);
}
