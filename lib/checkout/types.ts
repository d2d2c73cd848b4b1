import type { OperatorView } from "@/lib/catalog/types";
import type { PriceView } from "@/lib/orders/types";
import type { ProductKind } from "@/lib/providers/spec";

/** Whom a line goes to: a number, an account, or an address that is sent the code (null: the buyer's own). */
export type LineTo =
  | { by: "number"; international: string; token: string }
  | { by: "account"; account: string }
  | { by: "email"; email: string | null };

/** One line of a checkout before it is paid. */
export interface CheckoutLineView {
  quoteId: string;
  operator: OperatorView;
  kind: ProductKind;
  description: string;
  /** Name of a package ("1 GB, 7 days"); null where money arrives. */
  parcel: string | null;
  /** Whole, for the buyer checks it here. */
  to: LineTo;
  price: PriceView;
}

export type CheckoutStage =
  /** The quote stands and can be paid. */
  | "open"
  /** The quote is too old: the page offers a new one. */
  | "stale"
  /** Pay was pressed: Stripe's page is open. */
  | "paying"
  /** Paid, cancelled or expired: `orderPublicId` says where to look. */
  | "done";

export interface CheckoutView {
  id: string;
  stage: CheckoutStage;
  lines: CheckoutLineView[];
  /** What the buyer typed when pay was pressed; empty before. */
  email: string;
  residence: string;
  /** ISO time until which the price stands. */
  priceUntil: string;
  /** Seconds left, as the server saw it. */
  secondsLeft: number;
  payUrl: string | null;
  orderPublicId: string | null;
}
