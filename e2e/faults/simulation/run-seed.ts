import { sql } from "drizzle-orm";
import { FAILPOINTS } from "@/lib/core/failpoint";
import { cancelOrder } from "@/lib/fulfilment";
import { KIT_NAMES } from "@/lib/fulfilment/open-test-kits";
import { createRandom, type Random } from "../campaign/create-random";
import { buy, buyerOf, readRows, type Bought, type Line } from "./buy";
import type { Call, NetworkFault } from "./create-network";
import { judge, judgeWorld } from "./judge";
import type { Ground } from "./open-ground";
import { openWorld, type World } from "./open-world";
import { runWorld } from "./run-world";
import { staffDecide } from "./staff-decide";
import type { DatabaseFault, Strike, Troubles } from "./troubles";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** How long everything may go wrong. */
const TROUBLED_MS = 25 * MINUTE;
/** Hours until all has ended; what is refused for the moment is tried again for six. */
const MOST_ROUNDS = 30;

/** Without those that nobody can end but time: they have scenarios of their own. */
const SCENARIOS = "0001 0002 0003 0005 0008 0010 0011 0012 0014 0015 0016 0017 0018 0019 0020".split(" ");

export interface SeedResult {
  problems: string[];
  /** Where and how it was struck, and all calls: the same seed tells the same. */
  story: string[];
  orders: number;
  struck: number;
}

function planLine(random: Random, n: number): Line {
  const last = random.chance(0.55)
    ? `7${String(random.whole(100, 999))}`
    : (SCENARIOS[random.whole(0, SCENARIOS.length - 1)] ?? "0001");
  return { provider: random.pick([...KIT_NAMES]), digits: String(n).padStart(2, "0") + last };
}

const someMs = (random: Random, most: number): number => random.whole(1, most);

function callFault(random: Random, { effect }: Call): NetworkFault {
  const faults: readonly [NetworkFault, ...NetworkFault[]] = [
    { kind: "lose-request" },
    { kind: "lose-answer" },
    { kind: "reset", worked: random.chance(0.5) },
    { kind: "cut" },
    { kind: "page", status: random.pick([200, 502, 503]), worked: random.chance(0.5) },
    { kind: "refuse" },
    { kind: "answer-late", afterMs: someMs(random, 3 * MINUTE) },
    { kind: "die", worked: random.chance(0.5) },
    // Only what is sent once more under one key, or is a question, may come twice: nobody's network repeats a whole request.
    ...(effect
      ? [{ kind: "arrive-late" as const, afterMs: someMs(random, 5 * MINUTE) }]
      : [{ kind: "double" as const }]),
  ];
  return random.pick(faults);
}

const strikeOf = (random: Random): Strike =>
  random.chance(0.5) ? { kind: "crash" } : { kind: "freeze", forMs: someMs(random, 12 * MINUTE) };

function databaseFault(random: Random): DatabaseFault {
  if (random.chance(0.6)) return { kind: "wait", forMs: someMs(random, 5000) };
  return { kind: random.pick(["serialisation-failure", "cut", "commit-unanswered"] as const) };
}

/** Several faults at once, as often as the seed has it. */
function plan(random: Random, note: () => void): Troubles {
  const [points, wires, hooks, data] = ["points", "wires", "webhooks", "database"].map((name) =>
    random.branch(name),
  ) as [Random, Random, Random, Random];
  const often = {
    point: 0.01 + points.next() * 0.05,
    wire: 0.02 + wires.next() * 0.12,
    hook: hooks.next() * 0.4,
    data: data.next() * 0.08,
  };
  const struck = <T>(fault: T): T => {
    note();
    return fault;
  };
  return {
    failpoint: (point) =>
      FAILPOINTS.includes(point) && points.chance(often.point) ? struck(strikeOf(points)) : undefined,
    network: (call, actor) =>
      actor && wires.chance(often.wire) ? struck(callFault(wires, call)) : undefined,
    webhook() {
      if (!hooks.chance(often.hook)) return [20];
      note();
      return Array.from({ length: hooks.pick([0, 1, 2, 5]) }, () => someMs(hooks, 2 * MINUTE));
    },
    database: () => (data.chance(often.data) ? struck(databaseFault(data)) : undefined),
    clockAheadMs: hooks.pick([0, 0, 0, 4 * MINUTE, -4 * MINUTE]),
  };
}

const cancel = (world: World, { checkoutId }: Bought): Promise<void> =>
  world.stage.play(
    { process: world.processes.web(), name: "cancel" },
    async () => {
      for (const { publicId } of (await readRows(world, checkoutId)).orders)
        await cancelOrder(buyerOf(world), { publicId });
    },
    async () => undefined,
  );

async function buyAll(world: World, random: Random): Promise<Bought[]> {
  const all: Bought[] = [];
  let numbers = 10;
  for (let n = random.whole(4, 7); n > 0; n -= 1) {
    const lines = Array.from({ length: random.pick([1, 1, 1, 2, 3, 4]) }, () =>
      planLine(random, (numbers += 1)),
    );
    const leaves = random.pick([
      "after-paying",
      "at-the-card",
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ] as const);
    const bought = await buy(world, {
      lines,
      afterMs: someMs(random, 5 * MINUTE),
      presses: random.pick([1, 1, 3]),
      ...(leaves ? { leaves } : {}),
    });
    all.push(bought);
    if (random.chance(0.2)) world.timeline.after(someMs(random, 8 * MINUTE), () => cancel(world, bought));
  }
  for (let times = random.whole(0, 3); times > 0; times -= 1)
    world.timeline.after(someMs(random, TROUBLED_MS), async () => {
      await world.database.ctx.db.execute(sql`delete from graphile_worker._private_jobs`);
    });
  return all;
}

/** Errors that a broken database brings about in a handler are the engine's to try again. */
const FORGIVEN = /CONNECTION_CLOSED|database: 40001/;

/** Many purchases and many faults at once, all drawn from a seed; then calm, in which all must come to its end. */
export async function runSeed(ground: Ground, seed: number): Promise<SeedResult> {
  const random = createRandom(seed);
  let struck = 0;
  const world = await openWorld(ground, { seed });
  try {
    const all = await buyAll(world, random.branch("buyers"));
    world.trouble(plan(random.branch("faults"), () => (struck += 1)));
    await runWorld(world, world.timeline.now() + TROUBLED_MS);
    world.trouble();
    let verdict = await judge(world, all);
    for (let round = 0; round < MOST_ROUNDS && (round === 0 || verdict.waiting.length > 0); round += 1) {
      await staffDecide(world, verdict.waiting);
      await runWorld(world, world.timeline.now() + HOUR);
      verdict = await judge(world, all);
    }
    const left = verdict.waiting.map(({ number, state }) => `${number} is left in ${state}`);
    const wrong = (await judgeWorld(world)).filter((problem) => !FORGIVEN.test(problem));
    return {
      problems: [...verdict.problems, ...left, ...wrong],
      story: world.story,
      orders: all.length,
      struck,
    };
  } finally {
    await world.close();
  }
}
