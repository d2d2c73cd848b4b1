import { desc, eq, inArray, or, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { readAppTime } from "@/db/read-app-time";
import {
  blocks,
  checkouts,
  disputes,
  fraudWarnings,
  operators,
  orders,
  payments,
  staffNotes,
} from "@/db/schema";
import { addMoney, money, type Money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { maskRecipient } from "@/lib/phone/mask-recipient";
import { readStaffNames } from "../read-staff-names";
import type { BlockView, CustomerRow, CustomerView, StaffDispute } from "../types";
import { viewJudged } from "./read-desk-facts";
import { viewBlock, viewNote } from "./view-rows";

/** Of so many of a buyer's newest orders sums are made; nobody real has more. */
const MOST = 2000;
/** How many of the shop's newest orders are looked through for the buyers of late. */
const NEWEST = 300;

function sumsOf(amounts: Money[]): Money[] {
  const sums = new Map<string, Money>();
  for (const amount of amounts) {
    const before = sums.get(amount.currency);
    sums.set(amount.currency, before ? addMoney(before, amount) : amount);
  }
  return [...sums.values()].filter(({ minor }) => minor !== 0);
}

const EMPTY_CARD = "card";

function cardsOf(paid: { fingerprint: string | null; brand: string | null; last4: string | null }[]) {
  const cards = new Map<string, string>();
  for (const { fingerprint, brand, last4 } of paid)
    if (fingerprint) cards.set(fingerprint, `${brand ?? EMPTY_CARD} ·· ${last4 ?? ""}`);
  return [...cards].map(([fingerprint, name]) => ({ fingerprint, name }));
}

async function readBought(ctx: Ctx, email: string) {
  return ctx.db
    .select({
      id: orders.id,
      state: orders.state,
      number: orders.number,
      account: orders.account,
      recipientEmail: orders.recipientEmail,
      email: orders.email,
      totalMinor: orders.totalMinor,
      totalCurrency: orders.totalCurrency,
      operator: operators.name,
      country: operators.country,
      createdAt: orders.createdAt,
      buyerId: checkouts.buyerId,
      judged: checkouts.judged,
      paymentId: payments.id,
      paymentState: payments.state,
      captured: payments.capturedMinor,
      refunded: payments.refundedMinor,
      currency: payments.currency,
      fingerprint: payments.cardFingerprint,
      brand: payments.cardBrand,
      last4: payments.cardLast4,
    })
    .from(orders)
    .innerJoin(operators, eq(operators.id, orders.operatorId))
    .innerJoin(checkouts, eq(checkouts.id, orders.checkoutId))
    .innerJoin(payments, eq(payments.checkoutId, orders.checkoutId))
    .where(eq(sql`lower(${orders.email})`, email))
    .orderBy(desc(orders.createdAt))
    .limit(MOST + 1);
}

type Bought = Awaited<ReturnType<typeof readBought>>;

async function readQuarrelsOf(ctx: Ctx, bought: Bought) {
  const ids = [...new Set(bought.map(({ paymentId }) => paymentId))];
  if (ids.length === 0) return { disputes: [], warnings: [] };
  const orderOf = (paymentId: string) => bought.find((order) => order.paymentId === paymentId)?.id ?? "";
  const [disputed, warned] = await Promise.all([
    ctx.db.select().from(disputes).where(inArray(disputes.paymentId, ids)).orderBy(desc(disputes.openedAt)),
    ctx.db.select().from(fraudWarnings).where(inArray(fraudWarnings.paymentId, ids)),
  ]);
  return {
    disputes: disputed.map((row): StaffDispute & { orderId: string } => ({
      id: row.id,
      orderId: orderOf(row.paymentId),
      amount: money(row.amountMinor, row.currency),
      reason: row.reason,
      status: row.status,
      answerable: row.status.endsWith("needs_response"),
      dueBy: row.dueBy?.toISOString() ?? null,
      submissions: row.submissions,
      openedAt: row.openedAt.toISOString(),
    })),
    warnings: warned.map((row) => ({
      id: row.id,
      fraudType: row.fraudType,
      at: row.warnedAt.toISOString(),
      orderId: orderOf(row.paymentId),
    })),
  };
}

/** Every block of these keys, those that ended as well, the newest first. */
export async function readBlocksOf(ctx: Ctx, keys: readonly string[]): Promise<BlockView[]> {
  if (keys.length === 0) return [];
  const [rows, now] = await Promise.all([
    ctx.db
      .select()
      .from(blocks)
      .where(inArray(blocks.key, [...keys]))
      .orderBy(desc(blocks.blockedAt))
      .limit(50),
    readAppTime(ctx),
  ]);
  const people = rows.flatMap(({ blockedBy, liftedBy }) => [blockedBy, ...(liftedBy ? [liftedBy] : [])]);
  const names = await readStaffNames(ctx, people);
  return rows.map((row) => viewBlock(row, names, now));
}

/** The newest blocks of all. @throws NotPermitted */
export async function listBlocks(ctx: Ctx): Promise<BlockView[]> {
  assertMay(ctx.actor, "customers.read");
  const [rows, now] = await Promise.all([
    ctx.db.select().from(blocks).orderBy(desc(blocks.blockedAt)).limit(50),
    readAppTime(ctx),
  ]);
  const people = rows.flatMap(({ blockedBy, liftedBy }) => [blockedBy, ...(liftedBy ? [liftedBy] : [])]);
  const names = await readStaffNames(ctx, people);
  return rows.map((row) => viewBlock(row, names, now));
}

/** Payments once each, however many orders they are for. */
const paidBy = (bought: Bought): Bought => [
  ...new Map(bought.map((order) => [order.paymentId, order])).values(),
];

function moneyOf(bought: Bought): Pick<CustomerView, "spent" | "refunded"> {
  const paid = paidBy(bought);
  return {
    spent: sumsOf(paid.map(({ captured, refunded, currency }) => money(captured - refunded, currency))),
    refunded: sumsOf(paid.map(({ refunded, currency }) => money(refunded, currency))),
  };
}

/** Everything of a buyer, by their address; null when nobody ever bought or was noted under it. @throws NotPermitted */
export async function readCustomer(ctx: Ctx, { email }: { email: string }): Promise<CustomerView | null> {
  assertMay(ctx.actor, "customers.read");
  const address = email.trim().toLowerCase();
  const found = await readBought(ctx, address);
  const bought = found.slice(0, MOST);
  const buyerIds = [...new Set(bought.map(({ buyerId }) => buyerId))].slice(0, 20);
  const cards = cardsOf(paidBy(bought));
  const keys = [
    `email:${address}`,
    ...buyerIds.map((id) => `buyer:${id}`),
    ...cards.map(({ fingerprint }) => `card:${fingerprint}`),
  ];
  const [quarrels, notes, standing] = await Promise.all([
    readQuarrelsOf(ctx, bought),
    ctx.db.select().from(staffNotes).where(eq(staffNotes.customer, address)).orderBy(desc(staffNotes.id)),
    readBlocksOf(ctx, keys),
  ]);
  if (bought.length === 0 && notes.length === 0 && standing.length === 0) return null;
  const names = await readStaffNames(
    ctx,
    notes.map(({ writtenBy }) => writtenBy),
  );
  const open = ["authorised", "sending", "accepted", "in_doubt", "review"];
  return {
    email: address,
    buyerIds,
    firstAt: bought.at(-1)?.createdAt.toISOString() ?? null,
    counted: {
      orders: bought.length,
      delivered: bought.filter(({ state }) => state === "delivered").length,
      open: bought.filter(({ state }) => open.includes(state)).length,
      more: found.length > MOST,
    },
    ...moneyOf(bought),
    ...quarrels,
    judged: (bought[0]?.judged ?? []).map(viewJudged),
    notes: notes.map((note) => viewNote(note, names)),
    blocks: standing,
    cards,
    orders: bought.slice(0, 20).map((order) => ({
      id: order.id,
      state: order.state,
      operator: order.operator,
      country: order.country,
      to: maskRecipient(order),
      total: money(order.totalMinor, order.totalCurrency),
      createdAt: order.createdAt.toISOString(),
    })),
    numbers: [...new Set(bought.flatMap(({ number }) => number ?? []))].slice(0, 50),
  };
}

/**
 * Buyers by what staff typed: an address, or every number that it could mean; without either, those of late.
 * @throws NotPermitted
 */
export async function findCustomers(
  ctx: Ctx,
  by: { email: string } | { numbers: string[] } | "newest",
): Promise<CustomerRow[]> {
  assertMay(ctx.actor, "customers.read");
  const bought = ctx.db
    .select({ email: sql<string>`lower(${orders.email})`.as("email"), createdAt: orders.createdAt })
    .from(orders)
    .where(
      by === "newest"
        ? undefined
        : "email" in by
          ? eq(sql`lower(${orders.email})`, by.email.toLowerCase())
          : or(inArray(orders.number, by.numbers)),
    )
    .orderBy(desc(orders.createdAt))
    .limit(by === "newest" ? NEWEST : MOST)
    .as("bought");
  const rows = await ctx.db
    .select({
      email: bought.email,
      orders: sql<number>`count(*)::int`,
      lastAt: sql<string>`max(${bought.createdAt})`,
      blocked: sql<boolean>`exists (select 1 from blocks b where b.key = 'email:' || ${bought.email}
        and b.lifted_at is null and (b.ends_at is null or b.ends_at > app_now()))`,
    })
    .from(bought)
    .groupBy(bought.email)
    .orderBy(sql`max(${bought.createdAt}) desc`)
    .limit(50);
  return rows.map(({ lastAt, ...row }) => ({ ...row, lastAt: new Date(lastAt).toISOString() }));
}
