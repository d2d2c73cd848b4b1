import { eq, sql, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { rowOf } from "@/db/row-of";
import { runStatement } from "@/db/run-statement";
import { mails } from "@/db/schema";
import { enqueue } from "@/lib/jobs";

export type MailRow = InferSelectModel<typeof mails>;

const mailRow = rowOf(mails);

const MOST_TRIES = 12;

export async function readMail(ctx: Ctx, id: string): Promise<MailRow | undefined> {
  const [row] = await runStatement(
    ctx,
    (place) => `select ${mailRow.list("m")} from mails m where id = ${place(id)}`,
  );
  return row && mailRow.read(row);
}

export async function noteMailSent(ctx: Ctx, id: string): Promise<void> {
  await runStatement(
    ctx,
    (place) => `update mails set state = 'sent', sent_at = app_now(), next_try_at = null, error = null
      where id = ${place(id)}`,
  );
}

/** Tries again later, ever more patiently; after the last try it stands as failed for staff to see. Returns whether that was the last one. */
export async function noteMailFailed(ctx: Ctx, mail: MailRow, error: string): Promise<boolean> {
  const tries = mail.tries + 1;
  const afterMs = ctx.policy.scaled(Math.min(60_000 * 2 ** tries, 6 * 3_600_000));
  const over = tries >= MOST_TRIES;
  await ctx.db
    .update(mails)
    .set({
      tries,
      error: error.slice(0, 500),
      state: over ? "failed" : "waiting",
      nextTryAt: over ? null : sql`app_now() + ${`${afterMs} milliseconds`}::interval`,
    })
    .where(eq(mails.id, mail.id));
  if (!over) await enqueue(ctx, { task: "mail", payload: { id: mail.id }, key: `mail:${mail.id}`, afterMs });
  return over;
}

/** Not sent any more: what it had to say is over. It stands as failed for staff to see. */
export async function dropMail(ctx: Ctx, id: string, why: string): Promise<void> {
  await ctx.db.update(mails).set({ state: "failed", error: why, nextTryAt: null }).where(eq(mails.id, id));
}

/** Locks a mail of the outbox. */
export async function lockMail(ctx: Ctx, id: string): Promise<MailRow | undefined> {
  const [row] = await runStatement(
    ctx,
    (place) => `select ${mailRow.list("m")} from mails m where id = ${place(id)} for update`,
  );
  return row && mailRow.read(row);
}

/** A mail that waits or has failed is tried anew, at once, with all its tries before it. */
export async function reopenMail(ctx: Ctx, id: string): Promise<void> {
  await ctx.db
    .update(mails)
    .set({ state: "waiting", tries: 0, error: null, nextTryAt: sql`app_now()` })
    .where(eq(mails.id, id));
  await enqueue(ctx, { task: "mail", payload: { id }, key: `mail:${id}` });
}
