import { and, asc, desc, eq, inArray, isNull, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { alertMessageItems, alertMessages, alertRules, alerts, users } from "@/db/schema";
import { isForOwners } from "@/lib/core/alert-kinds";
import { newId } from "@/lib/core/ids";
import { quietUntil } from "./quiet-until";

export interface HandOutCtx extends Ctx {
  /** The owners whom the settings name. */
  staffEmails: string[];
}

type Alert = typeof alerts.$inferSelect;
type Rule = typeof alertRules.$inferSelect;

interface Recipient {
  rule: Rule | null;
  channel: "email" | "webhook";
  recipient: string;
}

/** What comes so soon after a message of its kind to the same recipient waits, and goes together in the next one. */
const GATHER_MS = 5 * 60_000;
const BATCH = 200;

const ofRule = (rule: Rule): Recipient[] =>
  rule.channel === "webhook"
    ? [{ rule, channel: "webhook", recipient: rule.webhookHint ?? "" }]
    : rule.emails.map((recipient) => ({ rule, channel: "email", recipient }));

async function readOwners(tx: HandOutCtx): Promise<Recipient[]> {
  const owners = await tx.db.select({ email: users.email }).from(users).where(eq(users.role, "owner"));
  const emails = new Set([...tx.staffEmails, ...owners.map(({ email }) => email)]);
  return [...emails].map((recipient) => ({ rule: null, channel: "email", recipient }));
}

/** The last message of a kind to a recipient: one that was not tried yet takes more in. */
async function readLast(tx: Ctx, { kind }: Alert, { rule, recipient }: Recipient) {
  const [last] = await tx.db
    .select()
    .from(alertMessages)
    .where(
      and(
        eq(alertMessages.kind, kind),
        eq(alertMessages.recipient, recipient),
        rule ? eq(alertMessages.ruleId, rule.id) : isNull(alertMessages.ruleId),
      ),
    )
    .orderBy(desc(alertMessages.createdAt))
    .limit(1);
  return last;
}

/** When it may go: at once, after the last one of its kind has rested, and not in quiet hours unless it is urgent. */
function dueOf(tx: Ctx, alert: Alert, of: { rule: Rule | null; last: Date | undefined; now: Date }): Date {
  const { rule, last, now } = of;
  const rested = last ? new Date(last.getTime() + tx.policy.scaled(GATHER_MS)) : now;
  const soonest = rested > now ? rested : now;
  return rule && !alert.urgent ? quietUntil(rule, soonest) : soonest;
}

async function addTo(tx: Ctx, alert: Alert, { to, now }: { to: Recipient; now: Date }): Promise<void> {
  const last = await readLast(tx, alert, to);
  let messageId = last?.state === "waiting" && last.tries === 0 && !alert.urgent ? last.id : undefined;
  if (!messageId) {
    messageId = newId();
    const { rule, channel, recipient } = to;
    await tx.db.insert(alertMessages).values({
      id: messageId,
      ruleId: rule?.id ?? null,
      kind: alert.kind,
      channel,
      recipient,
      dueAt: dueOf(tx, alert, { rule, last: alert.urgent ? undefined : last?.dueAt, now }),
    });
  }
  await tx.db.insert(alertMessageItems).values({ messageId, alertId: alert.id }).onConflictDoNothing();
}

/** Whom rules name, or else the owners; the owners always where it is for them, each once. */
function recipientsOf(alert: Alert, taking: Rule[], owners: Recipient[]): Recipient[] {
  if (taking.length === 0) return owners;
  const named = taking.flatMap(ofRule);
  if (!isForOwners(alert.kind)) return named;
  const told = new Set(named.filter(({ channel }) => channel === "email").map(({ recipient }) => recipient));
  return [...named, ...owners.filter(({ recipient }) => !told.has(recipient))];
}

/**
 * Makes messages of the alerts that have none: one to everybody whom a rule names, and where no rule takes the kind to the owners. In one
 * transaction, so that none is lost and none is handed out twice.
 * @returns how many alerts there were
 */
export async function handOutAlerts(ctx: HandOutCtx): Promise<number> {
  return inTransaction(ctx, async (tx) => {
    const [lock] = await tx.db.execute<{ mine: boolean }>(
      sql`select pg_try_advisory_xact_lock(7423, 11) as mine`,
    );
    if (!lock?.mine) return 0;
    const waiting = await tx.db
      .select()
      .from(alerts)
      .where(isNull(alerts.handedOutAt))
      .orderBy(asc(alerts.at))
      .limit(BATCH);
    if (waiting.length === 0) return 0;
    const now = await readAppTime(tx);
    const rules = await tx.db.select().from(alertRules).where(eq(alertRules.enabled, true));
    const owners = await readOwners(tx);
    for (const alert of waiting) {
      const taking = rules.filter(({ kinds }) => kinds.includes(alert.kind));
      for (const to of recipientsOf(alert, taking, owners)) await addTo(tx, alert, { to, now });
    }
    const ids = waiting.map(({ id }) => id);
    await tx.db.update(alerts).set({ handedOutAt: now }).where(inArray(alerts.id, ids));
    return waiting.length;
  });
}
