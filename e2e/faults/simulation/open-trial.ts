import { eq, sql } from "drizzle-orm";
import { expect } from "vitest";
import { attempts, orderEvents } from "@/db/schema";
import type { LedgerPage } from "@/sandbox/control/read-ledger";
import { buy, readRows, type Bought, type Purchase } from "./buy";
import { judge, judgeWorld } from "./judge";
import type { Ground } from "./open-ground";
import { openWorld, type World } from "./open-world";
import { runWorld } from "./run-world";
import { staffDecide } from "./staff-decide";
import type { Troubles } from "./troubles";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** How a checkout stands, told shortly: of one order where it has one. */
export interface Standing {
  order: string;
  payment: string;
  /** State and number of sends of each attempt. */
  attempts: string[];
  events: string[];
  credits: number;
  charged: number;
  total: number;
}

/** A world for one fault, with everything a scenario asks of it. */
export interface Trial {
  world: World;
  trouble(troubles?: Troubles): void;
  buy(purchase: Purchase): Promise<Bought>;
  /** All that was bought so far. */
  bought(): Bought[];
  run(forMs: number): Promise<void>;
  standing(bought: Bought): Promise<Standing>;
  /** Calm: whatever waits is settled by staff by the truth, and all must have ended well. `thrown` errors of handlers are forgiven. */
  end(options?: { thrown?: RegExp; waiting?: boolean }): Promise<void>;
}

async function standingOf(world: World, bought: Bought): Promise<Standing> {
  const { orders, payment } = await readRows(world, bought.checkoutId);
  const [order] = orders;
  if (!order || !payment) throw new Error(`${bought.name} was never paid for`);
  const { db } = world.database.ctx;
  const tried = await db.select().from(attempts).where(eq(attempts.orderId, order.id)).orderBy(attempts.n);
  const events = await db
    .select()
    .from(orderEvents)
    .where(eq(orderEvents.orderId, order.id))
    .orderBy(sql`seq`);
  const witness = (await world.ground.ask("GET", "/__sandbox/ledger")) as LedgerPage;
  const last = (order.number ?? "").slice(-10);
  const money = witness.payments.find(({ metadata }) => metadata["checkout_id"] === bought.checkoutId);
  return {
    order: order.state,
    payment: payment.state,
    attempts: tried.map(({ state, sends }) => `${state} ${sends}`),
    events: events.map(({ event }) => event),
    credits: witness.credits.filter(({ number }) => number.replace(/\D/g, "").endsWith(last)).length,
    charged: money ? money.captured - money.refunded : 0,
    total: payment.amountMinor,
  };
}

/** Opens a world of its own for a scenario. */
export async function openTrial(ground: Ground, seed: number): Promise<Trial & { close(): Promise<void> }> {
  const world = await openWorld(ground, { seed });
  const all: Bought[] = [];
  const run = (forMs: number): Promise<void> => runWorld(world, world.timeline.now() + forMs);
  return {
    world,
    trouble: (troubles) => world.trouble(troubles),
    run,
    bought: () => all,
    async buy(purchase) {
      const bought = await buy(world, purchase);
      all.push(bought);
      return bought;
    },
    standing: (bought) => standingOf(world, bought),
    async end({ thrown, waiting: mayWait = false } = {}) {
      world.trouble();
      await run(HOUR);
      for (let round = 0; round < 8; round += 1) {
        const { waiting } = await judge(world, all);
        if (waiting.length === 0 || mayWait) break;
        await staffDecide(world, waiting);
        await run(HOUR);
      }
      const { problems, waiting } = await judge(world, all);
      const left = mayWait ? [] : waiting.map(({ number, state }) => `${number} is left in ${state}`);
      const wrong = (await judgeWorld(world)).filter((problem) => !thrown?.test(problem));
      expect([...problems, ...left, ...wrong]).toEqual([]);
    },
    close: () => world.close(),
  };
}
