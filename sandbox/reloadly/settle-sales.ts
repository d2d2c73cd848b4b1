import type { Outside } from "../outside";
import type { Sales } from "./open-sales";
import { REVERSED_AFTER } from "../plan-scenario";
import type { Pending } from "./plan-scenario";
import type { Sale } from "./sale";

export interface SettleSales {
  /** Delivered at once: the answer tells. */
  deliver(sale: Sale): void;
  /** Leaves it open; `next.after` is in milliseconds of unscaled time. */
  accept(sale: Sale, pending: Pending): void;
}

type Due = NonNullable<Sale["due"]>;

/** Ends open sales when their time has come, also those that an earlier process left open. `tell` hears of every change after the answer. */
export function settleSales(outside: Outside, sales: Sales, tell: (sale: Sale) => void): SettleSales {
  const schedule = (sale: Sale, due: Due): void => {
    outside.later(Math.max(0, due.at - outside.now()), () => {
      const present = sales.find(sale.id);
      if (present?.due?.at === due.at && present.due.step === due.step) run(present, due);
    });
  };
  const plan = (sale: Sale, due: Due | null): void => {
    sale.due = due;
    sales.save(sale);
    if (due) schedule(sale, due);
  };
  const at = (after: number): number => outside.now() + outside.scaled(after);
  const deliver = (sale: Sale): void => {
    sales.deliver(sale);
    if (sale.reversible) plan(sale, { at: at(REVERSED_AFTER), step: "reverse" });
  };
  const run = (sale: Sale, due: Due): void => {
    if (due.step === "deliver") deliver(sale);
    else sales.giveBack(sale);
    if (!due.silent) tell(sale);
  };
  for (const sale of sales.all()) if (sale.due) schedule(sale, sale.due);
  return {
    deliver,
    accept(sale, { status, next }) {
      sale.status = status;
      plan(sale, next && { at: at(next.after), step: next.step, ...(next.silent ? { silent: true } : {}) });
      if (!next?.silent) tell(sale);
    },
  };
}
