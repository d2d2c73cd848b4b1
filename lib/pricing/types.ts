import type { Money } from "@/lib/core/money";

/** What one offer is ordered in, delivers and costs, with decimals as strings; amounts in minor units. */
export interface OfferTerms {
  orderCurrency: string;
  /** Set when the offer is ordered in one fixed amount. */
  orderMinor: number | null;
  orderMinMinor: number | null;
  orderMaxMinor: number | null;
  /** Amounts of a range are `min + n × step`. */
  orderStepMinor: number;
  faceCurrency: string;
  faceMinMinor: number;
  faceMaxMinor: number;
  /** Range: major units of the face currency for one major unit of the order currency. */
  facePerOrderUnit: string | null;
  walletCurrency: string;
  orderUnitsPerWalletUnit: string;
  discountPercent: string;
  feePercent: string;
  /** In the order's currency. */
  flatFeeMinor: number;
}

/** Mid-market rates, as decimal strings: units of a currency for one unit of `base`. */
export interface FxTable {
  base: string;
  rates: Readonly<Record<string, string>>;
}

/** How a cost becomes a price. */
export interface MarginRule {
  /** Percent on top of the cost, a decimal string. */
  marginPercent: string;
  /** What the percentage comes to at least. */
  least?: Money;
  /** Charged once for each order, turned into the buyer's currency at mid-market. */
  flatFee: Money;
  /** Somebody confirmed that it may sell below cost; else the price is lifted to what it costs us. */
  mayLose?: boolean;
}

/** What a rule is for; what is null is all of its kind. */
export interface RuleScope {
  operatorId: string | null;
  /** ISO 3166 alpha-2, of the operator. */
  country: string | null;
  kind: string | null;
  provider: string | null;
  /** Costs from here on, and below there, in US cents at mid-market. */
  fromMinor: number | null;
  belowMinor: number | null;
}

export interface ScopedRule extends MarginRule {
  id: string;
  scope: RuleScope;
}

/** What a price is rounded up to; docs/prices.md shows each. */
export type Rounding = "minor" | "five" | "ten" | "nine" | "fifty" | "ninety-nine" | "whole";

/** What the card's processor takes of a charge. */
export interface CardFee {
  percent: string;
  flat: Money;
}

/** What tax is taken of: all that is paid, or what is left of it above the cost. */
export type TaxBase = "price" | "margin";

export interface TaxRate {
  /** A decimal string; contained in the price. */
  percent: string;
  base: TaxBase;
}

/** Everything that prices are made by, besides costs and rates. */
export interface PriceBook {
  /** The one that is for everything else is the last. */
  rules: readonly ScopedRule[];
  /** By currency; to the minor unit where none is named. */
  rounding: Readonly<Record<string, Rounding>>;
  /** Added to a rate when a cost in one currency is sold in another. */
  spreadPercent: string;
  cardFee: CardFee;
  /** By country of the buyer; null while no tax is taken. */
  tax: Readonly<Record<string, TaxRate>> | null;
}

/** Taken of what is sent by the recipient's country, before it arrives. */
export interface TakenTax {
  amount: Money;
  /** Of what is sent, a decimal string. */
  percent: string;
}

/** What the buyer pays and why: `worth + rateAdds + fee + lift + tax = total`. */
export interface PriceParts {
  total: Money;
  fee: Money;
  /** Face value at mid-market; null when no rate is known. */
  worth: Money | null;
  /** What our rate adds to the worth; negative when the buyer gains. */
  rateAdds: Money | null;
  /** What lifts a small price to the least that a card can be charged; null where nothing does. */
  lift: Money | null;
  /** Null: no tax is taken. */
  tax: Money | null;
}
