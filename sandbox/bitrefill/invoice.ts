export type OrderStatus = "created" | "delivered" | "permanent_failure" | "refunded" | "settling";
export type Step = "deliver" | "fail" | "reverse";

/** One unit of one product, as the sandbox remembers it, also over its restart. */
export interface Order {
  /** 24 hex digits. */
  id: string;
  invoiceId: string;
  productId: string;
  value: string;
  /** The value as an amount; null where it is a text. */
  face: { amount: number; currency: string } | null;
  /** In the smallest unit of the account's currency. */
  price: number;
  /** E.164 for refills, the account for bills; null for what is not sent anywhere. */
  recipient: string | null;
  /** Only eSIM top-ups: the ICCID they go to. */
  esimId: string | null;
  status: OrderStatus;
  createdAt: number;
  deliveredAt: number | null;
  /** What is still to happen, and when in milliseconds since the epoch. */
  due: { at: number; step: Step } | null;
  /** Part of the value that arrives, in hundredths. */
  share: number;
  reversible: boolean;
  creditId: string | null;
  iccid: string | null;
}

export interface Invoice {
  /** A UUID. */
  id: string;
  createdAt: number;
  expiresAt: number;
  method: string;
  price: number;
  paid: boolean;
  paidAt: number | null;
  orderIds: string[];
  webhookUrl: string | null;
  /** Scenario an injected fault asked for when it was created. */
  scenario: string | null;
}

export interface EsimRow {
  /** Its ICCID. */
  id: string;
  orderIds: string[];
}
