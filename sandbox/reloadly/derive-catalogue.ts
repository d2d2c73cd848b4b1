import { chanceBy, hashText } from "../world/hash-text";
import { readFxRates, readWorld, type WorldCountry, type WorldOperator } from "../world/read-world";
import { assignOperatorIds, REAL_OPERATORS } from "./assign-operator-ids";
import { derivePrices, type OperatorKind } from "./derive-prices";
import type { ReloadlyOperator } from "./reloadly-operator";

const SUFFIX: Record<OperatorKind, string> = {
  airtime: "",
  bundle: " Bundles",
  data: " Data",
  pin: " PIN",
  account: "",
};

/** Every operator that Reloadly sells, in the order of its ids: derived from the world by the networks' keys alone. */
export function deriveCatalogue(): ReloadlyOperator[] {
  const world = readWorld();
  const { rates } = readFxRates();
  const sold = world.operators
    .filter((operator) => isSold(operator, world.operatorsOf(operator.country).length))
    .flatMap((operator) => kindsOf(operator).map((kind) => ({ operator, kind })));
  const ids = assignOperatorIds(sold.map(({ operator, kind }) => `${operator.key} ${kind}`));
  const catalogue: ReloadlyOperator[] = [];
  for (const { operator, kind } of sold) {
    const country = world.country(operator.country);
    const mid = country && rates[country.currency];
    const id = ids.get(`${operator.key} ${kind}`);
    if (!country || !mid || id === undefined) continue;
    catalogue.push({
      id,
      worldKey: operator.key,
      name: nameOf(operator, country, kind),
      country: country.iso,
      countryName: country.name,
      kind,
      currency: country.currency,
      currencySymbol: country.currencySymbol,
      ...derivePrices({ operator, kind, mid, currency: country.currency }),
    });
  }
  return catalogue.toSorted((one, other) => one.id - other.id);
}

/** Big networks are always sold; of the small ones, and of countries with few networks, some are missing. */
function isSold(operator: WorldOperator, neighbours: number): boolean {
  if (operator.account !== null || operator.popularity >= 95) return true;
  if (neighbours <= 2 && chanceBy(`reloadly country ${operator.country}`, 30)) return false;
  if (operator.popularity >= 40) return true;
  return !chanceBy(`reloadly gap ${operator.key}`, operator.popularity < 15 ? 65 : 30);
}

function kindsOf(operator: WorldOperator): OperatorKind[] {
  if (operator.account === "email") return ["account"];
  const kinds: OperatorKind[] = ["airtime"];
  if (operator.bundles) kinds.push("bundle");
  if (operator.data) kinds.push("data");
  if (operator.pin) kinds.push("pin");
  return kinds;
}

/** Reloadly's own spelling of a network: mostly name and country, now and then another known name, the ISO code or capitals. */
function nameOf(operator: WorldOperator, country: WorldCountry, kind: OperatorKind): string {
  const real = REAL_OPERATORS[`${operator.key} ${kind}`];
  if (real) return real.name;
  const place = country.iso === "US" ? "USA" : country.name;
  const variant = hashText(`reloadly name ${operator.key}`) % 100;
  const suffix = SUFFIX[kind];
  if (kind === "pin" && variant % 2 === 0) return `${operator.name} PIN ${place}`;
  if (operator.popularity >= 95) return `${operator.name} ${place}${suffix}`;
  const alternate = operator.alternates[0];
  if (variant < 10 && alternate) return `${alternate} ${place}${suffix}`;
  if (variant < 16) return `${operator.name} ${country.iso}${suffix}`;
  if (variant < 20) return `${operator.name.toUpperCase()} ${place}${suffix}`;
  if (variant < 24) return `${place} ${operator.name}${suffix}`;
  if (variant < 28) return `${operator.name} Mobile ${place}${suffix}`;
  const named = operator.name.toLowerCase().includes(country.name.toLowerCase());
  return named ? operator.name + suffix : `${operator.name} ${place}${suffix}`;
}
