import type { AttemptRow, OrderRow } from "@/lib/orders";
import type { Rejected } from "@/lib/providers/spec";

/** Refused for good because the number is with another operator: only its buyer can say with which. */
export const isForBuyer = ({ failure, retry }: Rejected): boolean =>
  failure.code === "operator-mismatch" && retry === "never";

/** The card of an order stays held so that its buyer may choose another operator; having chosen ends that. */
export const waitsForBuyer = (order: OrderRow, attempts: AttemptRow[]): boolean =>
  order.retryingSince !== null && attempts.at(-1)?.outcome?.["code"] === "operator-mismatch";
