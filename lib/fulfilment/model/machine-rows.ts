import {
  ATTEMPT_TRANSITIONS,
  ORDER_TRANSITIONS,
  PAYMENT_TRANSITIONS,
  type AttemptEvent,
  type AttemptState,
  type OrderEvent,
  type OrderState,
  type PaymentEvent,
  type PaymentState,
  type Transition,
} from "@/lib/core/transitions";

export type MachineName = "order" | "attempt" | "payment";
export type Tables = Record<MachineName, readonly Transition[]>;

/** The tables of the product: code, triggers and drawing come from the same. */
export const PRODUCT_TABLES: Tables = {
  order: ORDER_TRANSITIONS,
  attempt: ATTEMPT_TRANSITIONS,
  payment: PAYMENT_TRANSITIONS,
};

/** The product's tables with rows that a wrong variant would need. */
export const tablesWith = (extra: Partial<Tables>): Tables => ({
  order: [...ORDER_TRANSITIONS, ...(extra.order ?? [])],
  attempt: [...ATTEMPT_TRANSITIONS, ...(extra.attempt ?? [])],
  payment: [...PAYMENT_TRANSITIONS, ...(extra.payment ?? [])],
});

export const rowName = (machine: MachineName, [from, event, to]: Transition): string =>
  `${machine}: ${from} -${event}-> ${to}`;

export const allRowNames = (tables: Tables): string[] =>
  (["order", "attempt", "payment"] as const).flatMap((machine) =>
    tables[machine].map((row) => rowName(machine, row)),
  );

/** A row as a step applied it. */
export interface AppliedRow {
  machine: MachineName;
  row: Transition;
}

/** A step wanted what its table does not hold. */
export class RowMissing extends Error {
  constructor(readonly row: string) {
    super(`no such row: ${row}`);
    this.name = "RowMissing";
  }
}

type Mover<State, Event> = (thing: { state: State }, event: Event, to: State) => void;

/** The only way in which a step may change the state of a machine. Each throws RowMissing where the table has no such row. */
export interface Moves {
  order: Mover<OrderState, OrderEvent>;
  attempt: Mover<AttemptState, AttemptEvent>;
  payment: Mover<PaymentState, PaymentEvent>;
}

/** Moves that note in `applied` what they did. */
export function openMoves(tables: Tables, applied: AppliedRow[]): Moves {
  const moverOf =
    <State extends string, Event extends string>(machine: MachineName): Mover<State, Event> =>
    (thing, event, to) => {
      const from = thing.state;
      const row = tables[machine].find((known) => known[0] === from && known[1] === event && known[2] === to);
      if (!row) throw new RowMissing(rowName(machine, [from, event, to]));
      thing.state = to;
      applied.push({ machine, row });
    };
  return { order: moverOf("order"), attempt: moverOf("attempt"), payment: moverOf("payment") };
}
