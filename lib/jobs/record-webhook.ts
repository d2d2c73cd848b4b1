import { runStatement } from "@/db/run-statement";
import type { Ctx } from "@/db/context";
import { failpoint } from "@/lib/core/failpoint";
import { addJobCall } from "./enqueue";

export interface ReceivedWebhook {
  /** `stripe` or a provider's name. */
  source: string;
  eventId: string;
  type: string;
  /** What the job needs to find the order, and nothing secret. */
  payload: Record<string, unknown>;
}

/** Stores a webhook once by its id and leaves the work to a job, in one statement. Returns false for one that was here before. */
export async function recordWebhook(ctx: Ctx, webhook: ReceivedWebhook): Promise<boolean> {
  const { source, eventId, type, payload } = webhook;
  const key = `webhook:${source}:${eventId}`;
  const rows = await runStatement(
    ctx,
    (place) => `with stored as (
        insert into webhook_inbox (source, event_id, type, payload)
        values (${place(source)}, ${place(eventId)}, ${place(type)}, ${place(payload)}::jsonb)
        on conflict do nothing returning 1)
      select 1 from stored cross join lateral
        ${addJobCall(place, { task: "webhook", payload: { source, eventId, type, payload }, key })} job`,
  );
  await failpoint("webhook.stored");
  return rows.length > 0;
}

/** Notes what came of a stored webhook. */
export async function closeWebhook(
  ctx: Ctx,
  webhook: { source: string; eventId: string; result: string },
): Promise<void> {
  await runStatement(
    ctx,
    (place) => `update webhook_inbox set worked_at = app_now(), result = ${place(webhook.result)}
      where source = ${place(webhook.source)} and event_id = ${place(webhook.eventId)}`,
  );
}
