import { sql } from "drizzle-orm";
import type { Failpoint } from "@/lib/core/failpoint";
import { cancelOrder } from "@/lib/fulfilment";
import { KIT_NAMES } from "@/lib/fulfilment/open-test-kits";
import type { ProviderName } from "@/lib/providers/spec";
import { buy, buyerOf, readRows, type Bought } from "./buy";
import type { NetworkFault } from "./create-network";
import { judge } from "./judge";
import type { World } from "./open-world";
import { runWorld } from "./run-world";
import { staffDecide } from "./staff-decide";
import type { Strike, Troubles } from "./troubles";

interface Outcome {
  /** The last four digits of the number. */
  digits: string;
  /** What becomes of the first call that may buy. */
  fault?: NetworkFault;
  /** What else happens, so long after pay was pressed. */
  meanwhile?: { afterMs: number; act: (world: World, bought: Bought) => Promise<void> };
}

const cancel = async (world: World, { checkoutId }: Bought): Promise<void> => {
  const { orders } = await readRows(world, checkoutId);
  const publicId = orders[0]?.publicId ?? "";
  await world.stage.play({ process: world.processes.web(), name: "cancel" }, async () => {
    await cancelOrder(buyerOf(world), { publicId });
  });
};

const emptyQueue = async (world: World): Promise<void> => {
  await world.database.ctx.db.execute(sql`delete from graphile_worker._private_jobs`);
};

/** How a purchase goes at the provider. */
export const OUTCOMES = {
  delivered: { digits: "7100" },
  "accepted, delivered later": { digits: "0001" },
  "accepted, rejected later": { digits: "0002" },
  rejected: { digits: "0003" },
  "answer lost, credited": { digits: "7101", fault: { kind: "lose-answer" } },
  "request lost": { digits: "7102", fault: { kind: "lose-request" } },
  "garbage, credited": { digits: "7103", fault: { kind: "page", status: 200, worked: true } },
  "reversed later": { digits: "0012" },
  "queue emptied": { digits: "7104", meanwhile: { afterMs: 25_500, act: emptyQueue } },
  "cancelled before it was paid": { digits: "7105", meanwhile: { afterMs: 10_000, act: cancel } },
} as const satisfies Record<string, Outcome>;

export type OutcomeName = keyof typeof OUTCOMES;
export const OUTCOME_NAMES = Object.keys(OUTCOMES) as OutcomeName[];

/** A purchase at a provider that goes one way. */
export interface Way {
  provider: ProviderName;
  outcome: OutcomeName;
}

export interface GateCase extends Way {
  point: Failpoint;
  strike: "crash" | "freeze";
}

export const WAYS: Way[] = KIT_NAMES.flatMap((provider) =>
  OUTCOME_NAMES.map((outcome) => ({ provider, outcome })),
);

export interface GateResult {
  /** Failpoints that the work came by, in the order of the first time. */
  passed: Set<Failpoint>;
  problems: string[];
}

const HOUR = 3_600_000;
/** Hours until all has ended: what is refused for the moment is tried again for six. */
const MOST_ROUNDS = 8;
/** Longer than any lease, and than the engine waits for a silent worker. */
const FROZEN_MS = 10 * 60_000;

function strikeAt(point: Failpoint, one: Way | GateCase): Strike | undefined {
  if (!("point" in one) || one.point !== point) return undefined;
  return one.strike === "crash" ? { kind: "crash" } : { kind: "freeze", forMs: FROZEN_MS };
}

/** What goes wrong on one way: its fault once, and the strike at the first passing of its failpoint. */
function troublesOf(one: Way | GateCase, passed: Set<Failpoint>): Troubles {
  const { fault }: Outcome = OUTCOMES[one.outcome];
  let faulted = false;
  return {
    failpoint(point) {
      if (passed.has(point)) return undefined;
      passed.add(point);
      return strikeAt(point, one);
    },
    network(call) {
      if (faulted || !fault || !call.effect || call.to !== one.provider) return undefined;
      faulted = true;
      return fault;
    },
  };
}

/**
 * One purchase with one strike, or with none; then calm. It must end by itself or be in review, where staff settle it by the truth.
 * @param n makes the number unique in its world
 */
export async function runCase(world: World, one: Way | GateCase, n: number): Promise<GateResult> {
  const { digits, meanwhile }: Outcome = OUTCOMES[one.outcome];
  const passed = new Set<Failpoint>();
  world.story.length = 0;
  world.trouble(troublesOf(one, passed));
  const bought = await buy(world, {
    lines: [{ provider: one.provider, digits: String(n).padStart(2, "0") + digits }],
  });
  if (meanwhile) world.timeline.after(meanwhile.afterMs, () => meanwhile.act(world, bought));
  await runWorld(world, world.timeline.now() + HOUR);
  world.trouble();
  const problems = new Set<string>();
  for (let round = 0; ; round += 1) {
    const verdict = await judge(world, [bought]);
    verdict.problems.forEach((problem) => problems.add(problem));
    if (verdict.waiting.length === 0) break;
    if (round === MOST_ROUNDS) {
      verdict.waiting.forEach(({ state }) => problems.add(`left in ${state} for ever`));
      break;
    }
    await staffDecide(world, verdict.waiting);
    await runWorld(world, world.timeline.now() + HOUR);
  }
  return { passed, problems: [...problems] };
}
