import type { Micros } from "@/lib/core/money";

/** What a month brought and cost, above nought what we earned; `tax` and `taxBase` as they are owed. */
export const MONTH_PARTS = [
  "sales",
  "refunds",
  "cost",
  "commissions",
  "fees",
  "exchange",
  "disputes",
  "suspectedLoss",
  "lostSales",
  "shortfalls",
  "corrections",
] as const;

export type MonthPart = (typeof MONTH_PARTS)[number];

export interface MonthFigures {
  parts: Record<MonthPart, Micros>;
  /** All parts together. */
  profit: Micros;
  tax: Micros;
  taxBase: Micros;
}

export interface MonthRow extends MonthFigures {
  /** ISO 3166 alpha-2 of the buyer; null where no order is behind it. */
  country: string | null;
  kind: string | null;
}

export interface MonthReport {
  /** `2026-11`. */
  month: string;
  /** `closed`: each of its days is summed up, and nothing of it changes any more. `catching-up`: not all of it is in here yet. */
  state: "closed" | "open" | "catching-up";
  /** ISO time up to which the books are in it. */
  upTo: string;
  reporting: string;
  /** In each currency that was booked, and all of it in the reporting one; without what has no rate. */
  totals: MonthFigures[];
  inReporting: MonthFigures;
  /** Some amount had no rate and is missing in the reporting currency. */
  rateMissing: boolean;
  /** By country, kind and currency. */
  rows: MonthRow[];
  /** The same in the reporting currency. */
  rowsInReporting: MonthRow[];
}

export interface PayoutView {
  id: string;
  state: string;
  amount: Micros;
  automatic: boolean;
  failure: string | null;
  /** ISO times. */
  createdAt: string;
  arrivesAt: string;
  lines: number;
  /** Of these, movements that belong to no payment of ours, fees of the account apart. */
  unknown: number;
  /** What its movements sum up to; null while they were not all read, or Stripe does not tell them. */
  sum: Micros | null;
}

export interface PayoutLineView {
  id: string;
  kind: string;
  gross: Micros;
  fee: Micros;
  net: Micros;
  at: string;
  /** An order of the payment it moved; null for what is of no payment of ours. */
  orderId: string | null;
  paymentIntentId: string | null;
}

/** What one side says of something: a state of ours, a movement of Stripe's, a line of a provider. */
export interface SideEntry {
  key: string;
  /** Of ours `order`, `payment` or `attempt`; of Stripe the movement's kind; of a provider `line`, or `answer` where only its answer told it. */
  what: string;
  state: string | null;
  amount: Micros | null;
  /** The id that this side knows it by. */
  reference: string;
  /** ISO. */
  at: string;
}

/** In what a side says something else than our books do. */
export type SideDifference = "missing" | "amount" | "state";

export interface BreakSide {
  /** Name of a provider; of several, each. */
  who: string[];
  /** Of the two sides that were compared: what each says. */
  compared: Micros | null;
  entries: SideEntry[];
  differs: SideDifference[];
}

/** The three sides of a break as they stand now. */
export interface BreakSides {
  ours: BreakSide;
  stripe: BreakSide;
  provider: BreakSide;
}
