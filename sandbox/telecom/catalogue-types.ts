/** Kinds of products, and by other words what a number takes. */
export type ProductType = "prepaid" | "bundle" | "plan_change";
export type Operation = "topup" | "bundle" | "plan_change";

/** One network as GiftAPI knows it. */
export interface TelecomOperator {
  /** Slug and country: `mts_ru`. */
  id: string;
  /** The network in the world file. */
  worldKey: string;
  name: string;
  country: string;
  currency: string;
  /** Millionths of the destination currency's major unit for one US dollar. */
  rateMicros: number;
  /** The look-up knows networks whose products are not sold. */
  sold: boolean;
  /** Works asynchronously: answers pending and takes up to five minutes. */
  slow: boolean;
}

export interface Benefits {
  data_gb: number;
  minutes: number;
  sms: number;
}

export interface TelecomProduct {
  id: string;
  operator: TelecomOperator;
  type: ProductType;
  name: string;
  description: string;
  /** US cents that it costs; null for a range. */
  price: number | null;
  /** US cents. */
  range: { min: number; max: number } | null;
  /** Major units of the destination currency that a fixed top-up brings; null for all others. */
  credit: number | null;
  benefits: Benefits | null;
  validityDays: number | null;
  period: "month" | "year" | null;
  terms: string;
}

export interface EsimPlan {
  id: string;
  name: string;
  country: string | null;
  region: string | null;
  countries: string[];
  dataGb: number;
  validityDays: number;
  /** US cents. */
  price: number;
}
