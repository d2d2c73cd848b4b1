import type { Outside } from "../outside";
import { REVERSED_AFTER } from "../plan-scenario";
import type { Books } from "./open-books";
import type { ResponseCode } from "./response-codes";
import type { Transaction } from "./transaction";

type Step = NonNullable<Transaction["due"]>["step"];

export interface Next {
  /** Milliseconds of unscaled time. */
  after: number;
  step: Step;
}

export interface Settle {
  deliver(transaction: Transaction): void;
  /** Leaves it open under a code; null means for ever. */
  accept(transaction: Transaction, code: ResponseCode, next: Next | null): void;
}

/** Ends open transactions when their time has come, also those that an earlier process left open. */
export function settleTransactions({ outside, books }: { outside: Outside; books: Books }): Settle {
  const schedule = (id: string, due: NonNullable<Transaction["due"]>) => {
    outside.later(Math.max(0, due.at - outside.now()), () => {
      const present = books.find(id);
      if (present?.due?.at === due.at && present.due.step === due.step) run(present, due.step);
    });
  };
  const plan = (row: Transaction, next: Next | null) => {
    row.due = next && { at: outside.now() + outside.scaled(next.after), step: next.step };
    books.save(row);
    if (row.due) schedule(row.id, row.due);
  };
  const deliver = (row: Transaction) => {
    books.deliver(row);
    if (row.reversible) plan(row, { after: REVERSED_AFTER, step: "reverse" });
  };
  const run = (row: Transaction, step: Step) => {
    if (step === "deliver") deliver(row);
    else books.giveBack(row, "502");
  };
  for (const row of books.all()) if (row.due) schedule(row.id, row.due);
  return {
    deliver,
    accept(row, code, next) {
      row.code = code;
      plan(row, next);
    },
  };
}
