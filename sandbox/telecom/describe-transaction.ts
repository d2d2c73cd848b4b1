import { currencyPlaces } from "../currency-places";
import type { Transaction } from "./transaction";

/** ISO 8601 in UTC, whole seconds. */
export function wireTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19)}Z`;
}

/** The body of the top-up call, of its repeat and of the status call. */
export function describeTransaction(transaction: Transaction): Record<string, unknown> {
  const { status, error } = transaction;
  return {
    tx_id: transaction.id,
    external_tx_id: transaction.externalId,
    product_id: transaction.productId,
    phone: transaction.phone,
    status,
    operator_tx_id: transaction.operatorTxId,
    credited: status === "completed" ? creditedOf(transaction) : null,
    created_at: wireTime(transaction.createdAt),
    completed_at: transaction.completedAt === null ? null : wireTime(transaction.completedAt),
    ...(error ? { error } : {}),
  };
}

function creditedOf({ package: content, amount }: Transaction): Record<string, unknown> {
  return (
    content ?? { amount: amount.minor / 10 ** currencyPlaces(amount.currency), currency: amount.currency }
  );
}
