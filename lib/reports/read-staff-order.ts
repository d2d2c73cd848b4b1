import { asc, eq, inArray, or, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { ledgerEntries, mails, moneyIntents, orders, users } from "@/db/schema";
import { micros, money } from "@/lib/core/money";
import { assertMay } from "@/lib/core/permissions";
import { cardOf, drawLine } from "./draw-line";
import { readOrderFacts, type OrderFacts } from "./read-order-facts";
import { priceOf } from "./read-order-view";
import { readLookedUp } from "./read-looked-up";
import { tellMoney } from "./tell-money";
import type { StaffEvent, StaffNumber, StaffOrder, StaffPayment } from "./types";
import { passedIn, viewAttempts } from "./view-attempts";
import { withoutSecrets } from "./without-secrets";

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

function paymentOf(facts: OrderFacts): StaffPayment {
  const { payment } = facts;
  return {
    id: payment.id,
    state: payment.state,
    amount: money(payment.amountMinor, payment.currency),
    captured: money(payment.capturedMinor, payment.currency),
    refunded: money(payment.refundedMinor, payment.currency),
    sessionId: payment.sessionId,
    paymentIntentId: payment.paymentIntentId,
    captureBefore: iso(payment.captureBefore),
    card: cardOf(facts) ?? null,
    underReview: payment.underReview,
    disputed: payment.disputed,
  };
}

/** A buyer's id is the key to their orders, so only the kind is told; of staff the address, of processes the name. */
function actorName(actor: string, staff: Map<string, string>): string {
  const [kind = "", id = ""] = actor.split(":", 2);
  if (kind === "staff") return staff.get(id) ?? "staff";
  return kind === "system" ? id : kind;
}

function eventsOf(facts: OrderFacts, staff: Map<string, string>): StaffEvent[] {
  const { orderEvents, paymentEvents } = facts;
  const write =
    (of: StaffEvent["of"]) =>
    ({ seq, event, from, to, actor, data, at }: (typeof orderEvents | typeof paymentEvents)[number]) => ({
      of,
      seq,
      event,
      from,
      to,
      actor: actorName(actor, staff),
      data: withoutSecrets(data),
      at: at.toISOString(),
    });
  return [...orderEvents.map(write("order")), ...paymentEvents.map(write("payment"))].toSorted((a, b) =>
    a.at.localeCompare(b.at),
  );
}

async function readStaffNames(
  ctx: Ctx,
  { orderEvents, paymentEvents }: OrderFacts,
): Promise<Map<string, string>> {
  const actors = [...orderEvents, ...paymentEvents].map(({ actor }) => actor);
  const ids = actors.flatMap((actor) => (actor.startsWith("staff:") ? [actor.slice("staff:".length)] : []));
  if (ids.length === 0) return new Map();
  const rows = await ctx.db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, email }) => [id, email]));
}

interface Around {
  lookedUp: StaffNumber;
  intents: InferSelectModel<typeof moneyIntents>[];
  ledger: InferSelectModel<typeof ledgerEntries>[];
  mails: InferSelectModel<typeof mails>[];
  siblings: { id: string; line: number; state: StaffOrder["state"] }[];
  staff: Map<string, string>;
}

/** What stands around an order: each by an index. */
async function readAround(ctx: Ctx, facts: OrderFacts): Promise<Around> {
  const { id, checkoutId } = facts.order;
  const [lookedUp, intents, ledger, written, siblings, staff] = await Promise.all([
    readLookedUp(ctx, facts),
    ctx.db
      .select()
      .from(moneyIntents)
      .where(eq(moneyIntents.paymentId, facts.payment.id))
      .orderBy(asc(moneyIntents.createdAt)),
    ctx.db
      .select()
      .from(ledgerEntries)
      .where(or(eq(ledgerEntries.orderId, id), eq(ledgerEntries.checkoutId, checkoutId)))
      .orderBy(asc(ledgerEntries.id)),
    ctx.db.select().from(mails).where(eq(mails.orderId, id)).orderBy(asc(mails.createdAt)),
    ctx.db
      .select({ id: orders.id, line: orders.line, state: orders.state })
      .from(orders)
      .where(eq(orders.checkoutId, checkoutId))
      .orderBy(asc(orders.line)),
    readStaffNames(ctx, facts),
  ]);
  const others = siblings.filter((order) => order.id !== id);
  return { lookedUp, intents, ledger, mails: written, siblings: others, staff };
}

function headOf(facts: OrderFacts) {
  const { order, operator, product, quote } = facts;
  return {
    id: order.id,
    publicIdHint: order.publicId.slice(0, 6),
    checkoutId: order.checkoutId,
    state: order.state,
    money: tellMoney(facts).state,
    version: order.version,
    operator: { name: operator.name, country: operator.country },
    kind: product.kind,
    description: product.description,
    number: order.number,
    email: order.email,
    price: priceOf(facts),
    quotedCost: micros(quote.costMicros, quote.costCurrency),
    delivered:
      order.deliveredMinor === null || order.deliveredCurrency === null
        ? null
        : money(order.deliveredMinor, order.deliveredCurrency),
    operatorReference: order.operatorReference,
    hasArtefact: order.artefact !== null,
    createdAt: order.createdAt.toISOString(),
    updatedAt: order.updatedAt.toISOString(),
    nextActionAt: iso(order.nextActionAt),
    alertedAt: iso(order.alertedAt),
  };
}

function moneyOf({ payment }: OrderFacts, { intents, ledger }: Around) {
  return {
    intents: intents.map(({ kind, n, amountMinor, state, reason, stripeId, createdAt, settledAt }) => ({
      kind,
      n,
      amount: money(amountMinor, payment.currency),
      state,
      reason,
      stripeId,
      createdAt: createdAt.toISOString(),
      settledAt: iso(settledAt),
    })),
    ledger: ledger.map((entry) => ({
      id: entry.id,
      postingId: entry.postingId,
      kind: entry.kind,
      account: entry.account,
      amount: micros(entry.micros, entry.currency),
      at: entry.at.toISOString(),
    })),
  };
}

/**
 * One order with everything staff may know of it: whole number and address, attempts, money, events, mails. Artefacts are never read.
 * @throws NotPermitted
 */
export async function readStaffOrder(ctx: Ctx, { id }: { id: string }): Promise<StaffOrder | null> {
  assertMay(ctx.actor, "orders.read");
  const facts = await readOrderFacts(ctx, { id });
  if (!facts) return null;
  const around = await readAround(ctx, facts);
  const doubtful = facts.order.state === "in_doubt" || facts.order.state === "review";
  return {
    ...headOf(facts),
    ...moneyOf(facts, around),
    stops: drawLine(facts, { doubtful, policy: ctx.policy }),
    attempts: viewAttempts(facts),
    passedAtEnd: passedIn(facts.orderEvents.findLast(({ event }) => event === "no_route")?.data),
    lookedUp: around.lookedUp,
    payment: paymentOf(facts),
    events: eventsOf(facts, around.staff),
    mails: around.mails.map(({ template, to, state, tries, error, createdAt, sentAt }) => ({
      template,
      to,
      state,
      tries,
      error,
      createdAt: createdAt.toISOString(),
      sentAt: iso(sentAt),
    })),
    siblings: around.siblings,
  };
}
