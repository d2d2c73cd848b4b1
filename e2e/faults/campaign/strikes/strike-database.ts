import { setTimeout as wait } from "node:timers/promises";
import type { Estate } from "../open-estate";
import { livingMembers, pickMember, scaled, withTraps, type StrikeKind } from "./strike-kind";

const COMMIT = /commit\0/i;
const DOWN_REAL_MS = 600_000;

async function restart(estate: Estate, downMs: number): Promise<void> {
  estate.crashDatabase();
  if (downMs > 0) await wait(downMs);
  await estate.startDatabase();
}

/** Takes two rows the other way round than the shop does, so that one of both is thrown out by the database. */
async function tangle(estate: Estate): Promise<string> {
  let lost = 0;
  for (let tried = 0; tried < 6; tried += 1) {
    await estate
      .transact(async (send) => {
        const [payment] = await send(
          "select checkout_id from payments where next_action_at is not null order by random() limit 1 for update",
        );
        if (!payment) return;
        await wait(120);
        await send("select 1 from orders where checkout_id = $1 for update", [payment.checkout_id]);
      })
      .catch(() => (lost += 1));
  }
  return `${lost} of 6 were lost on our side`;
}

export const DATABASE_STRIKES: StrikeKind[] = [
  {
    name: "database crashes",
    faults: [50],
    lane: "processes",
    strike: async (estate) => {
      await restart(estate, 0);
      return "started again at once";
    },
  },
  {
    name: "database crashes ten times in a minute",
    faults: [50],
    lane: "processes",
    long: true,
    strike: async (estate) => {
      for (let times = 0; times < 10; times += 1) {
        await restart(estate, 0);
        await wait(scaled(estate, 60_000) > 2000 ? 1000 : 600);
      }
      return "ten times";
    },
  },
  {
    name: "database away for ten minutes",
    faults: [51],
    lane: "processes",
    long: true,
    strike: async (estate) => {
      const downMs = Math.min(scaled(estate, DOWN_REAL_MS), 12_000);
      await restart(estate, downMs);
      return `${Math.round(downMs)} ms`;
    },
  },
  {
    name: "database connections cut",
    faults: [52],
    lane: "roads",
    strike: async (estate, random) => {
      const role = random.pick(["web", "worker", "all"]);
      const members = livingMembers(estate).filter((member) => role === "all" || member.role === role);
      const cut = members.reduce((sum, { database }) => sum + database.cut(), 0);
      return `${cut} of ${role}`;
    },
  },
  {
    name: "connection cut between COMMIT and its answer",
    faults: [52],
    lane: "roads",
    strike: async (estate) => {
      const struck = await withTraps(
        livingMembers(estate).map(({ database }) =>
          database.arm({ sees: (chunk) => COMMIT.test(chunk.toString("latin1")), cut: "answer", times: 3 }),
        ),
        { enough: 8, patienceMs: 3000 },
      );
      return `${struck} answers lost`;
    },
  },
  {
    name: "database road stalls",
    faults: [],
    lane: "roads",
    strike: async (estate, random) => {
      const member = pickMember(estate, random, random.pick(["web", "worker"]));
      const ms = random.whole(500, 3500);
      member.database.change({ kind: "stall" });
      await wait(ms);
      member.database.change({ kind: "clear" });
      return `${member.name} for ${ms} ms`;
    },
  },
  {
    name: "database road is slow",
    faults: [],
    lane: "roads",
    strike: async (estate, random) => {
      const ms = random.whole(5, 40);
      livingMembers(estate).forEach(({ database }) => database.change({ kind: "slow", ms }));
      await wait(2000);
      livingMembers(estate).forEach(({ database }) => database.change({ kind: "clear" }));
      return `${ms} ms each way`;
    },
  },
  { name: "deadlocks", faults: [53], lane: "roads", strike: tangle },
  {
    name: "database takes no writes",
    faults: [55],
    lane: "roads",
    strike: async (estate, random) => {
      const ms = random.whole(500, 2500);
      await estate.sql()`alter system set default_transaction_read_only = on`;
      await estate.sql()`select pg_reload_conf()`;
      await wait(ms);
      await estate.makeWritable();
      return `${ms} ms`;
    },
  },
];
