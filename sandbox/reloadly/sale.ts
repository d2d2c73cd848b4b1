/** A gift card that was ordered or a bill that was paid, as the sandbox remembers it, also over its restart. */
export interface Sale {
  /** Their transaction id as text. */
  id: string;
  /** What the caller named it by. */
  reference: string | null;
  /** Product or biller. */
  itemId: number;
  itemName: string;
  country: string;
  status: "PROCESSING" | "SUCCESSFUL" | "REFUNDED" | "FAILED" | "SETTLING";
  /** What is delivered, in minor units of `currency`; more than one of a gift card together. */
  amount: number;
  currency: string;
  quantity: number;
  /** Account that is paid; null for a gift card. */
  account: string | null;
  /** Other things the caller said that answers repeat. */
  told: Record<string, string | null>;
  /** Units of 0.00001 USD, as are fee, discount and both balances; nought once given back. */
  cost: number;
  fee: number;
  discount: number;
  oldBalance: number;
  newBalance: number;
  createdAt: number;
  endedAt: number | null;
  /** What is still to happen, and when in milliseconds since the epoch. */
  due: { at: number; step: "deliver" | "refund" | "reverse"; silent?: boolean } | null;
  /** It will be reversed after its delivery. */
  reversible: boolean;
  creditId: string | null;
}

/** A sale that may be made: checked and priced, not yet paid. */
export type SaleDraft = Pick<
  Sale,
  | "reference"
  | "itemId"
  | "itemName"
  | "country"
  | "amount"
  | "currency"
  | "quantity"
  | "account"
  | "told"
  | "cost"
  | "fee"
  | "discount"
>;
