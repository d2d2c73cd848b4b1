import { and, asc, eq, lte, sql } from "drizzle-orm";
import { inTransaction } from "@/db/context";
import { alertMessageItems, alertMessages, alertRules, alerts, appNow } from "@/db/schema";
import type { Seal } from "@/lib/core/seal";
import { writeMail } from "@/lib/mail";
import type { HandOutCtx } from "./hand-out";
import { postWebhook } from "./post-webhook";
import { webhookBody, writeMessage, type WrittenMessage } from "./write-message";

export interface AlertCtx extends HandOutCtx {
  artefacts: Seal;
  appUrl: string;
  /** Webhooks of private networks and without TLS are called: never when live. */
  privateWebhooks: boolean;
}

type Message = typeof alertMessages.$inferSelect;

const BATCH = 50;
const MOST_TRIES = 8;
const TIMEOUT_MS = 10_000;
/** A worker that dies with a message in hand keeps it from the others for so long. */
const LEASE_MS = 60_000;

async function read(ctx: Pick<AlertCtx, "db" | "appUrl">, { id, kind }: Message): Promise<WrittenMessage> {
  const told = await ctx.db
    .select({ text: alerts.text, path: alerts.path, earlier: alerts.earlier, at: alerts.at })
    .from(alertMessageItems)
    .innerJoin(alerts, eq(alerts.id, alertMessageItems.alertId))
    .where(eq(alertMessageItems.messageId, id))
    .orderBy(asc(alerts.at));
  return writeMessage({ kind, told: told.map((one) => ({ ...one, at: one.at.toISOString() })) }, ctx.appUrl);
}

const later = (ms: number) => sql`app_now() + ${`${ms} milliseconds`}::interval`;

/** Takes one message that is due; nobody else does until its lease is over. A mail goes to the outbox with it. */
async function take(ctx: AlertCtx): Promise<Message | undefined> {
  return inTransaction(ctx, async (tx) => {
    const [message] = await tx.db
      .select()
      .from(alertMessages)
      .where(and(eq(alertMessages.state, "waiting"), lte(alertMessages.dueAt, appNow)))
      .orderBy(asc(alertMessages.dueAt))
      .limit(1)
      .for("update", { skipLocked: true });
    if (!message) return undefined;
    const tries = message.tries + 1;
    const set = { tries, dueAt: later(LEASE_MS) };
    if (message.channel === "email") {
      await writeMail(tx, {
        template: "alert",
        to: message.recipient,
        dedupeKey: `alert-message:${message.id}`,
        data: { ...(await read(tx, message)) },
      });
      Object.assign(set, { state: "sent", sentAt: appNow });
    }
    await tx.db.update(alertMessages).set(set).where(eq(alertMessages.id, message.id));
    return { ...message, tries };
  });
}

async function post(ctx: AlertCtx, message: Message): Promise<string | undefined> {
  const [rule] = await ctx.db
    .select({ webhook: alertRules.webhook })
    .from(alertRules)
    .where(eq(alertRules.id, message.ruleId ?? message.id));
  if (!rule?.webhook) return "the rule is gone";
  try {
    const rules = { strict: !ctx.privateWebhooks, timeoutMs: TIMEOUT_MS };
    const body = webhookBody(await read(ctx, message));
    await postWebhook(ctx.artefacts.open(rule.webhook), { body, key: message.id }, rules);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

async function conclude(ctx: AlertCtx, message: Message, error: string | undefined): Promise<void> {
  const over = message.tries >= MOST_TRIES || error === "the rule is gone";
  const wait = ctx.policy.scaled(Math.min(15_000 * 4 ** message.tries, 6 * 3_600_000));
  if (error) ctx.log.warn({ message: message.id, error }, "an alert was not taken");
  await ctx.db
    .update(alertMessages)
    .set(
      error === undefined
        ? { state: "sent", sentAt: appNow, error: null }
        : { error: error.slice(0, 300), ...(over ? { state: "failed" } : { dueAt: later(wait) }) },
    )
    .where(eq(alertMessages.id, message.id));
}

/** Sends the messages that are due, each at least once; what is not taken is tried again, later and later. Returns how many were sent or tried. */
export async function sendAlertMessages(ctx: AlertCtx): Promise<number> {
  for (let sent = 0; sent < BATCH; sent += 1) {
    const message = await take(ctx);
    if (!message) return sent;
    if (message.channel === "webhook") await conclude(ctx, message, await post(ctx, message));
  }
  return BATCH;
}
