import { setTimeout as wait } from "node:timers/promises";
import type { Estate } from "../open-estate";
import { insist, type StrikeKind } from "./strike-kind";

/** The lock that a reconciler takes for a sweep: whoever holds it lets none of them work. */
const RECONCILER_LOCK = [7423, 3] as const;
/** Longer than the engine of today knows. */
const FUTURE_REVISION = 999;

const emptyQueue = async (estate: Estate): Promise<number> =>
  (await estate.sql()`delete from graphile_worker._private_jobs`).count;

export const QUEUE_STRIKES: StrikeKind[] = [
  {
    name: "queue emptied",
    faults: [17],
    lane: "roads",
    strike: async (estate) => `${await emptyQueue(estate)} jobs`,
  },
  {
    name: "queue emptied again and again, the reconciler alive",
    faults: [18],
    lane: "roads",
    strike: async (estate) => {
      let jobs = 0;
      for (let times = 0; times < 8; times += 1) {
        jobs += await emptyQueue(estate);
        await wait(250);
      }
      return `${jobs} jobs in 2 s`;
    },
  },
  {
    name: "reconciler stopped, the queue alive",
    faults: [18],
    lane: "roads",
    strike: async (estate, random) => {
      const ms = random.whole(1500, 4000);
      await estate.transact(async (send) => {
        await send("select pg_advisory_xact_lock($1, $2)", [...RECONCILER_LOCK]);
        await wait(ms);
      });
      return `${ms} ms`;
    },
  },
  {
    name: "jobs of living workers given away",
    faults: [19],
    lane: "roads",
    strike: async (estate) => {
      const [row] = await estate.sql()<{ freed: number }[]>`
        with held as (select array_agg(distinct locked_by) as ids, count(*)::int as jobs
          from graphile_worker.jobs where locked_by is not null)
        select jobs as freed, graphile_worker.force_unlock_workers(ids) from held where ids is not null`;
      return `${row?.freed ?? 0} jobs`;
    },
  },
  {
    name: "several workers at the same orders",
    faults: [16],
    lane: "roads",
    strike: async (estate) => {
      const rows = await estate.sql()`
        with due as (select id from orders where next_action_at is not null order by updated_at desc limit 20),
        doubled as (select id, n from due cross join generate_series(1, 3) n)
        select graphile_worker.add_job('order', json_build_object('id', id)) from doubled`;
      return `${rows.length} jobs beside theirs`;
    },
  },
  {
    name: "engine migrated by a newer build",
    faults: [60],
    lane: "processes",
    long: true,
    strike: async (estate) => {
      const before = estate.ends.length;
      const news = JSON.stringify({ migrationNumber: FUTURE_REVISION, breaking: true });
      await estate.transact(async (send) => {
        await send("insert into graphile_worker.migrations (id, breaking) values ($1, true)", [
          FUTURE_REVISION,
        ]);
        await send("select pg_notify('worker:migrate', $1)", [news]);
      });
      await wait(2500);
      await estate.sql()`delete from graphile_worker.migrations where id = ${FUTURE_REVISION}`;
      return `${estate.ends.length - before} ends of workers`;
    },
  },
  {
    name: "an order in a state that a newer build made",
    faults: [57],
    lane: "roads",
    strike: async (estate) => {
      const [order] = await estate.sql()<{ id: string; state: string; version: number }[]>`
        select id, state, version from orders
        where next_action_at is not null and state not in ('draft', 'awaiting_payment') order by random() limit 1`;
      if (!order) return "none was open";
      const put = (state: string) =>
        estate.transact(async (send) => {
          await send("set local session_replication_role = replica");
          return send("update orders set state = $1 where id = $2 and version = $3 returning id", [
            state,
            order.id,
            order.version,
          ]);
        });
      const taken = (await put("parcelled")).length > 0;
      if (!taken) return "it had moved on";
      const look = async () =>
        (
          await estate.sql()<
            { state: string; version: number }[]
          >`select state, version from orders where id = ${order.id}`
        )[0];
      const wake = async () =>
        estate.sql()`select graphile_worker.add_job('order', json_build_object('id', ${order.id}::text))`;
      await insist(wake);
      await wait(1500);
      const now = await insist(look);
      await insist(() => put(order.state));
      if (now?.state !== "parcelled" || now.version !== order.version)
        throw new Error(`order ${order.id} was taken from a state that nobody knows`);
      return "left alone";
    },
  },
];
