import { and, desc, eq } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { reviewProposals } from "@/db/schema";
import { assertMay } from "@/lib/core/permissions";
import { readStaffNames } from "./read-staff-names";
import type { ProposalView } from "./types";

/** What one of staff proposes of an order and another one has still to confirm; null when nothing waits. @throws NotPermitted */
export async function readProposal(ctx: Ctx, { orderId }: { orderId: string }): Promise<ProposalView | null> {
  assertMay(ctx.actor, "orders.read");
  const [row] = await ctx.db
    .select()
    .from(reviewProposals)
    .where(and(eq(reviewProposals.orderId, orderId), eq(reviewProposals.state, "open")))
    .orderBy(desc(reviewProposals.proposedAt))
    .limit(1);
  if (!row) return null;
  const names = await readStaffNames(ctx, [row.proposedBy]);
  return {
    id: row.id,
    verdict: row.verdict,
    reason: row.reason,
    note: row.note,
    operatorReference: row.operatorReference,
    hasCode: row.artefact !== null,
    by: names.get(row.proposedBy) ?? "staff",
    mine: row.proposedBy === ctx.actor.id,
    at: row.proposedAt.toISOString(),
  };
}
