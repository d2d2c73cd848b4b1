import { sql, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import type { BreakRule } from "./break-rule";
import type { BreakClass, SourceKind } from "./break-classes";
import { PROVIDER_RULES } from "./provider-rules";
import { STRIPE_RULES } from "./stripe-rules";

export interface Compared {
  runId: string;
  source: string;
  of: SourceKind;
  from: Date;
  to: Date;
}

export interface Noted {
  /** Breaks that stand, by class. */
  found: Partial<Record<BreakClass, number>>;
  /** Of these, those that were not known or stood as mended. */
  fresh: number;
}

const at = (moment: Date): SQL => sql`${moment.toISOString()}::timestamptz`;

/** Found again it is the same break; one that was mended and is found again is open, one that was explained is so only while the amounts stay. */
async function noteRule(
  ctx: Ctx,
  { runId, source, from, to }: Compared,
  rule: BreakRule,
): Promise<{ found: number; fresh: number }> {
  const query = rule.query({ source, from: at(from), to: at(to) });
  const [row] = await ctx.db.execute<{ found: string; fresh: string }>(sql`
    with found (subject, order_id, payment_id, attempt_id, line_id, ours, theirs, currency, fact_at) as (${query}),
    noted as (
      insert into breaks as b (id, class, source, subject, order_id, payment_id, attempt_id, line_id, ours_micros, theirs_micros,
        currency, fact_at, first_run, last_run)
      select gen_random_uuid(), ${rule.class}, ${source}, f.subject, f.order_id, f.payment_id, f.attempt_id, f.line_id, f.ours,
        f.theirs, f.currency, f.fact_at, ${runId}::uuid, ${runId}::uuid
      from (select distinct on (subject) * from found) f
      on conflict (class, source, subject) do update set last_seen_at = app_now(), last_run = excluded.last_run,
        ours_micros = excluded.ours_micros, theirs_micros = excluded.theirs_micros, line_id = excluded.line_id,
        state = case when b.state = 'explained' and b.ours_micros is not distinct from excluded.ours_micros
          and b.theirs_micros is not distinct from excluded.theirs_micros then 'explained' else 'open' end,
        alerted = b.alerted and b.state <> 'mended'
      returning b.state, b.alerted)
    select count(*) filter (where state = 'open') as found, count(*) filter (where state = 'open' and not alerted) as fresh
    from noted`);
  return { found: Number(row?.found ?? 0), fresh: Number(row?.fresh ?? 0) };
}

/** What was open of this time and is found no more has mended itself. */
async function closeGone(ctx: Ctx, { runId, source, from, to }: Compared): Promise<void> {
  await ctx.db.execute(sql`
    update breaks set state = 'mended', closed_by = 'system', closed_at = app_now(), reason = 'no longer found'
    where state = 'open' and source = ${source} and fact_at >= ${at(from)} and fact_at < ${at(to)}
      and last_run <> ${runId}::uuid`);
}

/**
 * Compares our books with what was read of one source, by the database; nothing is held in memory. Only for a source that was read to its end:
 * what is missing from half a statement proves nothing.
 */
export async function noteBreaks(ctx: Ctx, compared: Compared): Promise<Noted> {
  const rules = (compared.of === "stripe" ? STRIPE_RULES : PROVIDER_RULES).filter(({ of }) =>
    [of].flat().includes(compared.of),
  );
  const noted: Noted = { found: {}, fresh: 0 };
  for (const rule of rules) {
    const { found, fresh } = await noteRule(ctx, compared, rule);
    if (found > 0) noted.found[rule.class] = (noted.found[rule.class] ?? 0) + found;
    noted.fresh += fresh;
  }
  await closeGone(ctx, compared);
  return noted;
}
