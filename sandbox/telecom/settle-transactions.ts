import type { Outside } from "../outside";
import { describeTransaction } from "./describe-transaction";
import type { Transactions } from "./open-transactions";
import type { EventName, Webhooks } from "./open-webhooks";
import { REVERSED_AFTER } from "../plan-scenario";
import type { Pending } from "./plan-scenario";
import type { ErrorCode } from "./refuse";
import type { Transaction } from "./transaction";

export interface Settle {
  complete(transaction: Transaction): void;
  fail(transaction: Transaction, reason: { code: ErrorCode; message: string }): void;
  /** Leaves it open; times are in milliseconds of unscaled time. */
  accept(transaction: Transaction, pending: Pending): void;
  /** Notes when it would have ended, for a sandbox that is stopped while the caller waits. */
  holdFor(transaction: Transaction, milliseconds: number): void;
}

const NOT_DONE = { code: "operator_rejected", message: "The operator did not carry out the top-up" } as const;
const EVENT_OF: Partial<Record<Transaction["status"], EventName>> = {
  pending: "topup.pending",
  completed: "topup.completed",
  failed: "topup.failed",
};

/** Ends open transactions when their time has come, also those that an earlier process left open, and tells of every change. */
export function settleTransactions(parts: {
  outside: Outside;
  transactions: Transactions;
  webhooks: Webhooks;
}): Settle {
  const { outside, transactions, webhooks } = parts;
  const tell = (transaction: Transaction) => {
    const name = EVENT_OF[transaction.status];
    if (!name) return;
    const data = { topup: describeTransaction(transaction) };
    webhooks.send({ name, key: transaction.id, data, phone: transaction.phone });
  };

  const schedule = (id: string, due: NonNullable<Transaction["due"]>) => {
    outside.later(Math.max(0, due.at - outside.now()), () => {
      const present = transactions.find(id);
      if (present?.due?.at === due.at && present.due.step === due.step) run(present, due);
    });
  };
  const plan = (transaction: Transaction, next: Pending["next"]) => {
    const due = next && {
      at: outside.now() + outside.scaled(next.after),
      step: next.step,
      ...(next.silent ? { silent: true } : {}),
    };
    transactions.save(Object.assign(transaction, { due }));
    if (due) schedule(transaction.id, due);
  };
  const complete = (transaction: Transaction, silent = false) => {
    transactions.complete(transaction);
    if (!silent) tell(transaction);
    if (transaction.reversible) plan(transaction, { after: REVERSED_AFTER, step: "reverse" });
  };
  const run = (transaction: Transaction, { step, silent }: NonNullable<Transaction["due"]>) => {
    if (step === "complete") return complete(transaction, silent);
    if (step === "fail") transactions.fail(transaction, NOT_DONE);
    else transactions.reverse(transaction);
    tell(transaction);
  };

  for (const { id, due } of transactions.all()) if (due) schedule(id, due);

  return {
    complete,
    fail(transaction, reason) {
      transactions.fail(transaction, reason);
      tell(transaction);
    },
    accept(transaction, { status, next }) {
      transactions.save(Object.assign(transaction, { status }));
      plan(transaction, next);
      if (!next?.silent) tell(transaction);
    },
    holdFor(transaction, milliseconds) {
      const due = { at: outside.now() + outside.scaled(milliseconds), step: "complete" as const };
      transactions.save(Object.assign(transaction, { due }));
    },
  };
}
