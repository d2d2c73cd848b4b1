import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { ATTEMPT_RULES } from "./invariants/attempt-rules";
import { LEDGER_RULES } from "./invariants/ledger-rules";
import { ORDER_RULES } from "./invariants/order-rules";
import { PAYMENT_RULES } from "./invariants/payment-rules";
import { waitsOf, type Rule } from "./invariants/rule";

export interface Violation {
  /** What does not hold, in the words of the rules. */
  rule: string;
  /** Order, payment or posting that breaks it. */
  id: string;
}

/** Rules that hold at every moment, by what they say. */
const RULES: Record<string, Rule> = {
  ...ATTEMPT_RULES,
  ...ORDER_RULES,
  ...PAYMENT_RULES,
  ...LEDGER_RULES,
};

/** What each rule says, for whoever wants to know that none is missing. */
export const INVARIANTS: readonly string[] = Object.keys(RULES);

/** Checkouts that are looked at by one statement: it ends soon and holds back no clean-up of the tables. */
const BATCH = 2000;

const asArray = (ids: string[]) => sql`${`{${ids.join(",")}}`}::uuid[]`;

async function checkCheckouts(ctx: Ctx, ids: string[], rules: Record<string, Rule>): Promise<Violation[]> {
  const waits = waitsOf(ctx.policy);
  const found: Violation[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const rows = await ctx.db.execute<{ id: string }>(sql`
      with scope as materialized (select unnest(${asArray(ids)}) as id),
        o as not materialized (select orders.* from scope join orders on orders.checkout_id = scope.id),
        p as not materialized (select payments.* from scope join payments on payments.checkout_id = scope.id)
      select id::text from (${query(waits)}) as broken (id)`);
    found.push(...rows.map(({ id }) => ({ rule, id })));
  }
  return found;
}

/** Checkouts that were paid or are being paid, a batch at a time in the order of their ids. */
async function* allCheckouts(ctx: Ctx): AsyncGenerator<string[]> {
  let last = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const after = sql`where checkout_id > ${last}::uuid order by checkout_id limit ${BATCH}`;
    const rows = await ctx.db.execute<{ id: string }>(sql`
      select distinct checkout_id::text as id from (
        (select checkout_id from orders ${after}) union all (select checkout_id from payments ${after})) either
      order by 1 limit ${BATCH}`);
    yield rows.map(({ id }) => id);
    if (rows.length < BATCH) return;
    last = rows.at(-1)?.id ?? last;
  }
}

/** Older orders that change are looked at by the next complete run. */
const LOOKED_BACK = sql.raw("interval '35 days'");

/** Checkouts with anything open, and those whose order or payment changed since. */
async function* changedCheckouts(ctx: Ctx, since: Date): AsyncGenerator<string[]> {
  const moment = sql`${since.toISOString()}::timestamptz`;
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select checkout_id::text as id from orders where next_action_at is not null
    union select checkout_id::text from payments where next_action_at is not null
    union select o.checkout_id::text from orders o join payments p on p.checkout_id = o.checkout_id
      where o.created_at > app_now() - ${LOOKED_BACK} and (o.updated_at >= ${moment} or p.updated_at >= ${moment})`);
  for (let at = 0; at < rows.length; at += BATCH) yield rows.slice(at, at + BATCH).map(({ id }) => id);
}

const LOOSE = "postings sum to nought";

/** Postings that hang on no order and no checkout: found by a look at all of them. */
async function checkLoosePostings(ctx: Ctx): Promise<Violation[]> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select posting_id::text as id from ledger_entries where order_id is null and checkout_id is null
    group by posting_id, currency having sum(micros) <> 0`);
  return rows.map(({ id }) => ({ rule: LOOSE, id }));
}

export interface Checked {
  violations: Violation[];
  /** How many were looked at. */
  checkouts: number;
}

const chosen = (only?: string): Record<string, Rule> =>
  only ? Object.fromEntries(Object.entries(RULES).filter(([rule]) => rule === only)) : RULES;

/**
 * Looks at every checkout, or at those that are open or changed since a moment. Each rule is one statement, so that it sees one moment.
 * @param look.since nothing older that has ended is looked at; every checkout when it is left out
 * @param look.only this rule alone
 */
export async function checkRules(ctx: Ctx, look: { since?: Date; only?: string } = {}): Promise<Checked> {
  const { since, only } = look;
  const checked: Checked = { violations: [], checkouts: 0 };
  for await (const ids of since ? changedCheckouts(ctx, since) : allCheckouts(ctx)) {
    checked.checkouts += ids.length;
    checked.violations.push(...(await checkCheckouts(ctx, ids, chosen(only))));
  }
  if (!since && (!only || only === LOOSE)) checked.violations.push(...(await checkLoosePostings(ctx)));
  return checked;
}

/** What breaks the rules that hold at every moment; empty is well. Looks at everything: for tests. */
export async function checkInvariants(ctx: Ctx): Promise<Violation[]> {
  return (await checkRules(ctx)).violations;
}
