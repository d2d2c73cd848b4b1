import { and, desc, eq, sql } from "drizzle-orm";
import { validate as isUuid } from "uuid";
import type { Ctx } from "@/db/context";
import { mails } from "@/db/schema";
import { assertMay } from "@/lib/core/permissions";
import type { OutboxMail, OutboxPage } from "../types";

export interface OutboxInput {
  state?: OutboxMail["state"] | undefined;
  /** An address, or the id of an order. */
  search?: string | undefined;
  /** Continue with what is older than this mail. */
  before?: string | undefined;
  limit: number;
}

/** One page of the outbox, the newest first, by keyset. What stands in a mail is not read. @throws NotPermitted */
export async function listMails(ctx: Ctx, input: OutboxInput): Promise<OutboxPage> {
  assertMay(ctx.actor, "customers.read");
  const { state, before, limit } = input;
  const search = input.search?.trim() ?? "";
  const rows = await ctx.db
    .select({
      id: mails.id,
      template: mails.template,
      to: mails.to,
      orderId: mails.orderId,
      state: mails.state,
      tries: mails.tries,
      error: mails.error,
      createdAt: mails.createdAt,
      sentAt: mails.sentAt,
      nextTryAt: mails.nextTryAt,
    })
    .from(mails)
    .where(
      and(
        state ? eq(mails.state, state) : undefined,
        search === ""
          ? undefined
          : isUuid(search)
            ? eq(mails.orderId, search)
            : eq(sql`lower(${mails.to})`, search.toLowerCase()),
        before && isUuid(before)
          ? sql`(${mails.createdAt}, ${mails.id}) < (select m.created_at, m.id from mails m where m.id = ${before})`
          : undefined,
      ),
    )
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  return {
    mails: shown.map(({ createdAt, sentAt, nextTryAt, ...mail }) => ({
      ...mail,
      createdAt: createdAt.toISOString(),
      sentAt: sentAt?.toISOString() ?? null,
      nextTryAt: nextTryAt?.toISOString() ?? null,
    })),
    older: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}
