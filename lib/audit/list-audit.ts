import { eq, type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { orderEvents, orders, paymentEvents, staffActions, users } from "@/db/schema";
import { isPublicId } from "@/lib/core/ids";
import { assertMay } from "@/lib/core/permissions";
import type { AuditFilter, AuditPage, AuditRow } from "./types";

interface Row extends Record<string, unknown> {
  at: string;
  key: string;
  actor: string;
  email: string | null;
  action: string;
  subject_kind: string | null;
  subject_id: string | null;
  reason: string | null;
  data: Record<string, unknown>;
}

const STAFF = sql.raw("'staff:%'");
const and = (parts: (SQL | undefined)[]) => {
  const given = parts.filter((part) => part !== undefined);
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `);
};

/** One of the three places, newest first and no more than the page takes: each by its own index. */
function branch(
  of: { table: SQL; key: SQL; action: SQL; kind: SQL; id: SQL; reason: SQL; ours: SQL },
  filter: AuditFilter,
  limit: number,
): SQL {
  const { actor, action, subject, why, from, until, before } = filter;
  const where = and([
    of.ours,
    actor ? sql`e.actor = ${`staff:${actor}`}` : undefined,
    action ? sql`${of.action} = ${action}` : undefined,
    subject ? sql`${of.id} = ${subject}` : undefined,
    why ? sql`position(lower(${why}) in lower(${of.reason})) > 0` : undefined,
    from ? sql`e.at >= ${from}::timestamptz` : undefined,
    until ? sql`e.at < ${until}::timestamptz` : undefined,
    before
      ? sql`e.at <= ${before.at}::timestamptz and (e.at < ${before.at}::timestamptz or ${of.key} < ${before.key})`
      : undefined,
  ]);
  return sql`(select e.at, ${of.key} as key, e.actor, ${of.action} as action, ${of.kind} as subject_kind,
      ${of.id} as subject_id, ${of.reason} as reason, e.data
    from ${of.table} e where ${where} order by e.at desc, ${of.key} desc limit ${limit})`;
}

const ACTIONS = {
  table: sql`${staffActions}`,
  key: sql.raw("'a' || lpad(e.id::text, 20, '0')"),
  action: sql.raw("e.action"),
  kind: sql.raw("e.subject_kind"),
  id: sql.raw("e.subject_id"),
  reason: sql.raw("e.reason"),
  ours: sql`true`,
};

const eventsOf = (kind: "order" | "payment") => ({
  table: kind === "order" ? sql`${orderEvents}` : sql`${paymentEvents}`,
  key: sql.raw(`'${kind.charAt(0)}' || e.${kind}_id::text || lpad(e.seq::text, 10, '0')`),
  action: sql.raw("e.event"),
  kind: sql.raw(`'${kind}'`),
  id: sql.raw(`e.${kind}_id::text`),
  reason: sql.raw("coalesce(e.data ->> 'note', e.data ->> 'reason')"),
  ours: sql`e.actor like ${STAFF}`,
});

function viewOf(row: Row): AuditRow {
  return {
    key: row.key,
    at: row.at,
    actorId: row.actor.replace(/^staff:/, ""),
    by: row.email ?? row.actor,
    action: row.action,
    subject: row.subject_kind === null ? null : { kind: row.subject_kind, id: row.subject_id ?? "" },
    reason: row.reason,
    data: row.data,
  };
}

/** An order's events are found by its id as a column, not as a text. */
function bySubject(filter: AuditFilter, kind: "order" | "payment") {
  const of = eventsOf(kind);
  if (!filter.subject) return of;
  const isId = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(filter.subject);
  const column = sql.raw(`e.${kind}_id`);
  return { ...of, ours: isId ? sql`${of.ours} and ${column} = ${filter.subject}::uuid` : sql`false` };
}

/** An address stands for whose it is, an order's public id for its own; what is nobody's finds nothing. */
async function idsOf(ctx: Ctx, filter: AuditFilter): Promise<AuditFilter> {
  const { actor, subject } = filter;
  const found = { ...filter };
  if (actor?.includes("@")) {
    const [row] = await ctx.db
      .select({ id: users.id })
      .from(users)
      .where(sql`lower(${users.email}) = ${actor.toLowerCase()}`);
    if (row) found.actor = row.id;
  }
  if (subject && isPublicId(subject)) {
    const [row] = await ctx.db.select({ id: orders.id }).from(orders).where(eq(orders.publicId, subject));
    if (row) found.subject = row.id;
  }
  return found;
}

/**
 * What staff did, the newest first: what is noted of them and every change of an order or payment they made.
 * @param page.limit at most so many
 * @throws NotPermitted
 */
export async function listAudit(
  ctx: Ctx,
  asked: AuditFilter,
  { limit = 50 }: { limit?: number } = {},
): Promise<AuditPage> {
  assertMay(ctx.actor, "audit.read");
  const [filter, take] = [await idsOf(ctx, asked), limit + 1];
  const rows = await ctx.db.execute<Row>(sql`
    select to_char(found.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, found.key, found.actor, u.email,
      found.action, found.subject_kind, found.subject_id, found.reason, found.data
    from (${branch(ACTIONS, filter, take)} union all ${branch(bySubject(filter, "order"), filter, take)}
      union all ${branch(bySubject(filter, "payment"), filter, take)} order by at desc, key desc limit ${take}) found
    left join ${users} u on u.id = substr(found.actor, 7) and found.actor like ${STAFF}
    order by found.at desc, found.key desc`);
  const shown = [...rows].slice(0, limit).map(viewOf);
  const last = shown.at(-1);
  return { rows: shown, next: rows.length > limit && last ? { at: last.at, key: last.key } : null };
}

const EXPORT_PAGE = 1000;

/** The whole log by a filter, a page at a time: memory does not grow with it. @throws NotPermitted */
export async function* streamAudit(ctx: Ctx, filter: AuditFilter): AsyncGenerator<AuditRow[]> {
  let before = filter.before;
  for (;;) {
    const page = await listAudit(ctx, { ...filter, ...(before ? { before } : {}) }, { limit: EXPORT_PAGE });
    if (page.rows.length > 0) yield page.rows;
    if (!page.next) return;
    before = page.next;
  }
}

/** Everything that stands in the log as an action, for the filter; the names alone. @throws NotPermitted */
export async function listAuditActions(ctx: Ctx): Promise<string[]> {
  assertMay(ctx.actor, "audit.read");
  // One step of the index a name, however long the log is.
  const rows = await ctx.db.execute<{ action: string }>(sql`
    with recursive names as (
      (select action from ${staffActions} order by action limit 1)
      union all
      select (select a.action from ${staffActions} a where a.action > names.action order by a.action limit 1)
      from names where names.action is not null)
    select action from names where action is not null`);
  return [...rows].map(({ action }) => action);
}
