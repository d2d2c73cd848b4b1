import { sql, type InferSelectModel, type SQL } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { breaks, type reconciliationRuns } from "@/db/schema";
import { micros } from "@/lib/core/money";
import { mendsFor, type BreakClass, type BreakRow, type Mend } from "@/lib/ledger";
import { compareSides } from "./books/compare-sides";
import { readBreakSides, type Said } from "./books/read-break-sides";
import type { BreakView, RunView } from "./types";

export function viewRun(run: InferSelectModel<typeof reconciliationRuns>): RunView {
  return {
    id: run.id,
    state: run.state,
    from: run.fromAt.toISOString(),
    to: run.toAt.toISOString(),
    startedAt: run.startedAt.toISOString(),
    endedAt: run.endedAt?.toISOString() ?? null,
    found: Object.values(run.found).reduce((sum, count) => sum + count, 0),
    newBreaks: run.newBreaks,
    sources: Object.entries(run.sources).map(([name, read]) => ({ name, ...read })),
  };
}

interface Named extends BreakRow {
  anOrder: string | null;
  byEmail: string | null;
}

/** Of what closed it: the address of staff, or the name of the process. */
const closerOf = ({ closedBy, byEmail }: Named): string | null => byEmail ?? closedBy?.split(":")[1] ?? null;

function viewOf(row: Named, said: Said | undefined): BreakView {
  const { id, source, subject, currency, oursMicros, theirsMicros, state, lineId, reason } = row;
  const kind = row.class as BreakClass;
  const amount = (value: number | null) => (value === null || !currency ? null : micros(value, currency));
  const [ours, theirs] = [amount(oursMicros), amount(theirsMicros)];
  return {
    id,
    class: kind,
    source,
    about: subject.slice(0, subject.indexOf(":")),
    orderId: row.orderId ?? row.anOrder,
    lineId,
    ours,
    theirs,
    sides: said ? compareSides(said, { source, ours, theirs }) : null,
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

export interface WantedBreaks {
  where: SQL;
  order: SQL[];
  limit: number;
  offset?: number;
}

/** Breaks as staff see them. What is about a whole checkout is shown by its first order. */
export async function selectBreaks(ctx: Ctx, wanted: WantedBreaks): Promise<BreakView[]> {
  const rows = await ctx.db
    .select({
      row: breaks,
      anOrder: sql<string | null>`(select o.id from orders o join payments p on p.checkout_id = o.checkout_id
        where p.id = ${breaks.paymentId} order by o.line limit 1)`,
      byEmail: sql<string | null>`(select u.email from users u where 'staff:' || u.id = ${breaks.closedBy})`,
    })
    .from(breaks)
    .where(wanted.where)
    .orderBy(...wanted.order)
    .limit(wanted.limit)
    .offset(wanted.offset ?? 0);
  const open = rows.flatMap(({ row }) => (row.state === "open" ? [row] : []));
  const said = await readBreakSides(ctx, open);
  return rows.map(({ row, ...named }) => viewOf({ ...row, ...named }, said.get(row.id)));
}
