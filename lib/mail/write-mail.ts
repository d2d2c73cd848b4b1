import { runStatement } from "@/db/run-statement";
import type { Ctx } from "@/db/context";
import { newId } from "@/lib/core/ids";
import { addJobCall } from "@/lib/jobs";

export type MailTemplate =
  | "receipt"
  | "gift"
  | "gift-back"
  | "released"
  | "refunded"
  | "sign-in"
  | "alert"
  | "staff-invited";

export interface MailDraft {
  template: MailTemplate;
  to: string;
  /** One mail per thing to say. */
  dedupeKey: string;
  orderId?: string;
  data?: Record<string, unknown>;
}

/** Puts a mail into the outbox in the caller's transaction; a job sends it after the commit. Twice the same key is one mail. @returns whether it is new */
export async function writeMail(ctx: Ctx, draft: MailDraft): Promise<boolean> {
  const { template, to, dedupeKey, orderId, data = {} } = draft;
  const id = newId();
  const written = await runStatement(
    ctx,
    (place) => `with written as (
        insert into mails (id, dedupe_key, template, to_address, order_id, data, next_try_at)
        values (${[id, dedupeKey, template, to, orderId].map(place).join(", ")}, ${place(data)}::jsonb, app_now())
        on conflict do nothing returning 1)
      select 1 from written cross join lateral
        ${addJobCall(place, { task: "mail", payload: { id }, key: `mail:${id}` })} job`,
  );
  return written.length > 0;
}
