import type { Collection, Outside } from "../outside";
import { hashText } from "../world/hash-text";
import type { ErrorCode } from "./refuse";
import type { Wallet } from "./open-wallet";
import type { PricedOrder } from "./read-order";
import type { Transaction } from "./transaction";

export interface Transactions {
  find(id: string): Transaction | undefined;
  all(): Transaction[];
  withExternalId(externalId: string): Transaction | undefined;
  /** Takes up the external id and reserves the cost: from here on a repeat finds it. */
  begin(order: PricedOrder, share: number): Transaction;
  save(transaction: Transaction): void;
  /** The subscriber is credited. */
  complete(transaction: Transaction): void;
  fail(transaction: Transaction, reason: { code: ErrorCode; message: string }): void;
  /** Taken back from the subscriber; our float gets its money again. */
  reverse(transaction: Transaction): void;
}

export function openTransactions(outside: Outside, wallet: Wallet): Transactions {
  const rows: Collection<Transaction> = outside.collection("telecom-transactions");
  const byExternalId = new Map<string, string>();
  const rebuild = () => {
    byExternalId.clear();
    for (const { id, externalId } of rows.all()) byExternalId.set(externalId, id);
  };
  rebuild();
  outside.onReset(rebuild);
  const find = (id: string) => rows.get(id);

  return {
    find,
    all: () => rows.all(),
    withExternalId: (externalId) => find(byExternalId.get(externalId) ?? ""),
    begin(order, share) {
      const transaction = describeOrder(order, { nth: rows.size, share, now: outside.now() });
      byExternalId.set(transaction.externalId, transaction.id);
      wallet.reserve(transaction.cost);
      return rows.put(transaction);
    },
    save: (transaction) => void rows.put(transaction),
    complete(transaction) {
      wallet.spend(transaction.cost);
      const credit = outside.witness.credit({
        provider: "telecom",
        reference: transaction.externalId,
        providerReference: transaction.id,
        number: `+${transaction.phone}`,
        product: transaction.productId,
        amount: transaction.amount,
        cost: { micros: transaction.cost, currency: "USD" },
      });
      rows.put(
        Object.assign(transaction, {
          status: "completed",
          creditId: credit.id,
          completedAt: outside.now(),
          operatorTxId: operatorTxIdOf(transaction),
          due: null,
        }),
      );
    },
    fail(transaction, error) {
      wallet.release(transaction.cost);
      rows.put(
        Object.assign(transaction, { status: "failed", error, completedAt: outside.now(), due: null }),
      );
    },
    reverse(transaction) {
      if (transaction.creditId) outside.witness.reverse(transaction.creditId);
      wallet.giveBack(transaction.cost);
      const error = { code: "operator_rejected", message: "The operator took the top-up back" };
      rows.put(Object.assign(transaction, { status: "failed", error, due: null }));
    },
  };
}

function operatorTxIdOf({ id, productId }: Transaction): string {
  const digits = String(hashText(`operator tx ${id}`)).padStart(7, "0");
  return `${productId.slice(0, 3).toUpperCase()}-${digits.slice(0, 5)}-${digits.slice(5, 7)}`;
}

function describeOrder(order: PricedOrder, facts: { nth: number; share: number; now: number }): Transaction {
  const { nth, share, now } = facts;
  const { benefits, validityDays } = order.product;
  return {
    id: `tel_${hashText(`tx ${order.externalId}`).toString(36)}${nth.toString(36)}`,
    externalId: order.externalId,
    fingerprint: order.fingerprint,
    phone: order.phone,
    productId: order.product.id,
    status: "pending",
    amount: { ...order.arrives, minor: Math.floor(order.arrives.minor * share) },
    package: benefits && {
      data_gb: Math.round(benefits.data_gb * share * 1000) / 1000,
      validity_days: validityDays,
    },
    cost: order.cost,
    createdAt: now,
    completedAt: null,
    operatorTxId: null,
    error: null,
    due: null,
    reversible: false,
    creditId: null,
  };
}
