import { and, eq, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, refundProposals } from "@/db/schema";
import { newId } from "@/lib/core/ids";

export type RefundProposalRow = InferSelectModel<typeof refundProposals>;

/** Writes down a refund that another one of staff has to confirm. @returns false when one waits already */
export async function putRefundProposal(
  ctx: Ctx,
  proposal: Pick<RefundProposalRow, "orderId" | "paymentId" | "amountMinor" | "currency" | "reason" | "note">,
): Promise<boolean> {
  const written = await ctx.db
    .insert(refundProposals)
    .values({ ...proposal, id: newId(), proposedBy: ctx.actor.id })
    .onConflictDoNothing()
    .returning({ id: refundProposals.id });
  return written.length > 0;
}

/** The refund that waits for a second one of staff; undefined when none does. */
export async function readRefundProposal(ctx: Ctx, orderId: string): Promise<RefundProposalRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(refundProposals)
    .where(and(eq(refundProposals.orderId, orderId), eq(refundProposals.state, "open")));
  return row;
}

export async function closeRefundProposal(
  ctx: Ctx,
  id: string,
  state: Exclude<RefundProposalRow["state"], "open">,
): Promise<void> {
  await ctx.db
    .update(refundProposals)
    .set({ state, decidedBy: ctx.actor.id, decidedAt: appNow })
    .where(and(eq(refundProposals.id, id), eq(refundProposals.state, "open")));
}
