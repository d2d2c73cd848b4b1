import type { ResponseCode } from "./response-codes";

/** One transaction as the sandbox remembers it, also over its restart. */
export interface Transaction {
  /** Their transaction id as text. */
  id: string;
  skuId: number;
  correlationId: string | null;
  /** E.164 with plus, or the account of a bill; empty where the product goes to nobody. */
  recipient: string;
  /** 852 while it is open, 000 when it is delivered; 777 is documented nowhere. */
  code: ResponseCode | "000";
  message: string | null;
  /** Face value in the SKU's currency, a decimal text. */
  face: string;
  /** Units of 0.0001 USD, as is the discount; 0 once given back. */
  cost: number;
  discount: number;
  /** Minor units of the delivery currency, tax taken off. */
  delivered: number;
  tax: number;
  createdAt: number;
  /** What is still to happen, and when in milliseconds since the epoch. */
  due: { at: number; step: "deliver" | "fail" | "reverse" } | null;
  /** It will be reversed after its delivery. */
  reversible: boolean;
  creditId: string | null;
}
