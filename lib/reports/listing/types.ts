import type { Micros, Money } from "@/lib/core/money";
import type { OrderState, PaymentState } from "@/lib/core/transitions";
import type { OrderRowView } from "../types";

/** What one looks for in the list; read from what was typed. */
export type OrderSearch =
  | { by: "nothing" }
  | { by: "id"; id: string }
  /** Picked by somebody. */
  | { by: "ids"; ids: string[] }
  | { by: "public-id"; publicId: string }
  | { by: "email"; email: string }
  /** Every number in the world that what was typed could mean; digits may also be somebody's reference. */
  | { by: "number"; numbers: string[]; reference: string }
  /** Ours, of an attempt. */
  | { by: "reference"; reference: string }
  /** A provider's or an operator's own id of a transaction. */
  | { by: "their-reference"; reference: string }
  | { by: "stripe"; stripeId: string }
  /** What was paid; without a currency in any of those it can be written in. */
  | { by: "amount"; amounts: { minor: number; currency: string | null }[] };

/** Conditions that combine; null where there is none. */
export interface OrderFilters {
  state: OrderState | null;
  payment: PaymentState | null;
  provider: string | null;
  /** Id of an operator. */
  operator: string | null;
  country: string | null;
  kind: string | null;
  /** Days as `zone` counts them, both in it: `2026-11-01`. */
  from: string | null;
  to: string | null;
  zone: string;
  /** Of what was paid, both in it and in one currency. */
  min: Money | null;
  max: Money | null;
  /** Only what waits for a person. */
  person: boolean;
}

export const NO_FILTERS: OrderFilters = {
  state: null,
  payment: null,
  provider: null,
  operator: null,
  country: null,
  kind: null,
  from: null,
  to: null,
  zone: "UTC",
  min: null,
  max: null,
  person: false,
};

/** A filter whose value says nothing; it is left out, and that is told. */
export interface FilterProblem {
  filter:
    | "state"
    | "payment"
    | "provider"
    | "operator"
    | "country"
    | "kind"
    | "from"
    | "to"
    | "tz"
    | "min"
    | "max"
    | "cur";
  typed: string;
}

export const ORDER_COLUMNS = [
  "what",
  "to",
  "email",
  "made",
  "state",
  "payment",
  "total",
  "provider",
  "kind",
  "took",
  "profit",
  "operatorReference",
] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];

export const USUAL_COLUMNS: readonly OrderColumn[] = [
  "what",
  "to",
  "email",
  "made",
  "state",
  "payment",
  "total",
];

/** An order in the list, with what is counted of it. What is not counted yet is null. */
export interface ListedOrder extends OrderRowView {
  provider: string | null;
  kind: string;
  tookMs: number | null;
  /** In the reporting currency; null where a rate is not known, or whoever looks may not see it. */
  profit: Micros | null;
  operatorReference: string | null;
}

export interface OrderPage {
  rows: ListedOrder[];
  /** Ids to continue from in either direction; null where there is nothing more. */
  older: string | null;
  newer: string | null;
  /** Not everything that may fit was looked at: everything up to this moment was. ISO. */
  lookedUpTo: string | null;
}

/** A list under a name, as its owner or whoever it is shared with sees it. */
export interface SavedView {
  id: string;
  name: string;
  /** The list's own query. */
  query: string;
  shared: boolean;
  mine: boolean;
  by: string | null;
}

/** What may be done to many orders at once. */
export const BULK_ACTIONS = ["receipt", "ask", "cancel"] as const;
export type BulkAction = (typeof BULK_ACTIONS)[number];

/** An order that was picked, and what would become of it now. */
export interface BulkOrder {
  order: ListedOrder;
  version: number;
  /** Why nothing would happen; null where it would be done. */
  bar: string | null;
}
