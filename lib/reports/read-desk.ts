import { and, count, eq, isNotNull, isNull, sql, type SQL } from "drizzle-orm";
import { together, type Ctx } from "@/db/context";
import { breaks, mails, orders, payments, providerOperators } from "@/db/schema";
import { maskEmail } from "@/lib/core/mask-email";
import { money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { readOrderRows, type Sorting } from "./read-order-rows";
import { readProviders } from "./read-providers";
import { readRulesChecked } from "./read-rules-checked";
import type { DeskView, FailedMail, OrderRowView, Queue, TroubledPayment, UnmappedOperator } from "./types";

/** Rows shown of a queue; the list has the others. */
const SHOWN = 8;
/** Due for longer than this, in milliseconds: the worker is behind. */
const LATE_AFTER = 60_000;

async function readQueue(ctx: Ctx, where: SQL | undefined, sorting: Sorting): Promise<Queue<OrderRowView>> {
  const [[counted], rows] = await together(
    ctx.db.select({ total: count() }).from(orders).where(where),
    readOrderRows(ctx, { where, take: sorting, show: sorting, limit: SHOWN }),
  );
  return { total: counted?.total ?? 0, rows };
}

/** Who has waited longest comes first. */
const oldestFirst: Sorting = (of) => sql`${of.createdAt} asc nulls first`;

function readLate(ctx: Ctx): Promise<Queue<OrderRowView>> {
  const limit = sql`app_now() - ${`${ctx.policy.scaled(LATE_AFTER)} milliseconds`}::interval`;
  const late = and(isNotNull(orders.nextActionAt), sql`${orders.nextActionAt} < ${limit}`);
  return readQueue(ctx, late, (of) => sql`${of.nextActionAt} asc`);
}

async function readTroubledPayments(ctx: Ctx): Promise<Queue<TroubledPayment>> {
  // Word for word the condition of the index.
  const troubled = sql`(${payments.disputed} or ${payments.underReview} or ${payments.heldBack} is not null or ${payments.refundOwedMinor} > 0 or ${payments.state} = 'lost')`;
  const [[counted], rows] = await together(
    ctx.db.select({ total: count() }).from(payments).where(troubled),
    ctx.db
      .select({ payment: payments, orderId: orders.id })
      .from(payments)
      .innerJoin(orders, and(eq(orders.checkoutId, payments.checkoutId), eq(orders.line, 1)))
      .where(troubled)
      .orderBy(sql`${payments.updatedAt} desc nulls last`)
      .limit(SHOWN),
  );
  return {
    total: counted?.total ?? 0,
    rows: rows.map(({ payment, orderId }) => ({
      orderId,
      paymentId: payment.id,
      state: payment.state,
      amount: money(payment.amountMinor, payment.currency),
      disputed: payment.disputed,
      underReview: payment.underReview,
      heldBack: payment.heldBack !== null,
      owes: payment.refundOwedMinor > 0,
      updatedAt: payment.updatedAt.toISOString(),
    })),
  };
}

async function readFailedMails(ctx: Ctx): Promise<Queue<FailedMail>> {
  const failed = sql`${mails.state} = 'failed'`;
  const [[counted], rows] = await together(
    ctx.db.select({ total: count() }).from(mails).where(failed),
    ctx.db
      .select()
      .from(mails)
      .where(failed)
      .orderBy(sql`${mails.createdAt} desc nulls last`)
      .limit(SHOWN),
  );
  return {
    total: counted?.total ?? 0,
    rows: rows.map(({ id, template, to, orderId, error, createdAt }) => ({
      id,
      template,
      maskedTo: maskEmail(to),
      orderId,
      error,
      createdAt: createdAt.toISOString(),
    })),
  };
}

async function readUnmapped(ctx: Ctx): Promise<Queue<UnmappedOperator>> {
  const { provider, country, name, suggestions } = providerOperators;
  const unmapped = isNull(providerOperators.mappedBy);
  const [[counted], rows] = await together(
    ctx.db.select({ total: count() }).from(providerOperators).where(unmapped),
    ctx.db
      .select({ provider, country, name, suggestions })
      .from(providerOperators)
      .where(unmapped)
      .orderBy(country, name)
      .limit(SHOWN),
  );
  return { total: counted?.total ?? 0, rows };
}

/** What needs a person now; every part by an index. @throws NotPermitted */
export async function readDesk(ctx: Ctx): Promise<DeskView> {
  assertMay(ctx.actor, "orders.read");
  const overdue = and(eq(orders.state, "accepted"), isNotNull(orders.alertedAt));
  const [rules, review, inDoubt, tooLong, late, troubled, failedMails, providers, unmapped, openBreaks] =
    await together(
      readRulesChecked(ctx),
      readQueue(ctx, eq(orders.state, "review"), oldestFirst),
      readQueue(ctx, eq(orders.state, "in_doubt"), oldestFirst),
      readQueue(ctx, overdue, oldestFirst),
      readLate(ctx),
      readTroubledPayments(ctx),
      readFailedMails(ctx),
      readProviders(ctx),
      readUnmapped(ctx),
      ctx.db.$count(breaks, eq(breaks.state, "open")),
    );
  return {
    rules,
    openBreaks,
    review,
    inDoubt,
    overdue: tooLong,
    late,
    payments: troubled,
    failedMails,
    providers,
    unmapped,
  };
}
