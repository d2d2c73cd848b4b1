import { chanceBy, hashText } from "../world/hash-text";
import { roundNicely } from "../world/nice-amounts";
import type { WorldOperator } from "../world/read-world";
import { divide, exact, multiply, toText, unitsToText } from "../exact-decimal";
import { currencyPlaces } from "../currency-places";
import type { Plan, ReloadlyOperator } from "./reloadly-operator";

export type OperatorKind = ReloadlyOperator["kind"];
type Prices = Pick<
  ReloadlyOperator,
  | "denomination"
  | "rate"
  | "internationalDiscount"
  | "localDiscount"
  | "fees"
  | "supportsLocalAmounts"
  | "range"
  | "plans"
  | "regions"
  | "popular"
>;

export interface PriceInput {
  operator: WorldOperator;
  kind: OperatorKind;
  /** Destination units for one US dollar at the middle of the market. */
  mid: string;
  currency: string;
}

const AIRTIME_TARGETS = [1, 2, 5, 10, 15, 20, 30, 50];
const BUNDLE_TARGETS = [1, 2, 3, 5, 8, 12, 20];
const PIN_TARGETS = [5, 10, 15, 25, 50];
const DATA_SIZES = [
  "200MB, 1 day",
  "1GB, 3 days",
  "2GB, 7 days",
  "5GB, 15 days",
  "10GB, 30 days",
  "20GB, 30 days",
  "40GB, 30 days",
];
const BUNDLE_SIZES = [
  "30 min + 100MB, 1 day",
  "60 min + 500MB, 3 days",
  "100 min + 1GB, 7 days",
  "200 min + 3GB, 15 days",
  "300 min + 6GB, 30 days",
  "600 min + 12GB, 30 days",
  "Unlimited calls + 25GB, 30 days",
];
const CIRCLES = [
  ["DL", "Delhi NCR"],
  ["KA", "Karnataka"],
  ["MH", "Maharashtra"],
  ["WB", "West Bengal"],
] as const;
/** Networks whose plans differ by region. */
const REGIONAL = new Set(["in-airtel", "in-vi"]);

/** Rate, discount, fees and denominations of one operator, all following from its key. */
export function derivePrices(input: PriceInput): Prices {
  const { operator, kind } = input;
  const seed = `reloadly ${operator.key} ${kind}`;
  const rate = rateOf(input, seed);
  const range = kind === "account" || (kind === "airtime" && operator.airtime === "range");
  const plans = range ? [] : plansOf(input, rate);
  const regional = kind === "airtime" && REGIONAL.has(operator.key);
  return {
    denomination: range ? "RANGE" : "FIXED",
    rate,
    ...discountsOf(seed),
    supportsLocalAmounts: input.currency !== "USD" && chanceBy(`${seed} local`, 60),
    range: range ? rangeOf(input, rate) : null,
    plans: regional ? [] : plans,
    regions: regional
      ? CIRCLES.map(([code, name]) => ({ code, name, plans: plansOfCircle(plans, code) }))
      : [],
    popular: range ? "10" : (plans[Math.floor(plans.length / 2)]?.usd ?? null),
  };
}

/** Up to 3 % under the middle of the market; dollars stay dollars. */
function rateOf({ mid, currency }: PriceInput, seed: string): string {
  if (currency === "USD") return "1.00000000000";
  const margin = unitsToText(10_000 - (hashText(`${seed} margin`) % 300), 4);
  return `${toText(multiply(exact(mid), exact(margin)), 5)}000000`;
}

function discountsOf(seed: string): Pick<Prices, "internationalDiscount" | "localDiscount" | "fees"> {
  const tenths = 10 + (hashText(`${seed} discount`) % 110);
  const flat = chanceBy(`${seed} flat fee`, 6) ? unitsToText(10 + (hashText(`${seed} flat`) % 40), 2) : "0";
  const percent = chanceBy(`${seed} percent fee`, 4)
    ? unitsToText(10 + (hashText(`${seed} percent`) % 40), 1)
    : "0";
  return {
    internationalDiscount: chanceBy(`${seed} none`, 8) ? "0.0" : unitsToText(tenths, 1),
    localDiscount: chanceBy(`${seed} local discount`, 30) ? unitsToText(Math.floor(tenths / 3), 1) : "0.0",
    fees: {
      international: flat,
      internationalPercentage: percent,
      local: flat === "0" ? "0" : "1",
      localPercentage: percent,
    },
  };
}

function rangeOf({ kind, operator, currency }: PriceInput, rate: string): NonNullable<Prices["range"]> {
  const pick = hashText(`reloadly range ${operator.key}`);
  const min = kind === "account" ? "10.00" : (["0.21", "0.50", "1.00", "1.00", "2.00"][pick % 5] ?? "1.00");
  const max =
    kind === "account" ? "50.00" : (["50.00", "80.00", "95.00", "100.00"][(pick >>> 8) % 4] ?? "50.00");
  const places = currencyPlaces(currency);
  const local = (usd: string) => toText(multiply(exact(usd), exact(rate)), places);
  return { min, max, localMin: local(min), localMax: local(max) };
}

function plansOf({ operator, kind, currency }: PriceInput, rate: string): Plan[] {
  const targets = kind === "pin" ? PIN_TARGETS : kind === "airtime" ? AIRTIME_TARGETS : BUNDLE_TARGETS;
  const sizes = kind === "data" ? DATA_SIZES : kind === "bundle" ? BUNDLE_SIZES : [];
  const places = Math.min(currencyPlaces(currency), 2);
  const plans = new Map<string, Plan>();
  targets.forEach((target, index) => {
    const whole = roundNicely(target * Number(rate));
    const local = unitsToText(whole * 10 ** places, places);
    const usd = toText(divide(exact(local), exact(rate)), 2);
    const described = kind === "pin" ? `${whole} ${currency} PIN` : (sizes[index] ?? "");
    const size =
      chanceBy(`${operator.key} named`, 50) && described !== "" ? `${operator.name} ${described}` : described;
    if (Number(usd) > 0 && ![...plans.values()].some((plan) => plan.local === local))
      plans.set(usd, { usd, local, description: size });
  });
  return [...plans.values()];
}

/** Each region sells most of the plans. */
function plansOfCircle(plans: Plan[], code: string): Plan[] {
  const own = plans.filter((plan) => chanceBy(`circle ${code} ${plan.local}`, 80));
  return own.map((plan) => ({ ...plan, description: plan.description || `Talk time ${plan.local}` }));
}
