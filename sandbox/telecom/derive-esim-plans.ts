import { chanceBy, hashText } from "../world/hash-text";
import { readWorld } from "../world/read-world";
import type { EsimPlan } from "./catalogue-types";

const SIZES = [
  { dataGb: 1, validityDays: 7, cents: 390 },
  { dataGb: 3, validityDays: 30, cents: 890 },
  { dataGb: 10, validityDays: 30, cents: 1890 },
  { dataGb: 20, validityDays: 30, cents: 2990 },
];
/** Code of a region in plan ids, by the world's continents. */
const REGIONS: Record<string, string> = {
  Europe: "eu",
  Asia: "as",
  Africa: "af",
  "North America": "na",
  "South America": "sa",
};

/** Travel plans by country and by region, with gaps. */
export function deriveEsimPlans(): EsimPlan[] {
  const { countries } = readWorld();
  const plans: EsimPlan[] = [];
  for (const [region, code] of Object.entries(REGIONS)) {
    const members = countries.filter(({ continent }) => continent === region).map(({ iso }) => iso);
    const place = { code: `${code}`, name: region, country: null, region, countries: members };
    plans.push(...SIZES.map((size) => planOf(place, size, 130)));
  }
  for (const { iso, name } of countries) {
    if (!chanceBy(`telecom esim ${iso}`, 60)) continue;
    const place = { code: iso.toLowerCase(), name, country: iso, region: null, countries: [iso] };
    const percent = 70 + (hashText(`telecom esim price ${iso}`) % 60);
    plans.push(...SIZES.map((size) => planOf(place, size, percent)));
  }
  const ids = new Map<string, EsimPlan>();
  // A region and a country may share their two letters: the region keeps the id.
  for (const plan of plans) if (!ids.has(plan.id)) ids.set(plan.id, plan);
  return [...ids.values()];
}

function planOf(
  place: Pick<EsimPlan, "name" | "country" | "region" | "countries"> & { code: string },
  size: (typeof SIZES)[number],
  percent: number,
): EsimPlan {
  const { code, name, ...where } = place;
  return {
    ...where,
    id: `${code}-${size.dataGb}gb-${size.validityDays}d`,
    name: `${name} ${size.dataGb} GB, ${size.validityDays} days`,
    dataGb: size.dataGb,
    validityDays: size.validityDays,
    price: Math.round((size.cents * percent) / 100),
  };
}
