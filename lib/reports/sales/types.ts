import type { Micros } from "@/lib/core/money";

export const PERIODS = ["today", "7", "30", "90", "custom"] as const;

/** What the home looks at: so many days up to now, or whole days from one to another, as a time zone counts them. */
export interface Period {
  name: (typeof PERIODS)[number];
  /** `2026-11-01`; of `custom` alone. */
  from: string | null;
  to: string | null;
  /** IANA name. */
  zone: string;
}

/** What was asked for and cannot be shown. */
export type PeriodProblem =
  | "period-unknown"
  | "date-unreadable"
  | "dates-swapped"
  | "too-long"
  | "zone-unknown";

export type BucketUnit = "hour" | "day" | "week";

/** How orders of one part went. Times in milliseconds, null where nothing was delivered. */
export interface Figures {
  orders: number;
  delivered: number;
  failed: number;
  cancelled: number;
  unpaid: number;
  open: number;
  /** Delivered of those that were delivered or failed; null before there are any. */
  share: number | null;
  medianMs: number | null;
  p95Ms: number | null;
  revenue: Micros;
  profit: Micros;
  /** Orders whose money counts for nothing, since a rate is not known. */
  unpriced: number;
}

export interface Bucket {
  /** Its first moment as the time zone's clock shows it: `2026-11-01T00:00`. */
  at: string;
  figures: Figures;
}

/** A country, operator, provider or kind and how it went. */
export interface Slice {
  key: string;
  /** Of an operator its name; else the key. */
  name: string;
  country: string | null;
  figures: Figures;
}

export type SliceScope = "country" | "operator" | "provider" | "kind";

export interface SalesView {
  /** ISO moments. */
  from: string;
  to: string;
  unit: BucketUnit;
  total: Figures;
  buckets: Bucket[];
  slices: Record<SliceScope, Slice[]>;
  /** Slices that are not shown. */
  more: Record<SliceScope, number>;
  /** Days of this zone begin off the half hour: they are cut at the half hour before. */
  roundedZone: boolean;
}

/** Today so far, and the same part of the day before and of the same day a week before. */
export interface SalesNow {
  /** ISO moment that all three are counted up to. */
  at: string;
  today: Figures;
  yesterday: Figures;
  lastWeek: Figures;
}
