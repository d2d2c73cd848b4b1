import type { Money } from "@/lib/core/money";
import type { OperatorView } from "@/lib/catalog/types";
import type { PriceView } from "@/lib/orders/types";
import type { Benefits, ProductKind } from "@/lib/providers/spec";

/** Whom a line goes to: a number, an account, or an address that is sent the code (null: its buyer alone has it). */
export type LineTo =
  | { by: "number"; international: string; token: string }
  | { by: "account"; account: string }
  | { by: "email"; email: string | null; gift: { from: string; message: string } | null };

/** What must be confirmed of a line before it is paid for. */
export interface LineAsks {
  /** The last four digits of a number this buyer never sent anything to. */
  lastFour: boolean;
  /** That it is meant: something went to the same number a moment ago. */
  again: { face: Money; secondsAgo: number } | null;
}

/** Why the operator of a line may be the wrong one; `other`: who else was named for the number. */
export interface LineDoubt {
  why: "moved" | "disagree" | "prefix-doubted" | "chosen-otherwise";
  other: string | null;
}

/** The same phone stands in an earlier line: with the very same thing, or with another. */
export type LineTwice = "same" | "other" | null;

/** One line of a checkout before it is paid. */
export interface CheckoutLineView {
  /** Its number within the checkout; numbers of lines that were taken off are not used again. */
  line: number;
  quoteId: string;
  productId: string;
  /** Its face value was chosen within a range. */
  ranged: boolean;
  /** The same may be sent to another number without asking for anything more. */
  repeatable: boolean;
  operator: OperatorView;
  kind: ProductKind;
  description: string;
  /** Name of a package ("1 GB, 7 days"); null where money arrives. */
  parcel: string | null;
  /** Language of its name. */
  parcelLang: string;
  /** What it brings, where that is known in numbers. */
  benefits: Benefits | null;
  /** Whole, for the buyer checks it here. */
  to: LineTo;
  /** What was filled in beside number, account and amount; a secret shows nothing of itself. */
  fields: Record<string, string>;
  price: PriceView;
  asks: LineAsks;
  doubt: LineDoubt | null;
  twice: LineTwice;
  /** What the buyer calls the recipient; as they did the last time, to begin with. */
  name: string;
  /** Seconds that its price still stands. */
  secondsLeft: number;
}

/** A promo code beside a checkout: what it takes off, or why it takes nothing any more. */
export type PromoView = { code: string } & (
  | { discount: Money; failure: null }
  | { discount: null; failure: { code: string; values?: Record<string, string | number> } }
);

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
  /** What all of it is paid in. */
  currency: string;
  /** What is paid in all, the discount taken off. */
  total: Money;
  promo: PromoView | null;
  /** Pay was not pressed: lines may be changed, taken off, and, up to the most, added. */
  changeable: boolean;
  addable: boolean;
  /** Stands for all that the page shows; pay is refused when it is no longer what would be paid. */
  seen: string;
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
