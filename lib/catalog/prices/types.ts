import type { Money } from "@/lib/core/money";
import type { CardFee, Rounding, RuleScope, TaxBase } from "@/lib/pricing";
import type { ProductKind, ProviderName } from "@/lib/providers/spec";

export type { CardFee, Rounding, RuleScope, TaxBase };

/** A rule as it is written down: amounts in minor units of its currency. */
export interface RuleTerms {
  scope: RuleScope;
  /** Of the cost, a decimal string. */
  percent: string;
  /** What the percentage comes to at least. */
  leastMinor: number;
  flatMinor: number;
  currency: string;
  mayLose: boolean;
}

/** One thing that a version changes; without terms or value it is taken away. */
export type PriceEdit =
  | { what: "rule"; id: string; terms: RuleTerms | null }
  | { what: "rounding"; currency: string; to: Rounding | null }
  | { what: "spread"; percent: string | null }
  | { what: "card-fee"; fee: CardFee | null }
  | { what: "tax"; on: boolean }
  | { what: "tax-rate"; country: string; rate: { percent: string; base: TaxBase } | null };

/** Who an operator is, for those who read a rule. */
export interface NamedOperator {
  id: string;
  name: string;
  country: string;
}

export interface RuleView extends RuleTerms {
  id: string;
  /** Named where it is for one alone. */
  operator: NamedOperator | null;
  isBase: boolean;
}

export interface ChangeView {
  id: string;
  n: number;
  part: "prices" | "tax";
  reason: string;
  by: string;
  /** ISO times. */
  madeAt: string;
  takesEffectAt: string;
  state: "counts" | "scheduled" | "withdrawn";
  /** Confirmed to sell so many products below cost. */
  belowCost: number | null;
  restores: number | null;
  edits: PriceEdit[];
  /** Names of the operators that its rules are for, by id. */
  operators: Record<string, NamedOperator>;
}

export interface PriceDesk {
  rules: RuleView[];
  rounding: Record<string, Rounding>;
  spreadPercent: string;
  cardFee: CardFee;
  scheduled: ChangeView[];
  /** Number of the last version; a change must be made from it. */
  version: number;
  /** What cards cost us of what they paid, over the last 30 days, in percent; null where nothing was charged. */
  measuredCardFee: string | null;
}

export interface RateView {
  currency: string;
  rate: string;
  /** ISO time it was read; null where it is set by hand alone. */
  at: string | null;
  /** `old`: not sold by; `ageing`: a day without a new one. */
  state: "fresh" | "ageing" | "old";
  byHand: { id: string; rate: string; until: string; reason: string; by: string } | null;
}

export interface RatesView {
  base: string;
  rates: RateView[];
  /** ISO time of the newest; null before the first. */
  readAt: string | null;
}

export interface PreviewPrice {
  productId: string;
  operator: NamedOperator;
  kind: ProductKind;
  provider: ProviderName;
  description: string;
  /** Name of a package; null where money arrives, whose name is its face value. */
  parcel: string | null;
  face: Money;
  cost: Money;
  before: Money | null;
  after: Money;
  /** What is left when cost and card fee are paid, and its share of the price in hundredths of a percent. */
  left: Money;
  share: number;
  /** Sold lately, among the last orders. */
  sold: number;
}

export interface Preview {
  currency: string;
  /** Products looked at, and of these those whose price changes. */
  products: number;
  dearer: number;
  cheaper: number;
  /** Products that the changed rules would sell for less than they and the card cost us. */
  belowCost: number;
  examples: PreviewPrice[];
  /** Those that lose the most. */
  losing: PreviewPrice[];
}
