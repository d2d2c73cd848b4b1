import { desc, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { breaks, reconciliationRuns } from "@/db/schema";
import { micros } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { mendsFor, type BreakClass, type BreakRow, type Mend } from "@/lib/ledger";
import type { BreakView, ReconciliationView, RunView } from "./types";

const RUNS = 14;
const OPEN = 50;
const CLOSED = 20;

async function readRuns({ db }: Ctx): Promise<RunView[]> {
  const rows = await db
    .select()
    .from(reconciliationRuns)
    .orderBy(desc(reconciliationRuns.startedAt))
    .limit(RUNS);
  return rows.map((run) => ({
    id: run.id,
    state: run.state,
    from: run.fromAt.toISOString(),
    to: run.toAt.toISOString(),
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    found: Object.values(run.found).reduce((sum, count) => sum + count, 0),
    newBreaks: run.newBreaks,
    sources: Object.entries(run.sources).map(([name, read]) => ({ name, ...read })),
  }));
}

interface Named extends BreakRow {
  anOrder: string | null;
  byEmail: string | null;
}

/** Of what closed it: the address of staff, or the name of the process. */
const closerOf = ({ closedBy, byEmail }: Named): string | null => byEmail ?? closedBy?.split(":")[1] ?? null;

function viewOf(row: Named): BreakView {
  const { id, source, subject, currency, oursMicros, theirsMicros, state, lineId, reason } = row;
  const kind = row.class as BreakClass;
  const amount = (value: number | null) => (value === null || !currency ? null : micros(value, currency));
  return {
    id,
    class: kind,
    source,
    about: subject.slice(0, subject.indexOf(":")),
    orderId: row.orderId ?? row.anOrder,
    lineId,
    ours: amount(oursMicros),
    theirs: amount(theirsMicros),
    state,
    factAt: row.factAt.toISOString(),
    firstSeenAt: row.firstSeenAt.toISOString(),
    mends: state === "open" ? mendsFor({ class: kind, source, subject }) : [],
    closed: row.closedAt && {
      at: row.closedAt.toISOString(),
      by: closerOf(row),
      verb: row.verb as Mend | null,
      reason,
    },
  };
}

/** Which open breaks are wanted; without, all. */
export interface BreakFilters {
  class?: BreakClass | undefined;
  source?: string | undefined;
}

/** Breaks that are open, or that are not. What is about a whole checkout is shown by its first order. */
async function readBreaks({ db }: Ctx, open: boolean, only: BreakFilters = {}): Promise<BreakView[]> {
  const rows = await db
    .select({
      row: breaks,
      anOrder: sql<string | null>`(select o.id from orders o join payments p on p.checkout_id = o.checkout_id
        where p.id = ${breaks.paymentId} order by o.line limit 1)`,
      byEmail: sql<string | null>`(select u.email from users u where 'staff:' || u.id = ${breaks.closedBy})`,
    })
    .from(breaks)
    .where(
      open
        ? sql`${breaks.state} = 'open' and (${only.class ?? null}::text is null or ${breaks.class} = ${only.class ?? null})
            and (${only.source ?? null}::text is null or ${breaks.source} = ${only.source ?? null})`
        : sql`${breaks.state} <> 'open' and ${breaks.closedAt} is not null`,
    )
    .orderBy(open ? desc(breaks.firstSeenAt) : desc(breaks.closedAt), desc(breaks.id))
    .limit(open ? OPEN : CLOSED);
  return rows.map(({ row, ...named }) => viewOf({ ...row, ...named }));
}

/** How our books stand beside everybody else's: the last runs, what differs, what was mended lately. @throws NotPermitted */
export async function readReconciliation(ctx: Ctx, only: BreakFilters = {}): Promise<ReconciliationView> {
  assertMay(ctx.actor, "books.read");
  const [runs, open, closed, total] = await Promise.all([
    readRuns(ctx),
    readBreaks(ctx, true, only),
    readBreaks(ctx, false),
    ctx.db.$count(breaks, sql`${breaks.state} = 'open'`),
  ]);
  return { runs, open: { total, rows: open }, closed };
}
