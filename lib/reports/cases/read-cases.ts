import { and, desc, eq, inArray, ne, or, sql, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import {
  caseDecisions,
  caseLeases,
  type disputes,
  operators,
  orders,
  products,
  refundProposals,
  reviewProposals,
} from "@/db/schema";
import { money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { maskRecipient } from "@/lib/phone/mask-recipient";
import { readStaffNames } from "../read-staff-names";
import type { CaseDispute, CaseQueue, CaseView, ProposalView } from "../types";
import { findCases } from "./find-cases";
import { viewDecision, viewLease, viewRefund } from "./view-rows";

/** How far back a reader is told of what became of their decisions. */
const LATELY = sql.raw("interval '30 minutes'");

const viewDispute = ({
  id,
  amountMinor,
  currency,
  reason,
  dueBy,
}: InferSelectModel<typeof disputes>): CaseDispute => ({
  id,
  amount: money(amountMinor, currency),
  reason,
  dueBy: dueBy?.toISOString() ?? null,
});

interface Around {
  proposals: InferSelectModel<typeof reviewProposals>[];
  refunds: InferSelectModel<typeof refundProposals>[];
  leases: InferSelectModel<typeof caseLeases>[];
  waiting: InferSelectModel<typeof caseDecisions>[];
  /** The reader's, of a while ago until now. */
  mine: InferSelectModel<typeof caseDecisions>[];
  lost: InferSelectModel<typeof caseLeases>[];
  names: Map<string, string>;
}

async function readAround(ctx: Ctx, ids: string[]): Promise<Around> {
  const me = ctx.actor.id;
  const [proposals, refunds, leases, waiting, mine, lost] = await Promise.all([
    ctx.db
      .select()
      .from(reviewProposals)
      .where(and(inArray(reviewProposals.orderId, ids), eq(reviewProposals.state, "open"))),
    ctx.db
      .select()
      .from(refundProposals)
      .where(and(inArray(refundProposals.orderId, ids), eq(refundProposals.state, "open"))),
    ctx.db
      .select()
      .from(caseLeases)
      .where(and(inArray(caseLeases.orderId, ids), sql`${caseLeases.until} > app_now()`)),
    ctx.db
      .select()
      .from(caseDecisions)
      .where(and(inArray(caseDecisions.orderId, ids), eq(caseDecisions.state, "waiting"))),
    ctx.db
      .select()
      .from(caseDecisions)
      .where(
        and(
          eq(caseDecisions.decidedBy, me),
          or(
            eq(caseDecisions.state, "waiting"),
            and(eq(caseDecisions.state, "refused"), sql`${caseDecisions.decidedAt} > app_now() - ${LATELY}`),
          ),
        ),
      )
      .orderBy(desc(caseDecisions.decidedAt))
      .limit(20),
    ctx.db
      .select()
      .from(caseLeases)
      .where(
        and(eq(caseLeases.takenFrom, me), ne(caseLeases.staffId, me), sql`${caseLeases.until} > app_now()`),
      ),
  ]);
  const people = [
    ...proposals.map(({ proposedBy }) => proposedBy),
    ...refunds.map(({ proposedBy }) => proposedBy),
    ...[...leases, ...lost].flatMap(({ staffId, takenFrom }) => [staffId, ...(takenFrom ? [takenFrom] : [])]),
    ...[...waiting, ...mine].map(({ decidedBy }) => decidedBy),
  ];
  return { proposals, refunds, leases, waiting, mine, lost, names: await readStaffNames(ctx, people) };
}

const viewProposal = (
  row: InferSelectModel<typeof reviewProposals>,
  of: Around,
  me: string,
): ProposalView => ({
  id: row.id,
  verdict: row.verdict,
  reason: row.reason,
  note: row.note,
  operatorReference: row.operatorReference,
  hasCode: row.artefact !== null,
  by: of.names.get(row.proposedBy) ?? "staff",
  mine: row.proposedBy === me,
  at: row.proposedAt.toISOString(),
});

/** Everything that waits for a person's decision, in the order of `CaseQueue`; who works what, and what the reader can still take back. @throws NotPermitted */
export async function readCases(ctx: Ctx): Promise<CaseQueue> {
  assertMay(ctx.actor, "orders.read");
  const { found: shown, more } = await findCases(ctx);
  const ids = shown.map(({ orderId }) => orderId);
  const [rows, around] = await Promise.all([
    ctx.db
      .select({ order: orders, operator: operators, product: products })
      .from(orders)
      .innerJoin(operators, eq(operators.id, orders.operatorId))
      .innerJoin(products, eq(products.id, orders.productId))
      .where(inArray(orders.id, ids)),
    readAround(ctx, ids),
  ]);
  const reader = { names: around.names, me: ctx.actor.id };
  const cases = shown.flatMap((one): CaseView[] => {
    const row = rows.find(({ order }) => order.id === one.orderId);
    if (!row) return [];
    const mine = <Row extends { orderId: string }>(list: Row[]) =>
      list.find(({ orderId }) => orderId === one.orderId);
    const proposal = mine(around.proposals);
    const refund = mine(around.refunds);
    const lease = mine(around.leases);
    const decision = mine(around.waiting);
    const { order, operator } = row;
    return [
      {
        orderId: one.orderId,
        kind: one.kind,
        why: one.why ?? null,
        since: one.since.toISOString(),
        state: order.state,
        operator: operator.name,
        country: operator.country,
        to: maskRecipient(order),
        face: money(order.faceMinor, order.faceCurrency),
        total: money(order.totalMinor, order.totalCurrency),
        proposal: proposal ? viewProposal(proposal, around, reader.me) : null,
        refund: refund && one.kind === "refund" ? viewRefund(refund, reader) : null,
        owed: one.owed ?? null,
        dispute: one.dispute ? viewDispute(one.dispute) : null,
        lease: lease ? viewLease(lease, reader) : null,
        decision: decision ? viewDecision(decision, reader) : null,
      },
    ];
  });
  return {
    cases,
    more,
    decisions: around.mine.map((row) => viewDecision(row, reader)),
    lost: around.lost.map(({ orderId, staffId, takenAt }) => ({
      orderId,
      by: around.names.get(staffId) ?? "staff",
      at: takenAt.toISOString(),
    })),
  };
}
