import { and, asc, eq, isNotNull, sql, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import { disputes, orders, payments, refundProposals } from "@/db/schema";
import { money, type Money } from "@/lib/core/money";
import type { CaseView } from "../types";

/** Cases shown at a time: more than a day's work. */
const MOST = 100;

/** What waits for a person, and what is known of it before its order is read. */
export interface FoundCase {
  orderId: string;
  kind: CaseView["kind"];
  since: Date;
  why?: string | null;
  owed?: Money;
  dispute?: InferSelectModel<typeof disputes>;
}

/** A dispute that is due within this time comes before everything else. */
const URGENT_MS = 2 * 24 * 3_600_000;

/** Orders whose end nobody can tell, the oldest first: by the index of states. */
async function findReviews(ctx: Ctx): Promise<FoundCase[]> {
  const rows = await ctx.db
    .select({ orderId: orders.id, since: orders.createdAt })
    .from(orders)
    .where(eq(orders.state, "review"))
    .orderBy(asc(orders.createdAt))
    .limit(MOST + 1);
  return rows.map((row) => ({ ...row, kind: "review" }));
}

/** One order of each payment that is held back: by the index of payments in trouble. */
async function findHeldBack(ctx: Ctx): Promise<FoundCase[]> {
  const rows = await ctx.db
    .selectDistinctOn([payments.id], {
      orderId: orders.id,
      why: payments.heldBack,
      since: orders.createdAt,
    })
    .from(payments)
    .innerJoin(orders, and(eq(orders.checkoutId, payments.checkoutId), eq(orders.state, "authorised")))
    .where(and(isNotNull(payments.heldBack), eq(payments.state, "authorised")))
    .orderBy(payments.id, orders.line)
    .limit(MOST + 1);
  return rows.map((row) => ({ ...row, kind: "held-back" }));
}

/** Refunds that a second one of staff has to confirm. */
async function findRefunds(ctx: Ctx): Promise<FoundCase[]> {
  const rows = await ctx.db
    .select({ orderId: refundProposals.orderId, since: refundProposals.proposedAt })
    .from(refundProposals)
    .where(eq(refundProposals.state, "open"))
    .orderBy(asc(refundProposals.proposedAt))
    .limit(MOST + 1);
  return rows.map((row) => ({ ...row, kind: "refund" }));
}

/** Of a payment: the order its last refund was for, or its first one. Names its columns itself: drizzle leaves the table away. */
const ORDER_OF_REFUND = sql<string>`coalesce(
  (select i.order_id from money_intents i where i.payment_id = payments.id and i.kind = 'refund' and i.order_id is not null
    order by i.n desc limit 1),
  (select o.id from orders o where o.checkout_id = payments.checkout_id order by o.line limit 1))`;

/** Payments that still owe their buyer a refund which failed: by the index of payments in trouble. */
async function findOwed(ctx: Ctx): Promise<FoundCase[]> {
  const rows = await ctx.db
    .select({
      orderId: ORDER_OF_REFUND,
      since: payments.updatedAt,
      owedMinor: payments.refundOwedMinor,
      currency: payments.currency,
    })
    .from(payments)
    .where(and(sql`${payments.refundOwedMinor} > 0`, eq(payments.state, "captured")))
    .orderBy(asc(payments.updatedAt))
    .limit(MOST + 1);
  return rows.map(({ owedMinor, currency, ...row }) => ({
    ...row,
    kind: "owed",
    owed: money(owedMinor, currency),
  }));
}

/** Of each payment the dispute that has to be answered soonest. */
async function findDisputes(ctx: Ctx): Promise<FoundCase[]> {
  const rows = await ctx.db
    .select({ dispute: disputes, orderId: orders.id })
    .from(disputes)
    .innerJoin(payments, eq(payments.id, disputes.paymentId))
    .innerJoin(orders, and(eq(orders.checkoutId, payments.checkoutId), eq(orders.line, 1)))
    .where(sql`${disputes.status} in ('needs_response', 'warning_needs_response')`)
    .orderBy(asc(disputes.dueBy), asc(disputes.id))
    .limit(MOST + 1);
  const soonest = new Map<string, FoundCase>();
  for (const { dispute, orderId } of rows)
    if (!soonest.has(dispute.paymentId))
      soonest.set(dispute.paymentId, { orderId, kind: "dispute", since: dispute.openedAt, dispute });
  return [...soonest.values()];
}

/** What is due soon comes first, by its day; everything else by how long it has waited. */
function bySoonest(now: Date): (a: FoundCase, b: FoundCase) => number {
  const dueOf = ({ dispute }: FoundCase): number => {
    const due = dispute?.dueBy?.getTime() ?? Infinity;
    return due - now.getTime() < URGENT_MS ? due : Infinity;
  };
  return (a, b) => {
    const [one, other] = [dueOf(a), dueOf(b)];
    return one === other ? a.since.getTime() - b.since.getTime() : one - other;
  };
}

/** Every case there is, in the order in which they are to be worked; `more`: there are others that are not told. */
export async function findCases(ctx: Ctx): Promise<{ found: FoundCase[]; more: boolean }> {
  const [now, ...kinds] = await Promise.all([
    readAppTime(ctx),
    findReviews(ctx),
    findHeldBack(ctx),
    findRefunds(ctx),
    findOwed(ctx),
    findDisputes(ctx),
  ]);
  const found = kinds.flat().toSorted(bySoonest(now));
  return { found: found.slice(0, MOST), more: found.length > MOST };
}
