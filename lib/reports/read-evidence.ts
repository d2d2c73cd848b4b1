import { and, asc, eq, gt, ne, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { checkouts, mails, orders, payments } from "@/db/schema";
import { formatMoney, money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { parcelOf } from "@/lib/providers/parcel-of";
import { cardOf } from "./draw-line";
import { readOrderFacts, type OrderFacts } from "./read-order-facts";
import { readQuarrels } from "./read-quarrels";
import { tellMoney } from "./tell-money";
import { writeEvidence } from "./write-evidence";

/** What a cardholder's bank is shown of an order: everything that proves it was wanted and arrived, nothing that opens it. */
export interface EvidencePack {
  email: string;
  ip: string | null;
  product: string;
  /** ISO time of the delivery; null when it did not arrive. */
  deliveredAt: string | null;
  /** Plain text for the bank. */
  text: string;
}

const DELIVERIES = ["answer_delivered", "found_delivered", "staff_says_delivered", "late_evidence"];

/** Earlier payments of the same card or buyer that nobody disputed. */
async function readUndisputed(ctx: Ctx, { payment }: OrderFacts, buyerId: string) {
  const same = payment.cardFingerprint
    ? sql`(${payments.cardFingerprint} = ${payment.cardFingerprint} or ${checkouts.buyerId} = ${buyerId})`
    : eq(checkouts.buyerId, buyerId);
  return ctx.db
    .select({
      at: payments.createdAt,
      minor: payments.capturedMinor,
      currency: payments.currency,
      ip: checkouts.ip,
    })
    .from(payments)
    .innerJoin(checkouts, eq(checkouts.id, payments.checkoutId))
    .where(
      and(
        same,
        ne(payments.id, payment.id),
        gt(payments.capturedMinor, 0),
        sql`not exists (select 1 from disputes d where d.payment_id = ${payments.id})`,
      ),
    )
    .orderBy(asc(payments.createdAt))
    .limit(10);
}

async function readCheckout(ctx: Ctx, { order }: OrderFacts) {
  const [row] = await ctx.db.select().from(checkouts).where(eq(checkouts.id, order.checkoutId));
  if (!row) throw new Error(`No checkout ${order.checkoutId}`);
  return row;
}

/**
 * Gathers the evidence of one order as a text: no PIN or code, no key to the buyer's page, no card number.
 * @throws NotPermitted
 */
export async function readEvidence(ctx: Ctx, { orderId }: { orderId: string }): Promise<EvidencePack | null> {
  assertMay(ctx.actor, "orders.read");
  const facts = await readOrderFacts(ctx, { id: orderId });
  if (!facts) return null;
  const { order, orderEvents, product, operator } = facts;
  const checkout = await readCheckout(ctx, facts);
  const [quarrels, sent, undisputed, lines] = await Promise.all([
    readQuarrels(ctx, facts.payment.id),
    ctx.db.select().from(mails).where(eq(mails.orderId, orderId)).orderBy(asc(mails.createdAt)),
    readUndisputed(ctx, facts, checkout.buyerId),
    ctx.db.$count(orders, eq(orders.checkoutId, order.checkoutId)),
  ]);
  const delivery = orderEvents.findLast(({ event }) => DELIVERIES.includes(event));
  const deliveredAt = order.state === "delivered" ? (delivery?.at.toISOString() ?? null) : null;
  const face = formatMoney(money(order.faceMinor, order.faceCurrency), "en");
  const what = `${parcelOf(product) ?? face} ${product.kind} of ${operator.name} (${order.country}) for ${order.number ?? order.account ?? order.recipientEmail ?? order.email}`;
  const text = writeEvidence({
    facts,
    checkout,
    what,
    deliveredAt,
    lines,
    card: cardOf(facts) ?? null,
    charged: tellMoney(facts),
    disputes: quarrels.disputes,
    mails: sent.map(({ template, to, sentAt }) => ({ template, to, at: sentAt?.toISOString() ?? null })),
    undisputed: undisputed.map(({ at, minor, currency, ip }) => ({
      at: at.toISOString(),
      amount: formatMoney(money(minor, currency), "en"),
      sameIp: ip !== null && ip === checkout.ip,
    })),
  });
  return { email: order.email, ip: checkout.ip, product: what, deliveredAt, text };
}
