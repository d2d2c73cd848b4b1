/** One row of a machine: in state `from`, `event` leads to one of `to`. Guards are code beside the verbs. */
export type Transition = readonly [from: string, event: string, to: string];

export type StatesOf<Rows extends readonly Transition[]> = Rows[number][0] | Rows[number][2];
export type EventsOf<Rows extends readonly Transition[]> = Rows[number][1];

/** States that `event` may lead to from `from`; empty when it may not happen there. */
export function targetsOf(rows: readonly Transition[], from: string, event: string): string[] {
  return rows.filter((row) => row[0] === from && row[1] === event).map((row) => row[2]);
}
