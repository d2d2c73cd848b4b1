/** One biller as Reloadly lists it. Amounts are decimals of the biller's currency. */
export interface Biller {
  id: number;
  name: string;
  type: "ELECTRICITY" | "WATER" | "TV" | "INTERNET";
  service: "PREPAID" | "POSTPAID";
  country: string;
  countryName: string;
  currency: string;
  /** Units of the biller's currency for one US dollar. */
  rate: string;
  localFee: string;
  /** The same fee in dollars. */
  internationalFee: string;
  discountPercent: string;
  /** Undefined for fixed amounts. */
  range: { min: string; max: string; minUsd: string; maxUsd: string } | undefined;
  plans: { id: number; amount: string; description: string }[];
  /** Dollars are taken as well. */
  international: boolean;
  requiresInvoice: boolean;
}
