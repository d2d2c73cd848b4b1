import { exact, multiply, toText, unitsToText } from "../exact-decimal";
import { hashText } from "../world/hash-text";
import { literal, type Literal } from "./reply-with";
import type { Plan, ReloadlyOperator } from "./reloadly-operator";

export interface Shown {
  suggestedAmounts: boolean;
  suggestedAmountsMap: boolean;
}

const SUGGESTED = [1, 5, 10, 20, 30];

/** The wire object of one operator; amounts keep the scale they have on the real wire. */
export function describeOperator(operator: ReloadlyOperator, shown: Shown): Record<string, unknown> {
  const range = operator.range;
  const discount = literal(operator.internationalDiscount);
  const amount = (text: string | undefined) => (text === undefined ? null : bare(text));
  return {
    id: operator.id,
    operatorId: operator.id,
    name: operator.name,
    bundle: operator.kind === "bundle",
    data: operator.kind === "data",
    pin: operator.kind === "pin",
    comboProduct: false,
    supportsLocalAmounts: operator.supportsLocalAmounts,
    supportsGeographicalRechargePlans: operator.regions.length > 0,
    denominationType: operator.denomination,
    senderCurrencyCode: "USD",
    senderCurrencySymbol: "$",
    destinationCurrencyCode: operator.currency,
    destinationCurrencySymbol: operator.currencySymbol,
    commission: discount,
    internationalDiscount: discount,
    localDiscount: literal(operator.localDiscount),
    mostPopularAmount: amount(operator.popular ?? undefined),
    mostPopularLocalAmount: amount(operator.plans.find((plan) => plan.usd === operator.popular)?.local),
    minAmount: amount(range?.min),
    maxAmount: amount(range?.max),
    localMinAmount: operator.supportsLocalAmounts ? amount(range?.localMin) : null,
    localMaxAmount: operator.supportsLocalAmounts ? amount(range?.localMax) : null,
    country: { isoName: operator.country, name: operator.countryName },
    fx: { rate: literal(operator.rate), currencyCode: operator.currency },
    logoUrls: [1, 2, 3].map(
      (size) => `https://s3.amazonaws.com/rld-operator/${operator.id}-size-${size}.png`,
    ),
    ...describePlans(operator),
    ...suggestions(operator, shown),
    fees: {
      international: literal(operator.fees.international),
      internationalPercentage: literal(operator.fees.internationalPercentage),
      local: literal(operator.fees.local),
      localPercentage: literal(operator.fees.localPercentage),
    },
    geographicalRechargePlans: operator.regions.map((region) => ({
      locationCode: region.code,
      locationName: region.name,
      ...describeRegion(region.plans),
    })),
    promotions: [],
    status: "ACTIVE",
  };
}

function describePlans(operator: ReloadlyOperator): Record<string, unknown> {
  const local = operator.supportsLocalAmounts ? operator.plans : [];
  const described = operator.plans.some((plan) => plan.description !== "");
  // Documents and captures disagree on how "none" is written, so every form occurs.
  const none = operator.denomination === "RANGE" ? {} : [{}, [], null][hashText(`none ${operator.id}`) % 3];
  return {
    fixedAmounts: operator.plans.map((plan) => bare(plan.usd)),
    fixedAmountsDescriptions: described ? descriptions(operator.plans, "usd") : (none ?? {}),
    localFixedAmounts: local.map((plan) => literal(twoPlaces(plan.local))),
    localFixedAmountsDescriptions: described && local.length > 0 ? descriptions(local, "local") : none,
  };
}

function describeRegion(plans: Plan[]): Record<string, unknown> {
  const names = (key: "usd" | "local") =>
    Object.fromEntries(plans.map((plan) => [twoPlaces(plan[key]), "Top-up"]));
  return {
    fixedAmounts: plans.map((plan) => bare(plan.usd)),
    localAmounts: plans.map((plan) => literal(twoPlaces(plan.local))),
    fixedAmountsPlanNames: names("usd"),
    fixedAmountsDescriptions: descriptions(plans, "usd"),
    localFixedAmountsPlanNames: names("local"),
    localFixedAmountsDescriptions: descriptions(plans, "local"),
  };
}

function suggestions(operator: ReloadlyOperator, shown: Shown): Record<string, unknown> {
  const { range } = operator;
  if (!range) {
    const pairs = operator.plans.map((plan) => [plan.usd, literal(twoPlaces(plan.local))] as const);
    return {
      suggestedAmounts: [],
      suggestedAmountsMap: shown.suggestedAmountsMap ? Object.fromEntries(pairs) : {},
    };
  }
  const amounts = SUGGESTED.filter((amount) => amount >= Number(range.min) && amount <= Number(range.max));
  const pairs = amounts.map(
    (amount) =>
      [String(amount), literal(toText(multiply(exact(String(amount)), exact(operator.rate)), 2))] as const,
  );
  return {
    suggestedAmounts: shown.suggestedAmounts ? amounts : [],
    suggestedAmountsMap: shown.suggestedAmountsMap ? Object.fromEntries(pairs) : {},
  };
}

/** Keys of the description maps always have two decimals. */
function descriptions(plans: Plan[], key: "usd" | "local"): Record<string, string> {
  return Object.fromEntries(plans.map((plan) => [twoPlaces(plan[key]), plan.description]));
}

function twoPlaces(text: string): string {
  return toText(exact(text), 2);
}

/** Without zeros at the end: the array says 5 where the key says "5.00". */
function bare(text: string): Literal {
  return literal(text.includes(".") ? text.replace(/\.?0+$/, "") : text);
}

/** Percent and amounts as the commissions call shows them. */
export function describeCommission(operator: ReloadlyOperator): Record<string, unknown> {
  const day = unitsToText(1 + (operator.id % 28), 0).padStart(2, "0");
  return {
    percentage: literal(operator.internationalDiscount),
    internationalPercentage: literal(operator.internationalDiscount),
    localPercentage: literal(operator.localDiscount),
    updatedAt: `2026-09-${day} 05:10:00`,
    operator: {
      id: operator.id,
      operatorId: operator.id,
      name: operator.name,
      countryCode: operator.country,
      data: operator.kind === "data",
      bundle: operator.kind === "bundle",
      status: true,
    },
  };
}
