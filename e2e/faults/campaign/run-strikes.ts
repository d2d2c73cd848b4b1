import type { Random } from "./create-random";
import type { Estate } from "./open-estate";
import type { PlannedStrike } from "./plan-strikes";
import { insist, type StrikeKind } from "./strikes/strike-kind";

export interface StruckStrike {
  n: number;
  name: string;
  faults: number[];
  at: number;
  began: number;
  ended: number;
  note: string;
  failed: boolean;
}

export interface StrikeRunner {
  /** Told of each order that begins. Waits while faults lag far behind, so that all of them fall among orders. */
  orderBegins(n: number): Promise<void>;
  /** Settles when every fault was struck. */
  done: Promise<StruckStrike[]>;
}

interface RunnerInput {
  estate: Estate;
  plan: PlannedStrike[];
  random: Random;
  orders: number;
  say(line: string): void;
}

const LAG = 0.04;

/** Strikes the faults of a plan as orders go by, each lane by itself. */
export function runStrikes(input: RunnerInput): StrikeRunner {
  const { estate, plan, random, orders, say } = input;
  const record: StruckStrike[] = [];
  const lag = Math.max(12, Math.round(orders * LAG));
  let begun = 0;
  let wake = (): void => undefined;
  let moved = new Promise<void>((resolve) => (wake = resolve));
  const begunBy = new Map<number, boolean>();
  const tell = (): void => {
    wake();
    moved = new Promise((resolve) => (wake = resolve));
  };

  const strikeOne = async ({ kind, at, n }: PlannedStrike): Promise<void> => {
    begunBy.set(n, true);
    tell();
    const began = Date.now();
    const outcome = await insist(() => kind.strike(estate, random.branch(`strike ${n}`))).then(
      (note) => ({ note, failed: false }),
      (error: unknown) => ({ note: String(error), failed: true }),
    );
    record.push({ n, name: kind.name, faults: kind.faults, at, began, ended: Date.now(), ...outcome });
    say(`    ${String(n).padStart(4)} at order ${at}: ${kind.name}: ${outcome.note}`);
  };
  const isDue = (at: number): boolean => begun >= Math.min(at, orders);
  const runLane = async (lane: StrikeKind["lane"]): Promise<void> => {
    for (const strike of plan.filter(({ kind }) => kind.lane === lane)) {
      while (!isDue(strike.at)) await moved;
      await strikeOne(strike);
    }
  };
  const lagging = (): boolean => plan.some(({ n, at }) => at <= begun - lag && !begunBy.get(n));
  return {
    async orderBegins(n) {
      begun = Math.max(begun, n + 1);
      tell();
      while (lagging()) await moved;
    },
    done: Promise.all([runLane("processes"), runLane("roads")]).then(() =>
      record.sort((a, b) => a.began - b.began),
    ),
  };
}
