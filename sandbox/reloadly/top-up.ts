/** One transaction as the sandbox remembers it, also over its restart. */
export interface TopUp {
  /** Reloadly's transaction id as text. */
  id: string;
  operatorId: number;
  operatorName: string;
  country: string;
  /** SETTLING is documented nowhere. */
  status: "PROCESSING" | "SUCCESSFUL" | "REFUNDED" | "FAILED" | "SETTLING";
  identifier: string | null;
  phone: string | null;
  email: string | null;
  senderPhone: string | null;
  requested: string;
  requestedCurrency: string;
  /** Minor units of the destination currency. */
  delivered: number;
  deliveredCurrency: string;
  /** Units of 0.00001 USD, as are cost, fee and both balances; cost is 0 once given back. */
  discount: number;
  fee: number;
  cost: number;
  oldBalance: number;
  newBalance: number;
  createdAt: number;
  operatorReference: string | null;
  pin: boolean;
  /** Reason of a failure. */
  code: string | null;
  message: string | null;
  /** What is still to happen, and when in milliseconds since the epoch. */
  due: { at: number; step: "deliver" | "refund" | "fail" | "reverse"; silent?: boolean } | null;
  /** It will be reversed after its delivery. */
  reversible: boolean;
  creditId: string | null;
}
