import { sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { mails } from "@/db/schema";
import { newId } from "@/lib/core/ids";
import { enqueue } from "@/lib/jobs";

export type MailTemplate = "receipt" | "released" | "staff-alert" | "sign-in";

export interface MailDraft {
  template: MailTemplate;
  to: string;
  /** One mail per thing to say. */
  dedupeKey: string;
  orderId?: string;
  data?: Record<string, unknown>;
}

/** Puts a mail into the outbox in the caller's transaction; a job sends it after the commit. Twice the same key is one mail. */
export async function writeMail(ctx: Ctx, draft: MailDraft): Promise<void> {
  const [row] = await ctx.db
    .insert(mails)
    .values({ id: newId(), nextTryAt: sql`app_now()`, data: {}, ...draft })
    .onConflictDoNothing()
    .returning({ id: mails.id });
  if (row) await enqueue(ctx, { task: "mail", payload: { id: row.id }, key: `mail:${row.id}` });
}
