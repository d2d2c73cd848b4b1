import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { alerts } from "@/db/schema";
import { type AlertKind, isUrgent } from "@/lib/core/alert-kinds";
import { newId } from "@/lib/core/ids";

export interface NewAlert {
  kind: AlertKind;
  /** What it is about: `order:…`. The same kind and subject is told once in a window; what comes again is counted. */
  subject: string;
  /** What happened, in a line; nothing secret. */
  text: string;
  /** The staff page to look at, from its root: `/admin/orders/…`. */
  path: string;
  /** How long the same is only counted; an hour where nothing is said. */
  quietMs?: number;
  /** A state that is looked at again and again, not something that happens: it is not counted. */
  lasting?: boolean;
}

const WINDOW_MS = 3_600_000;

/** Tells staff of something, in the transaction that found it: the row is all that is written here, and the worker hands it out. */
export async function raiseAlert(
  ctx: Ctx,
  { quietMs = WINDOW_MS, lasting = false, ...alert }: NewAlert,
): Promise<void> {
  const { kind, subject } = alert;
  const window = sql`${`${ctx.policy.scaled(quietMs)} milliseconds`}::interval`;
  const [over] = await ctx.db.execute<{ repeats: number }>(sql`
    update ${alerts} set current = false
    where kind = ${kind} and subject = ${subject} and current and at <= app_now() - ${window} returning repeats`);
  await ctx.db
    .insert(alerts)
    .values({ id: newId(), ...alert, urgent: isUrgent(kind), earlier: over?.repeats ?? 0 })
    .onConflictDoUpdate({
      target: [alerts.kind, alerts.subject],
      targetWhere: sql`${alerts.current}`,
      set: { repeats: sql`${alerts.repeats} + ${lasting ? 0 : 1}` },
    });
}
