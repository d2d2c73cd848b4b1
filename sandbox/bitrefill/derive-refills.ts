import { chanceBy, hashText } from "../world/hash-text";
import { roundNicely } from "../world/nice-amounts";
import { readFxRates, readWorld, type WorldCountry, type WorldOperator } from "../world/read-world";
import type { BitrefillProduct, Package } from "./bitrefill-product";
import { priceOf, rateOf } from "./price-amount";
import { createSlugs } from "./slug-of";

type Kind = "refill" | "data" | "bundles" | "pin";

const TARGETS: Record<Kind, number[]> = {
  refill: [2, 5, 10, 15, 20, 30, 50],
  data: [1, 3, 5, 8, 15, 25],
  bundles: [2, 4, 7, 12, 20],
  pin: [5, 10, 20, 50],
};
const SIZES: Partial<Record<Kind, string[]>> = {
  data: ["500MB, 1 Day", "1GB, 3 Days", "3GB, 7 Days", "6GB, 15 Days", "12GB, 30 Days", "25GB, 30 Days"],
  bundles: [
    "50 min + 300MB, 3 Days",
    "100 min + 1GB, 7 Days",
    "150 min + 2GB, 15 Days",
    "300 min + 5GB, 30 Days",
    "Unlimited calls + 20GB, 30 Days",
  ],
};
const WORDS: Record<Kind, string> = { refill: "", data: "Data", bundles: "Bundles", pin: "PIN" };

/** Refills of the world's networks, with Bitrefill's own spellings and gaps. */
export function deriveRefills(account: string): BitrefillProduct[] {
  const world = readWorld();
  const slugs = createSlugs();
  const found: BitrefillProduct[] = [];
  for (const operator of world.operators) {
    const country = world.country(operator.country);
    if (!country || !isSold(operator)) continue;
    for (const kind of kindsOf(operator)) {
      const product = deriveProduct({ operator, country, kind, account });
      if (product) found.push({ ...product, id: slugs.take(product.name) });
    }
  }
  return found;
}

/** E-mail accounts are not sold; small networks are missing more often than big ones. */
function isSold(operator: WorldOperator): boolean {
  if (operator.account !== null || operator.airtime === "none") return false;
  if (operator.popularity >= 95) return true;
  if (chanceBy(`bitrefill country ${operator.country}`, 8)) return false;
  return !chanceBy(`bitrefill gap ${operator.key}`, operator.popularity < 15 ? 75 : 35);
}

function kindsOf(operator: WorldOperator): Kind[] {
  const kinds: Kind[] = ["refill"];
  if (operator.data && !chanceBy(`bitrefill data ${operator.key}`, 30)) kinds.push("data");
  if (operator.bundles && !chanceBy(`bitrefill bundles ${operator.key}`, 30)) kinds.push("bundles");
  if (operator.pin) kinds.push("pin");
  return kinds;
}

interface Input {
  operator: WorldOperator;
  country: WorldCountry;
  kind: Kind;
  account: string;
}

function deriveProduct(input: Input): BitrefillProduct | undefined {
  const { operator, country, kind, account } = input;
  const { rates } = readFxRates();
  const seed = `bitrefill ${operator.key} ${kind}`;
  const margin = (hashText(`${seed} margin`) % 60) - 20;
  const rate = rateOf({ currency: country.currency, account, margin, rates });
  const mid = Number(rates[country.currency]);
  if (rate === undefined) return undefined;
  const ranged = kind === "refill" && operator.airtime === "range";
  const category = chanceBy(`${seed} case`, 15) ? kind.toUpperCase() : kind;
  return {
    id: "",
    name: nameOf(input),
    type: "phone_refill",
    category,
    country: country.iso,
    countryName: country.name,
    currency: country.currency,
    recipient: kind === "pin" ? "none" : "phone_number",
    inStock: operator.popularity >= 60 || !chanceBy(`${seed} stock`, 4),
    worldKey: operator.key,
    packages: ranged && chanceBy(`${seed} open`, 35) ? [] : packagesOf({ kind, mid, rate, seed }),
    range: ranged ? rangeOf(mid, seed) : null,
    rate,
    coverage: null,
    test: false,
    fails: false,
  };
}

function rangeOf(mid: number, seed: string): NonNullable<BitrefillProduct["range"]> {
  const min = roundNicely(mid * ([0.5, 1, 1, 2][hashText(`${seed} min`) % 4] ?? 1));
  const max = Math.max(min * 4, roundNicely(mid * ([50, 80, 100][hashText(`${seed} max`) % 3] ?? 50)));
  const step = min % 5 === 0 && chanceBy(`${seed} step`, 40) ? 5 : 1;
  return { min, max: max - ((max - min) % step), step };
}

function packagesOf(input: { kind: Kind; mid: number; rate: number; seed: string }): Package[] {
  const sizes = SIZES[input.kind];
  const amounts = new Map<number, Package>();
  TARGETS[input.kind].forEach((target, index) => {
    if (chanceBy(`${input.seed} without ${target}`, 15)) return;
    const amount = roundNicely(target * input.mid);
    const value = sizes?.[index] ?? String(amount);
    if (!amounts.has(amount)) amounts.set(amount, { value, amount, price: priceOf(amount, input.rate) });
  });
  return [...amounts.values()];
}

/** Mostly name and country; small networks under another known name, in capitals, or with the country in front. */
function nameOf({ operator, country, kind }: Input): string {
  const variant = hashText(`bitrefill name ${operator.key}`) % 100;
  const alternate = operator.alternates[0];
  const brand = spell({ operator, variant, alternate });
  const place = country.iso === "US" ? "USA" : country.name;
  const named = brand.toLowerCase().includes(country.name.toLowerCase());
  const whole = named
    ? brand
    : variant >= 90
      ? `${place} ${brand}`
      : variant >= 84
        ? `${brand} (${country.iso})`
        : `${brand} ${place}`;
  return [whole, WORDS[kind]].filter(Boolean).join(" ");
}

function spell(input: { operator: WorldOperator; variant: number; alternate: string | undefined }): string {
  const { operator, variant, alternate } = input;
  if (operator.popularity >= 95) return operator.name;
  if (variant < 12 && alternate) return alternate;
  if (variant < 18) return operator.name.toUpperCase();
  if (variant < 24) return `${operator.name} prepaid`;
  return operator.name;
}
