import { asc, eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { disputes, fraudWarnings } from "@/db/schema";
import { money } from "@/lib/core/money";
import type { StaffPayment } from "./types";

/** Disputes and fraud warnings of a payment, the oldest first. */
export async function readQuarrels(
  ctx: Ctx,
  paymentId: string,
): Promise<Pick<StaffPayment, "disputes" | "fraudWarnings">> {
  const [disputed, warned] = await Promise.all([
    ctx.db.select().from(disputes).where(eq(disputes.paymentId, paymentId)).orderBy(asc(disputes.openedAt)),
    ctx.db
      .select()
      .from(fraudWarnings)
      .where(eq(fraudWarnings.paymentId, paymentId))
      .orderBy(asc(fraudWarnings.warnedAt)),
  ]);
  return {
    disputes: disputed.map(({ id, amountMinor, currency, reason, status, dueBy, submissions, openedAt }) => ({
      id,
      amount: money(amountMinor, currency),
      reason,
      status,
      answerable: status.endsWith("needs_response"),
      dueBy: dueBy?.toISOString() ?? null,
      submissions,
      openedAt: openedAt.toISOString(),
    })),
    fraudWarnings: warned.map(({ id, fraudType, actionable, warnedAt }) => ({
      id,
      fraudType,
      actionable,
      at: warnedAt.toISOString(),
    })),
  };
}
