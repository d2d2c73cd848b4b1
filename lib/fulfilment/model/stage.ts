import { openMoves, RowMissing, type AppliedRow, type Moves, type Tables } from "./machine-rows";

/** One thing that may happen next. */
export interface Step<World> {
  name: string;
  rows: readonly AppliedRow[];
  to: World;
  /** The row that it would have needed; then `to` is no world to go on from. */
  missing?: string;
}

/** Where the functions that know what may happen look at the world and put down their steps. */
export interface Stage<World, Rules> {
  readonly world: World;
  readonly rules: Rules;
  /** Puts a step down: `write` changes a copy of the world. */
  add(name: string, write: (world: World, moves: Moves) => void): void;
}

/**
 * An empty stage, and the list that fills as steps are put down.
 * @param by.tidy puts a world that a step led to in its plainest form
 */
export function openStage<World, Rules>(
  world: World,
  rules: Rules,
  by: { tables: Tables; copy: (world: World) => World; tidy?: (world: World) => void },
): { stage: Stage<World, Rules>; steps: Step<World>[] } {
  const steps: Step<World>[] = [];
  const add: Stage<World, Rules>["add"] = (name, write) => {
    const to = by.copy(world);
    const rows: AppliedRow[] = [];
    try {
      write(to, openMoves(by.tables, rows));
      by.tidy?.(to);
      steps.push({ name, rows, to });
    } catch (error) {
      if (!(error instanceof RowMissing)) throw error;
      steps.push({ name, rows, to, missing: error.row });
    }
  };
  return { stage: { world, rules, add }, steps };
}
