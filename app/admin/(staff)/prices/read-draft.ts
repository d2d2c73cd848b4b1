import { validate as isUuid } from "uuid";
import type {
  CardFee,
  PriceEdit,
  Rounding,
  RuleScope,
  RuleTerms,
  RuleView,
} from "@/lib/catalog/prices/types";
import { ROUNDING_CHOICES, RULED_KINDS, RULED_PROVIDERS } from "@/lib/catalog/prices/draft-schema";
import { BUYER_CURRENCIES, isBuyerCurrency } from "@/lib/core/buyer-currencies";
import { parseExact } from "@/lib/core/decimal";
import { currencyExponent } from "@/lib/core/currency-exponent";
import { newId } from "@/lib/core/ids";
import { firstOf, type Query } from "./first-of";

export type DraftProblem = "percent" | "amount" | "band" | "unknown";

export type Read<Value> = { value: Value } | { problem: DraftProblem };

const PERCENT = /^-?\d{1,4}(\.\d{1,4})?$/;
const MOST_MINOR = 1_000_000_00n;

/** An amount as it is typed; null where nothing is. */
function amountOf(text: string, currency: string): Read<number | null> {
  if (text === "") return { value: null };
  const minor = parseExact(text, currencyExponent(currency));
  return minor === undefined || minor < 0n || minor > MOST_MINOR
    ? { problem: "amount" }
    : { value: Number(minor) };
}

const percentOf = (text: string, least: number, most: number): Read<string> =>
  PERCENT.test(text) && Number(text) >= least && Number(text) <= most
    ? { value: text }
    : { problem: "percent" };

const oneOf = <Value extends string>(values: readonly Value[], text: string): Value | null =>
  values.find((value) => value === text) ?? null;

export function scopeIn(query: Query): Read<RuleScope> {
  const [from, below] = [amountOf(firstOf(query, "from"), "USD"), amountOf(firstOf(query, "below"), "USD")];
  if ("problem" in from) return from;
  if ("problem" in below) return below;
  if (from.value !== null && below.value !== null && from.value >= below.value) return { problem: "band" };
  const operatorId = firstOf(query, "operator");
  const country = firstOf(query, "country");
  return {
    value: {
      operatorId: isUuid(operatorId) ? operatorId : null,
      // Who is named is of a country already.
      country: !isUuid(operatorId) && /^[A-Z]{2}$/.test(country) ? country : null,
      kind: oneOf(RULED_KINDS, firstOf(query, "kind")),
      provider: oneOf(RULED_PROVIDERS, firstOf(query, "provider")),
      fromMinor: from.value,
      belowMinor: below.value,
    },
  };
}

/** The terms of a rule as the address has them. */
export function termsIn(query: Query, scope: RuleScope): Read<RuleTerms> {
  const percent = percentOf(firstOf(query, "percent"), -100, 1000);
  if ("problem" in percent) return percent;
  const typed = firstOf(query, "currency");
  const currency = isBuyerCurrency(typed) ? typed : "USD";
  const [least, flat] = [
    amountOf(firstOf(query, "least"), currency),
    amountOf(firstOf(query, "flat"), currency),
  ];
  if ("problem" in least) return least;
  if ("problem" in flat) return flat;
  const amounts = { leastMinor: least.value ?? 0, flatMinor: flat.value ?? 0 };
  return { value: { scope, percent: percent.value, ...amounts, currency, mayLose: false } };
}

/** One rule of the address, made, changed or taken away. */
export function ruleEditIn(query: Query, known: RuleView | undefined): Read<PriceEdit[]> {
  if (known && firstOf(query, "remove") === "1")
    return { value: [{ what: "rule", id: known.id, terms: null }] };
  const scope: Read<RuleScope> = known?.isBase ? { value: known.scope } : scopeIn(query);
  if ("problem" in scope) return scope;
  const terms = termsIn(query, scope.value);
  return "problem" in terms
    ? terms
    : { value: [{ what: "rule", id: known?.id ?? newId(), terms: terms.value }] };
}

export interface Settings {
  rounding: Record<string, Rounding>;
  spreadPercent: string;
  cardFee: CardFee;
}

/** What the settings of the address change of those that count. */
export function settingEditsIn(query: Query, now: Settings): Read<PriceEdit[]> {
  const spread = percentOf(firstOf(query, "spread"), 0, 25);
  const card = percentOf(firstOf(query, "card-percent"), 0, 20);
  const flat = amountOf(firstOf(query, "card-flat"), "USD");
  if ("problem" in spread) return spread;
  if ("problem" in card) return card;
  if ("problem" in flat) return flat;
  const rounding = BUYER_CURRENCIES.flatMap((currency): PriceEdit[] => {
    const to = oneOf(ROUNDING_CHOICES, firstOf(query, `rounding-${currency}`)) ?? "minor";
    return to === (now.rounding[currency] ?? "minor")
      ? []
      : [{ what: "rounding", currency, to: to === "minor" ? null : to }];
  });
  const fee = { percent: card.value, flat: { minor: flat.value ?? 0, currency: "USD" } };
  const sameFee = fee.percent === now.cardFee.percent && fee.flat.minor === now.cardFee.flat.minor;
  return {
    value: [
      ...rounding,
      ...(spread.value === now.spreadPercent ? [] : [{ what: "spread" as const, percent: spread.value }]),
      ...(sameFee ? [] : [{ what: "card-fee" as const, fee }]),
    ],
  };
}
