import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { workOrder } from "@/lib/fulfilment";
import { KIT_NAMES } from "@/lib/fulfilment/open-test-kits";
import type { Failpoint } from "@/lib/core/failpoint";
import type { ProviderName } from "@/lib/providers/spec";
import { readRows, type Bought } from "../buy";
import { HOUR, MINUTE, type Trial } from "../open-trial";
import type { Scenario, Scenarios } from "../scenario";
import { buysAt, crashAt, failCalls, freezeAt, raceAt } from "../strikes";

const settled = { order: "delivered", payment: "captured", credits: 1 };

const eachProvider = (
  scenario: (trial: Trial, provider: ProviderName) => Promise<void>,
): Record<string, Scenario> =>
  Object.fromEntries(KIT_NAMES.map((provider) => [provider, (trial: Trial) => scenario(trial, provider)]));

/** Those that can prove what became of a lost answer end by themselves; the others are left to a person, who then says the truth. */
async function endsWell(trial: Trial, bought: Bought, provider: ProviderName): Promise<void> {
  await trial.run(50 * MINUTE);
  const { credits, order, charged, total } = await trial.standing(bought);
  expect(credits).toBeLessThanOrEqual(1);
  if (provider === "a1topup" || (provider === "valuetopup" && credits === 0))
    expect([order, charged]).toEqual(["review", 0]);
  else expect([order, credits, charged]).toEqual(["delivered", 1, total]);
  await trial.end();
}

const crash = (point: Failpoint) =>
  eachProvider(async (trial, provider) => {
    trial.trouble(crashAt(point));
    const bought = await trial.buy({ lines: [{ provider, digits: "7301" }] });
    await endsWell(trial, bought, provider);
  });

/** The worker stands still there until long after its lease, and wakes up. */
async function sendsNothing(trial: Trial, point: Failpoint): Promise<void> {
  trial.trouble(freezeAt(point, 10 * MINUTE));
  const bought = await trial.buy({ lines: [{ provider: "valuetopup", digits: "7325" }] });
  await trial.run(HOUR);
  expect(await trial.standing(bought)).toMatchObject({
    order: "review",
    credits: 0,
    attempts: ["in_doubt 1"],
  });
  await trial.end();
}

/** The other worker takes the same order while the first one stands at the point. */
async function racesFor(trial: Trial, point: Failpoint): Promise<void> {
  const { world } = trial;
  let raced = 0;
  trial.trouble(
    raceAt(point, async () => {
      const { orders } = await readRows(world, bought.checkoutId);
      for (const { id } of orders)
        await world.stage.play({ process: "worker-9.1", name: `order:${id}` }, async () => {
          raced += 1;
          await workOrder({ ...world.ctx, movesMoneyAtOnce: true }, id);
        });
    }),
  );
  const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7316" }] });
  await trial.run(10 * MINUTE);
  expect(raced).toBe(1);
  expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
  await trial.end();
}

const emptyQueue = ({ world }: Trial) =>
  world.database.ctx.db.execute(sql`delete from graphile_worker._private_jobs`);

/** Again and again whatever the engine was told is lost. */
function emptyQueueOften(trial: Trial, everyMs: number, often: number): void {
  for (let count = 1; count <= often; count += 1)
    trial.world.timeline.after(count * everyMs, async () => void (await emptyQueue(trial)));
}

export const DYING: Scenarios = {
  11: crash("attempt.claimed"),
  12: eachProvider(async (trial, provider) => {
    trial.trouble(failCalls(buysAt(provider), { kind: "die", worked: true }));
    const bought = await trial.buy({ lines: [{ provider, digits: "7312" }] });
    await endsWell(trial, bought, provider);
  }),
  13: crash("attempt.answered"),
  14: {
    "after an order": async (trial) => {
      trial.trouble(crashAt("order.worked"));
      const bought = await trial.buy({ lines: [{ provider: "telecom", digits: "0001" }] });
      await trial.run(20 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
      await trial.end();
    },
    "after a payment": async (trial) => {
      trial.trouble(crashAt("payment.worked"));
      const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7314" }] });
      await trial.run(20 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
      await trial.end();
    },
  },
  15: {
    ...eachProvider(async (trial, provider) => {
      trial.trouble(freezeAt("attempt.leaving", 10 * MINUTE));
      const bought = await trial.buy({ lines: [{ provider, digits: "7315" }] });
      await trial.run(2 * HOUR);
      expect((await trial.standing(bought)).credits).toBe(1);
      await trial.end();
    }),
    "before it has looked at its lease": (trial) => sendsNothing(trial, "attempt.claimed"),
    "after it has looked at its lease": (trial) => sendsNothing(trial, "attempt.checked"),
    "longer than the horizon": async (trial) => {
      trial.trouble(freezeAt("attempt.leaving", 40 * MINUTE));
      const bought = await trial.buy({ lines: [{ provider: "valuetopup", digits: "7335" }] });
      await trial.run(30 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject({ order: "review", credits: 0 });
      await trial.run(HOUR);
      expect(await trial.standing(bought)).toMatchObject(settled);
      await trial.end();
    },
  },
  16: {
    "after the claim": (trial) => racesFor(trial, "attempt.claimed"),
    "before the call": (trial) => racesFor(trial, "attempt.checked"),
    "before the answer is written": (trial) => racesFor(trial, "attempt.answered"),
    "before the hold is written": (trial) => racesFor(trial, "hold.read"),
  },
  17: async (trial) => {
    emptyQueueOften(trial, 1000, 240);
    const first = await trial.buy({ lines: [{ provider: "reloadly", digits: "7317" }] });
    const second = await trial.buy({ lines: [{ provider: "telecom", digits: "0001" }] });
    await trial.run(15 * MINUTE);
    for (const bought of [first, second]) expect(await trial.standing(bought)).toMatchObject(settled);
    await trial.end();
  },
  18: {
    "the reconciler stands still": async (trial) => {
      trial.trouble({ noReconciler: true });
      const bought = await trial.buy({ lines: [{ provider: "telecom", digits: "0001" }] });
      await trial.run(15 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject(settled);
      await trial.end();
    },
    "no wake-up of the engine's own": async (trial) => {
      emptyQueueOften(trial, 400, 1000);
      const bought = await trial.buy({ lines: [{ provider: "bitrefill", digits: "0001" }] });
      await trial.run(15 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject(settled);
      await trial.end();
    },
  },
  19: async (trial) => {
    const { world } = trial;
    trial.trouble(failCalls(buysAt("reloadly"), { kind: "answer-late", afterMs: 60_000 }));
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7319" }] });
    const give = sql`select graphile_worker.force_unlock_workers(array(select distinct locked_by from graphile_worker.jobs where locked_by is not null))`;
    for (let count = 1; count <= 30; count += 1)
      world.timeline.after(count * 2000 + 500, async () => void (await world.database.ctx.db.execute(give)));
    await trial.run(10 * MINUTE);
    const standing = await trial.standing(bought);
    expect(standing).toMatchObject({ ...settled, attempts: ["delivered 1"] });
    expect(standing.events).toContain("answer_delivered");
    await trial.end();
  },
};
