/** One operator as Reloadly sells it: airtime, bundles, data and PINs of a network are separate operators. All amounts are decimal texts. */
export interface ReloadlyOperator {
  id: number;
  /** The network in the world file. */
  worldKey: string;
  name: string;
  country: string;
  countryName: string;
  kind: "airtime" | "bundle" | "data" | "pin" | "account";
  denomination: "RANGE" | "FIXED";
  currency: string;
  currencySymbol: string;
  /** Destination units for one US dollar. */
  rate: string;
  internationalDiscount: string;
  localDiscount: string;
  fees: { international: string; internationalPercentage: string; local: string; localPercentage: string };
  supportsLocalAmounts: boolean;
  /** RANGE only: bounds in US dollars and in the destination currency. */
  range: { min: string; max: string; localMin: string; localMax: string } | null;
  /** FIXED only. */
  plans: Plan[];
  /** FIXED plans by region; then `plans` is empty. */
  regions: { code: string; name: string; plans: Plan[] }[];
  popular: string | null;
}

export interface Plan {
  usd: string;
  local: string;
  description: string;
}
