import { rowName, type AppliedRow, type MachineName } from "./machine-rows";
import type { Step } from "./stage";

/** Something that can be explored: where it starts, what may happen, what must never be, and where it may rest. */
export interface Model<World> {
  start: World;
  /** Equal for worlds in which the same can happen. */
  keyOf(world: World): string;
  stepsFrom(world: World): Step<World>[];
  /** What is wrong in this world, if anything. */
  harmIn(world: World): string | undefined;
  /** Whether everything has come to a good end. */
  isSettled(world: World): boolean;
  /** States of all machines in it. */
  machinesOf(world: World): Record<MachineName, readonly string[]>;
}

export interface Exploration {
  states: number;
  /** `undefined`: every reachable state is harmless and can still come to a good end. */
  harm: string | undefined;
  /** The shortest way to the harm, a step a line. */
  trace: string[];
  /** Rows of the tables that some step applied. */
  rowsUsed: ReadonlySet<string>;
}

/** From some state no good end can be reached any more. */
export const DEAD_END = "no good end can be reached";
/** More states than allowed: nothing is proven. */
export const TOO_MANY = "too many states";
const UNEXPLAINED = "a state changed without a row of its table";

const MACHINES = ["order", "attempt", "payment"] as const;

/** New things begin in the first state of their machine. */
const FIRST: Record<MachineName, string> = { order: "draft", attempt: "sending", payment: "open" };

/** Whether the rows, and nothing else, led from the one to the other. */
function explained(
  before: Record<MachineName, readonly string[]>,
  after: Record<MachineName, readonly string[]>,
  rows: readonly AppliedRow[],
): boolean {
  return MACHINES.every((machine) => {
    const [were, are] = [before[machine], after[machine]];
    if (!rows.some((applied) => applied.machine === machine))
      return are.every((state, at) => state === (were[at] ?? FIRST[machine]));
    const states = [...were];
    while (states.length < are.length) states.push(FIRST[machine]);
    for (const { machine: of, row } of rows) {
      if (of !== machine) continue;
      const at = states.indexOf(row[0]);
      if (at < 0) return false;
      states[at] = row[2];
    }
    return states.toSorted().join() === are.toSorted().join();
  });
}

/** What has been seen so far, each world by its number. */
class Atlas {
  readonly numbers = new Map<string, number>();
  readonly cameFrom: number[] = [];
  readonly cameBy: string[] = [];
  readonly edgesFrom: number[] = [];
  readonly edgesTo: number[] = [];
  readonly settled: number[] = [];
  readonly rowsUsed = new Set<string>();

  /** The number of a world, and whether it is new. */
  enter(key: string, from: number, by: string): { number: number; isNew: boolean } {
    const known = this.numbers.get(key);
    if (known !== undefined) return { number: known, isNew: false };
    const number = this.numbers.size;
    this.numbers.set(key, number);
    this.cameFrom.push(from);
    this.cameBy.push(by);
    return { number, isNew: true };
  }

  traceTo(number: number): string[] {
    const steps: string[] = [];
    for (let at = number; at > 0; at = this.cameFrom[at] ?? 0) steps.unshift(this.cameBy[at] ?? "");
    return steps;
  }

  end(harm: string | undefined, trace: string[] = []): Exploration {
    return { states: this.numbers.size, harm, trace, rowsUsed: this.rowsUsed };
  }

  /** A world from which no settled one can be reached; the first that was found. */
  findDeadEnd(): number | undefined {
    const sources: number[][] = Array.from({ length: this.numbers.size }, () => []);
    for (const [edge, to] of this.edgesTo.entries()) sources[to]?.push(this.edgesFrom[edge] ?? 0);
    const good = new Uint8Array(this.numbers.size);
    const open = [...this.settled];
    for (const number of open) good[number] = 1;
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const source of sources[at] ?? []) {
        if (good[source]) continue;
        good[source] = 1;
        open.push(source);
      }
    }
    const dead = good.indexOf(0);
    return dead < 0 ? undefined : dead;
  }
}

interface Found<World> {
  world: World;
  number: number;
}

/** Everything that may follow one world. Returns the worlds not seen before, or what is wrong with a step. */
function follow<World>(
  model: Model<World>,
  atlas: Atlas,
  { world, number }: Found<World>,
): Found<World>[] | Exploration {
  const fresh: Found<World>[] = [];
  const before = model.machinesOf(world);
  for (const { name, rows, to, missing } of model.stepsFrom(world)) {
    const trace = () => [...atlas.traceTo(number), name];
    if (missing) return atlas.end(`no such row: ${missing}`, trace());
    if (!explained(before, model.machinesOf(to), rows)) return atlas.end(UNEXPLAINED, trace());
    for (const { machine, row } of rows) atlas.rowsUsed.add(rowName(machine, row));
    const entered = atlas.enter(model.keyOf(to), number, name);
    atlas.edgesFrom.push(number);
    atlas.edgesTo.push(entered.number);
    if (entered.isNew) fresh.push({ world: to, number: entered.number });
  }
  return fresh;
}

/**
 * Breadth first over every interleaving: looks for harm in every state, and for states from which no good end can be reached.
 * @param cap states after which it gives up
 */
export function explore<World>(model: Model<World>, cap = 1_000_000): Exploration {
  const atlas = new Atlas();
  atlas.enter(model.keyOf(model.start), 0, "");
  let layer: Found<World>[] = [{ world: model.start, number: 0 }];
  while (layer.length > 0) {
    const next: Found<World>[] = [];
    for (const found of layer) {
      const harm = model.harmIn(found.world);
      if (harm) return atlas.end(harm, atlas.traceTo(found.number));
      if (model.isSettled(found.world)) atlas.settled.push(found.number);
      const followed = follow(model, atlas, found);
      if (!Array.isArray(followed)) return followed;
      next.push(...followed);
    }
    if (atlas.numbers.size > cap) return atlas.end(TOO_MANY);
    layer = next;
  }
  const dead = atlas.findDeadEnd();
  return dead === undefined ? atlas.end(undefined) : atlas.end(DEAD_END, atlas.traceTo(dead));
}
