/** One mobile network (or e-mail account service) of the world, before any provider gives it ids, names and prices. */
export interface WorldOperator {
  /** Stable between builds: `ng-mtn`. */
  key: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  name: string;
  alternates: string[];
  /** MCC-MNC such as `621-30`; empty where unknown. */
  mccMnc: string[];
  /** 1 to 100: the share of interest within its country. */
  popularity: number;
  airtime: "range" | "fixed" | "none";
  bundles: boolean;
  data: boolean;
  pin: boolean;
  /** Topped up by an e-mail account instead of a number. */
  account: "email" | null;
  /** International number prefixes without plus, separated by spaces; empty where no data exist. */
  prefixes: string;
}

export interface WorldCountry {
  iso: string;
  name: string;
  continent: string;
  /** With plus: `+1`. */
  callingCode: string;
  currency: string;
  currencyName: string;
  currencySymbol: string;
  /** The digit written before national numbers, where there is one. */
  trunkPrefix: string | null;
  /** A valid mobile number in E.164, for examples and tests. */
  exampleNumber: string | null;
}

export interface World {
  countries: WorldCountry[];
  operators: WorldOperator[];
}
