import { chanceBy, hashText } from "../world/hash-text";
import { roundNicely } from "../world/nice-amounts";
import { readWorld, type WorldOperator } from "../world/read-world";
import type { Benefits, TelecomOperator, TelecomProduct } from "./catalogue-types";

const FIXED_TARGETS = [1, 2, 3, 5, 10, 20, 30];
const BUNDLES: { benefits: Benefits; days: number; cents: number }[] = [
  { benefits: { data_gb: 0.5, minutes: 0, sms: 0 }, days: 1, cents: 60 },
  { benefits: { data_gb: 1, minutes: 30, sms: 20 }, days: 3, cents: 120 },
  { benefits: { data_gb: 5, minutes: 0, sms: 0 }, days: 7, cents: 420 },
  { benefits: { data_gb: 3, minutes: 200, sms: 50 }, days: 15, cents: 510 },
  { benefits: { data_gb: 10, minutes: 0, sms: 0 }, days: 30, cents: 890 },
  { benefits: { data_gb: 10, minutes: 500, sms: 100 }, days: 30, cents: 1150 },
  { benefits: { data_gb: 25, minutes: 1000, sms: 200 }, days: 30, cents: 1990 },
];
const PLANS: { name: string; benefits: Benefits; cents: number }[] = [
  { name: "Plan S", benefits: { data_gb: 8, minutes: 300, sms: 100 }, cents: 900 },
  { name: "Plan M", benefits: { data_gb: 20, minutes: 800, sms: 300 }, cents: 1400 },
  { name: "Plan L", benefits: { data_gb: 60, minutes: 3000, sms: 1000 }, cents: 2300 },
];
const YEAR = 10;

/** What one network sells here. */
export function deriveProducts(operator: TelecomOperator): TelecomProduct[] {
  const network = readWorld().operator(operator.worldKey);
  if (!operator.sold || !network) return [];
  return [...prepaidOf(operator, network), ...bundlesOf(operator, network), ...plansOf(operator, network)];
}

const blank = {
  description: "",
  price: null,
  range: null,
  credit: null,
  benefits: null,
  validityDays: null,
  period: null,
  terms: "Credited at once. Not refundable.",
};

function prepaidOf(operator: TelecomOperator, network: WorldOperator): TelecomProduct[] {
  if (network.airtime === "none") return [];
  if (network.airtime === "range") {
    const pick = hashText(`telecom range ${network.key}`);
    const min = [50, 100, 100, 200][pick % 4] ?? 100;
    const max = [3_000, 5_000, 7_500, 10_000][(pick >>> 8) % 4] ?? 5_000;
    const id = `${operator.id}_topup`;
    return [{ ...blank, id, operator, type: "prepaid", name: "Any amount", range: { min, max } }];
  }
  const amounts = FIXED_TARGETS.map((target) => roundNicely((target * operator.rateMicros) / 1_000_000));
  return [...new Set(amounts)].map((credit) => ({
    ...blank,
    id: `${operator.id}_topup_${credit}`,
    operator,
    type: "prepaid" as const,
    name: `${credit} ${operator.currency}`,
    credit,
    price: Math.max(1, Math.ceil((credit * 100_000_000) / operator.rateMicros)),
  }));
}

/** Prices differ by network, up to a fifth each way. */
const priceAt = (cents: number, key: string): number =>
  Math.round((cents * (80 + (hashText(`telecom price ${key}`) % 41))) / 100);

function bundlesOf(operator: TelecomOperator, network: WorldOperator): TelecomProduct[] {
  if (!network.bundles && !network.data) return [];
  const sold = BUNDLES.filter(({ benefits, days }) => {
    const kind = benefits.minutes > 0 ? network.bundles : network.data || network.bundles;
    return kind && chanceBy(`telecom bundle ${network.key} ${benefits.data_gb} ${days}`, 85);
  });
  return sold.map(({ benefits, days, cents }) => {
    const voice = benefits.minutes > 0 ? `_${benefits.minutes}min` : "";
    return {
      ...blank,
      id: `${operator.id}_bundle_${String(benefits.data_gb).replace(".", "_")}gb${voice}_${days}d`,
      operator,
      type: "bundle" as const,
      name: `${contentOf(benefits)}, ${days} ${days === 1 ? "day" : "days"}`,
      price: priceAt(cents, network.key),
      benefits,
      validityDays: days,
      terms: `Valid for ${days * 24} hours from activation. Unused volume lapses.`,
    };
  });
}

function contentOf({ data_gb, minutes, sms }: Benefits): string {
  const data = data_gb < 1 ? `${data_gb * 1000} MB` : `${data_gb} GB`;
  return minutes > 0 ? `${data} + ${minutes} min + ${sms} SMS` : data;
}

function plansOf(operator: TelecomOperator, network: WorldOperator): TelecomProduct[] {
  if (network.popularity < 50 || !chanceBy(`telecom plans ${network.key}`, 60)) return [];
  return PLANS.flatMap(({ name, benefits, cents }) =>
    (["month", "year"] as const).map((period) => ({
      ...blank,
      id: `${operator.id}_plan_${name.slice(-1).toLowerCase()}_${period}`,
      operator,
      type: "plan_change" as const,
      name: `${name}, ${period === "month" ? "monthly" : "yearly"}`,
      description: contentOf(benefits),
      price: priceAt(cents, network.key) * (period === "month" ? 1 : YEAR),
      benefits,
      period,
      terms: `The present plan ends when ${name} begins. Billed by the ${period}.`,
    })),
  );
}
