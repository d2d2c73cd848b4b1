import { and, eq, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { appNow, reviewProposals } from "@/db/schema";
import { newId } from "@/lib/core/ids";

export type ProposalRow = InferSelectModel<typeof reviewProposals>;
export type Verdict = ProposalRow["verdict"];

/** Writes what one of staff proposes of an order in review, inside the transaction that holds the order's lock. */
export async function putProposal(
  ctx: Ctx,
  proposal: Pick<
    ProposalRow,
    "orderId" | "attemptId" | "verdict" | "reason" | "note" | "operatorReference" | "artefact"
  >,
): Promise<void> {
  await ctx.db.insert(reviewProposals).values({ ...proposal, id: newId(), proposedBy: ctx.actor.id });
}

/** The proposal that waits for a second one of staff; undefined when none does. */
export async function readOpenProposal(ctx: Ctx, orderId: string): Promise<ProposalRow | undefined> {
  const [row] = await ctx.db
    .select()
    .from(reviewProposals)
    .where(and(eq(reviewProposals.orderId, orderId), eq(reviewProposals.state, "open")));
  return row;
}

export async function closeProposal(
  ctx: Ctx,
  id: string,
  state: Exclude<ProposalRow["state"], "open">,
): Promise<void> {
  await ctx.db
    .update(reviewProposals)
    .set({ state, decidedBy: ctx.actor.id, decidedAt: appNow })
    .where(and(eq(reviewProposals.id, id), eq(reviewProposals.state, "open")));
}
