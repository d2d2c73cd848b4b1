import { setTimeout as wait } from "node:timers/promises";
import type { Estate } from "./open-estate";
import { livingMembers } from "./strikes/strike-kind";
import { FINAL_ORDER_STATES, FINAL_PAYMENT_STATES } from "@/lib/core/transitions";

export interface Calm {
  /** How long it took from the last fault until everything had settled, in milliseconds; undefined when it did not. */
  settledIn: number | undefined;
  left: {
    orders: Record<string, number>;
    payments: Record<string, number>;
    mails: number;
    hooks: number;
    /** Those that wait for a person are looked at all the same: so many are long overdue. */
    overdue: number;
  };
}

/** Nothing ends by itself that a person must decide: then this is the longest that anything may take. */
const JUMPS_REAL_MS = [46 * 60_000, 25 * 3_600_000];
const LOOK_MS = 1000;

async function healAll(estate: Estate): Promise<void> {
  await Promise.all(estate.background);
  estate.hooks.calm();
  await fetch(`${estate.sandboxUrl}/__sandbox/faults`, { method: "DELETE" });
  await estate.startDatabase();
  await estate.makeWritable();
  for (const member of livingMembers(estate)) {
    member.database.change({ kind: "clear" });
    member.outside.change({ kind: "clear" });
    member.signal("SIGCONT");
    if (!member.alive()) member.start();
  }
  for (const member of livingMembers(estate)) await estate.waitForMember(member);
}

/** Staff of Stripe's side let every payment through that was held for a look. */
async function approveReviews({ sandboxUrl }: Estate): Promise<void> {
  const headers = { authorization: "Bearer sk_test_sandbox" };
  const listed = await fetch(`${sandboxUrl}/v1/reviews?limit=100`, { headers });
  const { data } = (await listed.json()) as { data: { id: string }[] };
  for (const { id } of data)
    await fetch(`${sandboxUrl}/v1/reviews/${id}/approve`, { method: "POST", headers });
}

async function countLeft(estate: Estate): Promise<Calm["left"]> {
  const sql = estate.sql();
  const settled = [...FINAL_ORDER_STATES, "review"];
  const orders = await sql<{ state: string; count: number }[]>`
    select o.state, count(*)::int from orders o join payments p using (checkout_id)
    where o.state not in ${sql(settled)} and not (o.state = 'authorised' and p.held_back is not null) group by o.state`;
  const payments = await sql<{ state: string; count: number }[]>`
    select p.state, count(*)::int from payments p where p.state not in ${sql([...FINAL_PAYMENT_STATES])} and p.held_back is null
      and not exists (select 1 from orders o where o.checkout_id = p.checkout_id and o.state = 'review') group by p.state`;
  const [rest] = await sql<{ mails: number; hooks: number; overdue: number }[]>`
    select (select count(*)::int from (select next_action_at from orders union all select next_action_at from payments) as due
        where next_action_at < app_now() - interval '5 minutes') as overdue, (select count(*)::int from mails where state = 'waiting') as mails,
      (select count(*)::int from webhook_inbox where worked_at is null) as hooks`;
  const byState = (rows: { state: string; count: number }[]) =>
    Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  return {
    orders: byState(orders),
    payments: byState(payments),
    mails: rest?.mails ?? 0,
    hooks: rest?.hooks ?? 0,
    overdue: rest?.overdue ?? 0,
  };
}

const isEmpty = ({ orders, payments, mails, hooks, overdue }: Calm["left"]): boolean =>
  Object.keys(orders).length + Object.keys(payments).length + mails + hooks + overdue === 0;

/** Moves the shop's clock, as only tests can, past a horizon that nobody wants to wait for. */
async function jump(estate: Estate, realMs: number): Promise<void> {
  const ahead = `${Math.round(realMs / estate.options.timeScale)} milliseconds`;
  await estate.sql()`
    insert into app_clock (ahead) values (${ahead}::interval)
    on conflict (only_row) do update set ahead = app_clock.ahead + excluded.ahead`;
}

/** Ends all faults and waits, within a bound, until everything has come to its end. */
export async function calmDown(
  estate: Estate,
  bound: { ms: number; say(line: string): void },
): Promise<Calm> {
  await healAll(estate);
  const began = Date.now();
  const jumps = [...JUMPS_REAL_MS];
  let left = await countLeft(estate);
  let told = "";
  let unchangedSince = Date.now();
  while (Date.now() - began < bound.ms) {
    await approveReviews(estate);
    left = await countLeft(estate);
    if (isEmpty(left)) return { settledIn: Date.now() - began, left };
    const now = JSON.stringify(left);
    if (now !== told) {
      told = now;
      unchangedSince = Date.now();
      bound.say(`    left: ${now}`);
    }
    // Long enough for the longest wait of ours: what is left then waits for a horizon.
    const still = Date.now() - unchangedSince > Math.max(4000, (15 * 60_000) / estate.options.timeScale / 4);
    const next = still ? jumps.shift() : undefined;
    if (next !== undefined) {
      bound.say(`    the shop's clock jumps ${Math.round(next / 60_000)} scaled minutes ahead`);
      await jump(estate, next);
      unchangedSince = Date.now();
    }
    await wait(LOOK_MS);
  }
  return { settledIn: undefined, left };
}
