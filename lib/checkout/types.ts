import type { OperatorView } from "@/lib/catalog/types";
import type { PriceView } from "@/lib/orders/types";
import type { ProductKind } from "@/lib/providers/spec";

/** One line of a checkout before it is paid. */
export interface CheckoutLineView {
  quoteId: string;
  operator: OperatorView;
  kind: ProductKind;
  description: string;
  /** Name of a package ("1 GB, 7 days"); null where money arrives. */
  parcel: string | null;
  /** `+234 803 123 4567`; the buyer checks it here. */
  international: string;
  recipientToken: string;
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
