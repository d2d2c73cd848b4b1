import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { webhookInbox } from "@/db/schema";
import { inTransaction } from "@/db/context";
import { enqueue } from "./enqueue";

export interface ReceivedWebhook {
  /** `stripe` or a provider's name. */
  source: string;
  eventId: string;
  type: string;
  /** What the job needs to find the order, and nothing secret. */
  payload: Record<string, unknown>;
}

/** Stores a webhook once by its id and leaves the work to a job. Returns false for one that was here before. */
export async function recordWebhook(ctx: Ctx, webhook: ReceivedWebhook): Promise<boolean> {
  return inTransaction(ctx, async (tx) => {
    const stored = await tx.db
      .insert(webhookInbox)
      .values(webhook)
      .onConflictDoNothing()
      .returning({ id: webhookInbox.eventId });
    if (stored.length === 0) return false;
    const { source, eventId, type, payload } = webhook;
    await enqueue(tx, {
      task: "webhook",
      payload: { source, eventId, type, payload },
      key: `webhook:${source}:${eventId}`,
    });
    return true;
  });
}

/** Notes what came of a stored webhook. */
export async function closeWebhook(
  ctx: Ctx,
  webhook: { source: string; eventId: string; result: string },
): Promise<void> {
  await ctx.db
    .update(webhookInbox)
    .set({ workedAt: sql`app_now()`, result: webhook.result })
    .where(sql`${webhookInbox.source} = ${webhook.source} and ${webhookInbox.eventId} = ${webhook.eventId}`);
}
