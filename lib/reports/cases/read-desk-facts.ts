import { and, asc, desc, eq, inArray, isNull, or, sql, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import {
  blocks,
  caseDecisions,
  caseLeases,
  checkouts,
  refundProposals,
  staffNotes,
  type JudgedLimit,
} from "@/db/schema";
import { money } from "@/lib/core/money";
import { hasEnd } from "@/lib/risk";
import { readStaffNames } from "../read-staff-names";
import type { OrderFacts } from "../read-order-facts";
import type { JudgedView, StaffOrder } from "../types";
import { viewBlock, viewDecision, viewLease, viewNote, viewRefund } from "./view-rows";

export const viewJudged = ({ worth, ...rest }: JudgedLimit): JudgedView => ({
  ...rest,
  limited: hasEnd(rest.orders),
  worth: { used: money(worth.used, "USD"), most: money(worth.most, "USD") },
});

/** Keys of every block that would concern an order. */
function keysOf({ order, payment }: OrderFacts, buyerId: string): string[] {
  return [
    ...(order.number ? [`number:${order.number}`] : []),
    ...(order.account ? [`account:${order.account}`] : []),
    `email:${order.email.toLowerCase()}`,
    ...(order.recipientEmail ? [`email:${order.recipientEmail.toLowerCase()}`] : []),
    `buyer:${buyerId}`,
    ...(payment.cardFingerprint ? [`card:${payment.cardFingerprint}`] : []),
  ];
}

type DeskFacts = Pick<
  StaffOrder,
  "notes" | "refundProposal" | "judged" | "blocks" | "decision" | "lease" | "cardFingerprint"
>;

type Decision = InferSelectModel<typeof caseDecisions>;

/** What staff wrote down, decided and blocked around an order: each by an index. */
export async function readDeskFacts(ctx: Ctx, facts: OrderFacts): Promise<DeskFacts> {
  const { id: orderId, checkoutId } = facts.order;
  const [[checkout], notes, [refund], decisions, [lease]] = await Promise.all([
    ctx.db
      .select({ judged: checkouts.judged, buyerId: checkouts.buyerId, now: sql<string>`app_now()` })
      .from(checkouts)
      .where(eq(checkouts.id, checkoutId)),
    ctx.db.select().from(staffNotes).where(eq(staffNotes.orderId, orderId)).orderBy(asc(staffNotes.id)),
    ctx.db
      .select()
      .from(refundProposals)
      .where(and(eq(refundProposals.orderId, orderId), eq(refundProposals.state, "open"))),
    ctx.db
      .select()
      .from(caseDecisions)
      .where(eq(caseDecisions.orderId, orderId))
      .orderBy(desc(caseDecisions.decidedAt))
      .limit(1),
    ctx.db
      .select()
      .from(caseLeases)
      .where(and(eq(caseLeases.orderId, orderId), sql`${caseLeases.until} > app_now()`)),
  ]);
  const standing = await ctx.db
    .select()
    .from(blocks)
    .where(
      and(
        inArray(blocks.key, keysOf(facts, checkout?.buyerId ?? "")),
        isNull(blocks.liftedAt),
        or(isNull(blocks.endsAt), sql`${blocks.endsAt} > app_now()`),
      ),
    );
  const [last]: (Decision | undefined)[] = decisions;
  const names = await readStaffNames(ctx, [
    ...notes.map(({ writtenBy }) => writtenBy),
    ...standing.map(({ blockedBy }) => blockedBy),
    ...[refund?.proposedBy, last?.decidedBy, lease?.staffId, lease?.takenFrom].flatMap((one) => one ?? []),
  ]);
  const reader = { names, me: ctx.actor.id };
  const now = new Date(checkout?.now ?? 0);
  return {
    notes: notes.map((note) => viewNote(note, names)),
    refundProposal: refund ? viewRefund(refund, reader) : null,
    judged: (checkout?.judged ?? []).map(viewJudged),
    blocks: standing.map((row) => viewBlock(row, names, now)),
    // What was done stands in the events.
    decision: last && last.state !== "done" && last.state !== "undone" ? viewDecision(last, reader) : null,
    lease: lease ? viewLease(lease, reader) : null,
    cardFingerprint: facts.payment.cardFingerprint,
  };
}
