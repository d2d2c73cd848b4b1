/** Which providers there are, and the kinds of things they sell. */
export const PROVIDER_NAMES = ["reloadly", "bitrefill", "valuetopup", "a1topup", "telecom"] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];

export const PRODUCT_KINDS = [
  "airtime",
  "bundle",
  "data",
  "plan",
  "pin",
  "esim",
  "gift-card",
  "bill",
] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];
