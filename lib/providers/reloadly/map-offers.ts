import { formatScaled, parseExact, parseScaled } from "@/lib/core/decimal";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { money, type Money } from "@/lib/core/money";
import type { ProductKind, ProviderOffer, ProviderOperator } from "../spec";
import { moneyFrom } from "../read-amount";
import type { WireOperator } from "./wire";

/** Nauta Cuba takes an e-mail address instead of a number. README.md, "Operators". */
const EMAIL_OPERATORS = new Set(["683"]);
const RATE_SCALE = 12;

function kindOf(operator: WireOperator): ProductKind {
  if (operator.pin) return "pin";
  if (operator.bundle || operator.comboProduct) return "bundle";
  return operator.data ? "data" : "airtime";
}

function operatorOf(operator: WireOperator): ProviderOperator {
  return {
    providerOperatorId: operator.operatorId,
    name: operator.name,
    country: operator.country.isoName,
    currency: operator.destinationCurrencyCode,
  };
}

interface Terms {
  discountPercent: string;
  feePercent: string;
  flatFee: Money;
}

const isZero = (decimal: string): boolean => /^[0.]*$/.test(decimal);

/** The discount is not given where a percentage fee is taken. */
function termsOf(operator: WireOperator, local: boolean): Terms {
  const { fees } = operator;
  const feePercent = (local ? fees?.localPercentage : fees?.internationalPercentage) ?? "0";
  const discount = (local ? operator.localDiscount : operator.internationalDiscount) ?? "0";
  const currency = local ? operator.destinationCurrencyCode : operator.senderCurrencyCode;
  const flatFee =
    moneyFrom((local ? fees?.local : fees?.international) ?? "0", currency) ?? money(0, currency);
  return { discountPercent: isZero(feePercent) ? discount : "0", feePercent, flatFee };
}

function base(
  operator: WireOperator,
  local: boolean,
): Pick<ProviderOffer, "operator" | "kind" | "cost" | "recipient" | "requiredFields"> {
  return {
    operator: operatorOf(operator),
    kind: kindOf(operator),
    recipient: EMAIL_OPERATORS.has(operator.operatorId) ? "email" : "number",
    requiredFields: [],
    cost: {
      walletCurrency: operator.senderCurrencyCode,
      orderUnitsPerWalletUnit: local ? (operator.fx?.rate ?? "0") : "1",
      ...termsOf(operator, local),
    },
  };
}

/** Keys of their maps: the amount with exactly two decimals. */
function mapKey(amount: string): string {
  const digits = String(parseScaled(amount, 2) ?? 0n).padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The amount without the scale it happened to be written with, so that the SKU is stable: `5.00` and `5` are `5`. */
export const plainAmount = (amount: string): string | undefined => {
  const scaled = parseScaled(amount, 6);
  return scaled === undefined ? undefined : formatScaled(scaled, 6);
};

interface Plan {
  amount: string;
  /** What arrives, in the destination's currency; undefined where only the rate tells. */
  local: string | undefined;
  description: string;
}

/** Where plans go by region and the number's region is not known: those that are sold everywhere. README.md, "Regions". */
function plansOfRegions(regions: NonNullable<WireOperator["geographicalRechargePlans"]>): Plan[] {
  const [first, ...others] = regions.map((region) =>
    region.fixedAmounts.map((amount, index) => ({
      amount: plainAmount(amount) ?? "",
      local: region.localAmounts[index],
      description: region.fixedAmountsDescriptions[mapKey(amount)]?.trim() ?? "",
    })),
  );
  return (first ?? []).flatMap((plan) => {
    const twins = others.map((plans) => plans.find((other) => other.amount === plan.amount));
    if (twins.includes(undefined)) return [];
    const alike = twins.every((twin) => twin?.description === plan.description);
    return [{ ...plan, description: alike ? plan.description : "" }];
  });
}

function plansOf(operator: WireOperator): Plan[] {
  const regions = operator.geographicalRechargePlans ?? [];
  if (operator.fixedAmounts.length === 0 && regions.length > 0) return plansOfRegions(regions);
  return operator.fixedAmounts.map((amount, index) => ({
    amount: plainAmount(amount) ?? "",
    local: operator.localFixedAmounts[index] ?? operator.suggestedAmountsMap[mapKey(amount)] ?? undefined,
    description: operator.fixedAmountsDescriptions[mapKey(amount)]?.trim() ?? "",
  }));
}

/** Units of destination currency for one of the sender's, times an amount, cut to the minor unit. */
function atRate(amount: string, operator: WireOperator): Money | undefined {
  const rate = parseScaled(operator.fx?.rate ?? "", RATE_SCALE);
  const units = parseScaled(amount, 6);
  if (rate === undefined || units === undefined) return undefined;
  return moneyFrom(formatScaled(rate * units, RATE_SCALE + 6), operator.destinationCurrencyCode);
}

function* fixedOffers(operator: WireOperator): Iterable<ProviderOffer> {
  const currency = operator.senderCurrencyCode;
  const popular = plainAmount(operator.mostPopularAmount ?? "");
  for (const { amount, local, description } of plansOf(operator)) {
    // An amount finer than the currency's minor unit cannot be ordered to the letter.
    const exact = parseExact(amount, currencyExponent(currency)) !== undefined;
    const order = exact ? moneyFrom(amount, currency) : undefined;
    const face = moneyFrom(local, operator.destinationCurrencyCode) ?? atRate(amount, operator);
    if (!order || !face || order.minor <= 0 || face.minor <= 0) continue;
    yield {
      ...base(operator, false),
      sku: `${operator.operatorId}:usd:${amount}`,
      description,
      order: { type: "fixed", currency, amount: order },
      face: { type: "fixed", amount: face },
      popular: amount === popular,
    };
  }
}

/** A lower bound, rounded up to the minor unit: what is cut off would lie below it. */
export function atLeast(text: string | null | undefined, currency: string): Money | undefined {
  const cut = moneyFrom(text, currency);
  if (!cut || !text) return undefined;
  return parseExact(text, currencyExponent(currency)) === undefined ? money(cut.minor + 1, currency) : cut;
}

function* rangeOffers(operator: WireOperator): Iterable<ProviderOffer> {
  const { senderCurrencyCode: sender, destinationCurrencyCode: local } = operator;
  const rate = operator.fx?.rate;
  const min = atLeast(operator.minAmount, sender);
  const max = moneyFrom(operator.maxAmount, sender);
  if (min && max && rate && min.minor < max.minor) {
    yield {
      ...base(operator, false),
      sku: `${operator.operatorId}:usd`,
      description: "",
      order: { type: "range", currency: sender, min, max, step: 1 },
      face: { type: "rate", currency: local, perOrderUnit: rate },
      popular: false,
    };
  }
  const localMin = atLeast(operator.localMinAmount, local);
  const localMax = moneyFrom(operator.localMaxAmount, local);
  if (
    operator.supportsLocalAmounts &&
    localMin &&
    localMax &&
    rate &&
    !isZero(rate) &&
    localMin.minor < localMax.minor
  ) {
    yield {
      ...base(operator, true),
      sku: `${operator.operatorId}:local`,
      description: "",
      order: { type: "range", currency: local, min: localMin, max: localMax, step: 1 },
      face: { type: "rate", currency: local, perOrderUnit: "1" },
      popular: false,
    };
  }
}

/** Every offer of one operator of theirs: one per fixed amount, one or two per range. Inactive operators sell nothing. */
export function offersOf(operator: WireOperator): ProviderOffer[] {
  if (operator.status && operator.status !== "ACTIVE") return [];
  return [...(operator.denominationType === "RANGE" ? rangeOffers(operator) : fixedOffers(operator))];
}

/** Amount of an order as Reloadly wants it: a decimal in the order's currency. */
export function orderAmount(amount: Money): string {
  return formatScaled(BigInt(amount.minor), currencyExponent(amount.currency));
}
