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
  /** Charged once for each order, turned into the buyer's currency at mid-market. */
  flatFee: Money;
}

/** What the buyer pays and why: `worth + rateAdds + fee + tax = total`. */
export interface PriceParts {
  total: Money;
  fee: Money;
  /** Face value at mid-market; null when no rate is known. */
  worth: Money | null;
  /** What our rate adds to the worth; negative when the buyer gains. */
  rateAdds: Money | null;
  /** Null: no tax is taken. */
  tax: Money | null;
}
