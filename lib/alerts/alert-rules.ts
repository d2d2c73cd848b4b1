import { and, asc, desc, eq, lt, or, sql } from "drizzle-orm";
import { inTransaction, type Ctx } from "@/db/context";
import { alertMessageItems, alertMessages, alertRules, alerts, mails } from "@/db/schema";
import { noteStaffAction } from "@/lib/audit";
import { ALERT_KINDS, type AlertKind } from "@/lib/core/alert-kinds";
import type { Failure } from "@/lib/core/failure";
import { newId } from "@/lib/core/ids";
import { assertMay } from "@/lib/core/permissions";
import { fail, ok, type Result } from "@/lib/core/result";
import { webhookProblem } from "./post-webhook";
import type { AlertCtx } from "./send-messages";
import type { AlertMessageView, AlertRuleView } from "./types";

export interface RuleDraft {
  name: string;
  kinds: AlertKind[];
  channel: "email" | "webhook";
  emails: string[];
  /** A webhook's whole address; empty keeps the one that stands. */
  webhook: string;
  quietFrom: number | null;
  quietUntil: number | null;
  timeZone: string;
  enabled: boolean;
}

export type RuleFailure = Failure<
  "rule-gone" | "changed-meanwhile" | "no-recipient" | "no-kinds" | "no-address" | "not-https" | "private"
>;

/** Of a webhook's address only where it leads: the rest is the key to it. */
const hintOf = (address: string) => `${new URL(address).host}/…${address.slice(-4)}`;

function wrongWith(ctx: AlertCtx, draft: RuleDraft, hasWebhook: boolean): RuleFailure["code"] | undefined {
  if (draft.kinds.length === 0) return "no-kinds";
  if (draft.channel === "email") return draft.emails.length === 0 ? "no-recipient" : undefined;
  if (draft.webhook === "") return hasWebhook ? undefined : "no-recipient";
  return webhookProblem(draft.webhook, !ctx.privateWebhooks);
}

/** What an address becomes in its row; nothing where it stays. */
const sealedOf = (ctx: AlertCtx, { webhook }: RuleDraft) =>
  webhook === "" ? {} : { webhook: ctx.artefacts.seal(webhook), webhookHint: hintOf(webhook) };

/**
 * Makes a rule, or changes one as it was when its form was made. @param of.id the rule's; of a new one the form's, so that pressing twice makes one
 * @throws NotPermitted, FactorNeeded
 */
export async function putAlertRule(
  ctx: AlertCtx,
  of: { id: string; version: number },
  draft: RuleDraft,
): Promise<Result<null, RuleFailure>> {
  assertMay(ctx.actor, "alerts.write");
  return inTransaction(ctx, async (tx) => {
    const [known] = await tx.db.select().from(alertRules).where(eq(alertRules.id, of.id)).for("update");
    if (!known && of.version > 0) return fail({ code: "rule-gone" });
    if (known && of.version === 0) return ok(null);
    if (known && known.version !== of.version) return fail({ code: "changed-meanwhile" });
    const wrong = wrongWith(tx, draft, Boolean(known?.webhook));
    if (wrong) return fail({ code: wrong });
    const { webhook: _, ...plain } = draft;
    const row = { ...plain, emails: draft.channel === "email" ? draft.emails : [], ...sealedOf(tx, draft) };
    await tx.db
      .insert(alertRules)
      .values({ id: of.id, ...row })
      .onConflictDoUpdate({
        target: alertRules.id,
        set: { ...row, version: sql`${alertRules.version} + 1` },
      });
    await noteStaffAction(tx, {
      action: known ? "alert-rule-changed" : "alert-rule-made",
      subject: { kind: "alert-rule", id: of.id },
      data: { ...plain, ...(row.webhookHint ? { webhook: row.webhookHint } : {}) },
    });
    return ok(null);
  });
}

/** @throws NotPermitted, FactorNeeded */
export async function removeAlertRule(ctx: Ctx, { id }: { id: string }): Promise<Result<null, RuleFailure>> {
  assertMay(ctx.actor, "alerts.write");
  return inTransaction(ctx, async (tx) => {
    const [gone] = await tx.db
      .delete(alertRules)
      .where(eq(alertRules.id, id))
      .returning({ name: alertRules.name });
    if (!gone) return fail({ code: "rule-gone" });
    await noteStaffAction(tx, {
      action: "alert-rule-removed",
      subject: { kind: "alert-rule", id },
      data: { name: gone.name },
    });
    return ok(null);
  });
}

/** Sends a message by this rule now, on the road that all others take. @throws NotPermitted, FactorNeeded */
export async function testAlertRule(ctx: Ctx, { id }: { id: string }): Promise<Result<null, RuleFailure>> {
  assertMay(ctx.actor, "alerts.write");
  return inTransaction(ctx, async (tx) => {
    const [rule] = await tx.db.select().from(alertRules).where(eq(alertRules.id, id));
    if (!rule) return fail({ code: "rule-gone" });
    const alert = { kind: "test" as const, subject: `test:${newId()}`, path: "/admin/alerts" };
    const [raised] = await tx.db
      .insert(alerts)
      .values({
        id: newId(),
        ...alert,
        text: `“${rule.name}” reaches you`,
        urgent: true,
        current: false,
        handedOutAt: sql`app_now()`,
      })
      .returning({ id: alerts.id });
    const recipients = rule.channel === "webhook" ? [rule.webhookHint ?? ""] : rule.emails;
    for (const recipient of recipients) {
      const messageId = newId();
      const { id: ruleId, channel } = rule;
      const dueAt = sql`app_now()`;
      await tx.db
        .insert(alertMessages)
        .values({ id: messageId, ruleId, kind: "test", channel, recipient, dueAt });
      await tx.db.insert(alertMessageItems).values({ messageId, alertId: raised?.id ?? "" });
    }
    await noteStaffAction(tx, { action: "alert-rule-tested", subject: { kind: "alert-rule", id } });
    return ok(null);
  });
}

/** Every rule, and the kinds that none takes: the owners are told of those. @throws NotPermitted */
export async function listAlertRules(ctx: Ctx): Promise<{ rules: AlertRuleView[]; untaken: AlertKind[] }> {
  assertMay(ctx.actor, "audit.read");
  const rows = await ctx.db.select().from(alertRules).orderBy(asc(alertRules.createdAt));
  const taken = new Set(rows.filter(({ enabled }) => enabled).flatMap(({ kinds }) => kinds));
  return {
    rules: rows.map(({ webhook: _, createdAt: __, ...rule }) => rule),
    untaken: ALERT_KINDS.filter((kind) => kind !== "test" && !taken.has(kind)),
  };
}

const PAGE = 50;

/** The delivery log, the newest first; a mail's own fate with it. @param before id of the last one shown @throws NotPermitted */
export async function listAlertMessages(
  ctx: Ctx,
  { before }: { before?: string },
): Promise<AlertMessageView[]> {
  assertMay(ctx.actor, "audit.read");
  const [from] = before
    ? await ctx.db
        .select({ at: alertMessages.createdAt })
        .from(alertMessages)
        .where(eq(alertMessages.id, before))
    : [];
  const older =
    from && before
      ? or(
          lt(alertMessages.createdAt, from.at),
          and(eq(alertMessages.createdAt, from.at), lt(alertMessages.id, before)),
        )
      : undefined;
  const rows = await ctx.db
    .select({
      message: alertMessages,
      mail: mails.state,
      mailError: mails.error,
      texts: sql<string[]>`(select coalesce(json_agg(a.text order by a.at), '[]') from ${alertMessageItems} i
        join ${alerts} a on a.id = i.alert_id where i.message_id = ${alertMessages.id})`,
    })
    .from(alertMessages)
    .leftJoin(mails, eq(mails.dedupeKey, sql`'alert-message:' || ${alertMessages.id}`))
    .where(older)
    .orderBy(desc(alertMessages.createdAt), desc(alertMessages.id))
    .limit(PAGE);
  return rows.map(({ message, mail, mailError, texts }) => ({
    id: message.id,
    kind: message.kind,
    channel: message.channel,
    recipient: message.recipient,
    // A mail that lies in the outbox is not there yet.
    state: mail ?? message.state,
    error: mailError ?? message.error,
    tries: message.tries,
    texts,
    createdAt: message.createdAt.toISOString(),
    dueAt: message.dueAt.toISOString(),
    sentAt: message.sentAt?.toISOString() ?? null,
  }));
}
