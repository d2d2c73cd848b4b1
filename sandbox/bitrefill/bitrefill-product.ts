export type ProductType = "phone_refill" | "gift_card" | "esim" | "bill_payment";

export interface Package {
  /** What stands after `<&>` in its id. */
  value: string;
  /** In the product's currency; null where the value is text alone (eSIM plans). */
  amount: number | null;
  /** In the smallest unit of the account's currency. */
  price: number;
}

/** One product as Bitrefill sells it. Everything follows from the world, or is made up here where the world has nothing. */
export interface BitrefillProduct {
  /** A slug such as `mtn-nigeria`. */
  id: string;
  name: string;
  type: ProductType;
  /** `refill`, `data`, `bundles`, `pin`, in changing letter case; for other types their own words. */
  category: string;
  country: string;
  countryName: string;
  currency: string;
  recipient: "phone_number" | "account" | "none";
  inStock: boolean;
  /** The network of the world it belongs to. */
  worldKey: string | null;
  packages: Package[];
  range: { min: number; max: number; step: number } | null;
  /** Price of one unit of the product's currency, in 10⁻⁸ of the account's smallest unit. */
  rate: number;
  /** Only eSIMs: countries where they work. */
  coverage: string[] | null;
  /** Only with `include_test_products`; costs nothing. */
  test: boolean;
  /** Its orders always end in `permanent_failure`. */
  fails: boolean;
}
