import { sql } from "drizzle-orm";
import { expect } from "vitest";
import type { CancelBar } from "@/lib/core/transitions";
import { cancelOrder, workOrder } from "@/lib/fulfilment";
import type { Actor } from "../create-stage";
import { buyerOf, readRows } from "../buy";
import { HOUR, MINUTE, type Trial } from "../open-trial";
import type { Scenario, Scenarios } from "../scenario";
import { buysAt, failCalls } from "../strikes";
import type { DatabaseFault } from "../troubles";

const settled = { order: "delivered", payment: "captured", credits: 1 };

/** Every transaction of one purchase goes wrong once, each in a run of its own. */
const MOST_TRANSACTIONS = 14;

async function goesWrongAtEach(trial: Trial, fault: DatabaseFault, thrown: RegExp): Promise<void> {
  const all = [];
  for (let nth = 1; nth <= MOST_TRANSACTIONS; nth += 1) {
    let count = 0;
    trial.trouble({
      database() {
        count += 1;
        return count === nth ? fault : undefined;
      },
    });
    const provider = nth % 2 === 0 ? ("telecom" as const) : ("reloadly" as const);
    all.push(
      await trial.buy({ lines: [{ provider, digits: `${10 + nth}${nth % 3 === 0 ? "0001" : "7450"}` }] }),
    );
    await trial.run(20 * MINUTE);
  }
  await trial.end({ thrown });
  for (const bought of all.slice(2)) expect(await trial.standing(bought)).toMatchObject(settled);
}

const isWorker = ({ process }: Actor): boolean => process.startsWith("worker");

async function refusesToCancel(trial: Trial, state: string, bar: CancelBar): Promise<void> {
  const { world } = trial;
  const { orders } = await readRows(world, trial.bought()[0]?.checkoutId ?? "");
  expect(orders[0]?.state).toBe(state);
  const cancelled = await cancelOrder(buyerOf(world), { publicId: orders[0]?.publicId ?? "" });
  expect(cancelled).toMatchObject({ ok: false, failure: { code: `cancel-${bar}` } });
}

const cancels: Record<string, Scenario> = {
  "while it is sent": async (trial) => {
    trial.trouble(failCalls(buysAt("reloadly"), { kind: "answer-late", afterMs: 60_000 }));
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7449" }] });
    await trial.run(40_000);
    await refusesToCancel(trial, "sending", "sending");
    await trial.run(10 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject(settled);
    await trial.end();
  },
  "in doubt": async (trial) => {
    trial.trouble(failCalls(buysAt("reloadly"), { kind: "reset", worked: false }));
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7459" }] });
    await trial.run(40_000);
    await refusesToCancel(trial, "in_doubt", "in-doubt");
    await trial.run(HOUR);
    expect(await trial.standing(bought)).toMatchObject(settled);
    await trial.end();
  },
};

export const KEEPING: Scenarios = {
  49: cancels,
  50: (trial) => goesWrongAtEach(trial, { kind: "cut" }, /CONNECTION_CLOSED/),
  51: async (trial) => {
    const { timeline } = trial.world;
    const begin = timeline.now();
    const away = (): boolean => timeline.now() >= begin + 10_000 && timeline.now() < begin + 10 * MINUTE;
    trial.trouble({ database: () => (away() ? { kind: "cut" } : undefined) });
    const before = await trial.buy({ lines: [{ provider: "reloadly", digits: "7451" }] });
    const meanwhile = await trial.buy({ lines: [{ provider: "telecom", digits: "7461" }], afterMs: MINUTE });
    await trial.run(15 * MINUTE);
    // No page, no payment.
    expect(meanwhile.payUrls.size).toBe(0);
    expect(await trial.standing(before)).toMatchObject(settled);
    await trial.end({ thrown: /CONNECTION_CLOSED/ });
  },
  52: (trial) => goesWrongAtEach(trial, { kind: "commit-unanswered" }, /CONNECTION_CLOSED/),
  53: {
    once: (trial) => goesWrongAtEach(trial, { kind: "serialisation-failure" }, /none/),
    "again and again": async (trial) => {
      let left = 9;
      trial.trouble({
        database: (actor) =>
          isWorker(actor) && (left -= 1) >= 0 ? { kind: "serialisation-failure" } : undefined,
      });
      const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7453" }] });
      await trial.run(20 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject(settled);
      await trial.end({ thrown: /40001/ });
    },
  },
  54: async (trial) => {
    // Every provider is slow at once; whoever held a connection meanwhile would be on record.
    trial.trouble({
      network: ({ effect }) => (effect ? { kind: "answer-late", afterMs: 15_000 } : undefined),
    });
    const all = [];
    for (const provider of ["reloadly", "telecom", "bitrefill", "valuetopup", "a1topup"] as const)
      all.push(await trial.buy({ lines: [{ provider, digits: "7454" }] }));
    await trial.run(10 * MINUTE);
    for (const bought of all) expect(await trial.standing(bought)).toMatchObject(settled);
    expect(trial.world.network.heldConnections).toEqual([]);
    await trial.end();
  },
  55: async (trial) => {
    const { db } = trial.world.database.ctx;
    await db.execute(sql`create function simulated.read_only() returns trigger language plpgsql as $$
      begin raise exception 'cannot execute INSERT in a read-only transaction' using errcode = '25006'; end $$`);
    await db.execute(
      sql`create trigger read_only before insert on attempts execute function simulated.read_only()`,
    );
    const sent: string[] = [];
    trial.trouble({ network: (call) => void (buysAt("reloadly")(call) && sent.push(call.path)) });
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7455" }] });
    await trial.run(5 * MINUTE);
    expect(sent).toEqual([]);
    await db.execute(sql`drop trigger read_only on attempts`);
    await trial.run(20 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
    await trial.end({ thrown: /read-only|rolled back/ });
  },
  56: Object.fromEntries(
    [10 * MINUTE, -10 * MINUTE].map((clockAheadMs): [string, Scenario] => [
      clockAheadMs > 0 ? "ahead" : "behind",
      async (trial) => {
        trial.trouble({ clockAheadMs });
        const all = [];
        for (const provider of ["reloadly", "telecom", "bitrefill", "valuetopup"] as const)
          all.push(await trial.buy({ lines: [{ provider, digits: "0001" }] }));
        await trial.run(30 * MINUTE);
        for (const bought of all) expect(await trial.standing(bought)).toMatchObject(settled);
        await trial.end();
      },
    ]),
  ),
  57: async (trial) => {
    const { world } = trial;
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "0007" }] });
    await trial.run(MINUTE);
    const { orders } = await readRows(world, bought.checkoutId);
    const id = orders[0]?.id ?? "";
    await setStateByForce(trial, id, "packing");
    const before = world.story.length;
    await workOrder(world.ctx, id);
    expect(world.story.slice(before)).toEqual([]);
    expect((await readRows(world, bought.checkoutId)).orders[0]).toMatchObject({
      state: "packing",
      version: orders[0]?.version,
    });
  },
  61: async (trial) => {
    const sentAt: number[] = [];
    trial.trouble({
      network: (call) => void (buysAt("reloadly")(call) && sentAt.push(trial.world.timeline.now())),
    });
    const line = [{ provider: "reloadly" as const, digits: "7461" }];
    const first = await trial.buy({ lines: line });
    const second = await trial.buy({ lines: line, afterMs: 20_000 });
    await trial.run(20 * MINUTE);
    for (const bought of [first, second])
      expect(await trial.standing(bought)).toMatchObject({
        order: "delivered",
        payment: "captured",
        attempts: ["delivered 1"],
      });
    expect((sentAt[1] ?? 0) - (sentAt[0] ?? 0)).toBeGreaterThanOrEqual(2 * MINUTE);
  },
};

/** As a newer version of the shop would have written it. */
async function setStateByForce({ world }: Trial, id: string, state: string): Promise<void> {
  await world.database.ctx.db.transaction(async (tx) => {
    await tx.execute(sql`set local session_replication_role = replica`);
    await tx.execute(sql`update orders set state = ${state} where id = ${id}::uuid`);
  });
}
