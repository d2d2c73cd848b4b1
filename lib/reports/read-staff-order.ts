import { asc, eq, or, type InferSelectModel } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { type CardChecks, ledgerEntries, mails, moneyIntents, orders, staffActions } from "@/db/schema";
import { micros, money } from "@/lib/core/money";
import { assertMay, may } from "@/lib/core/permissions";
import { parcelOf } from "@/lib/providers/parcel-of";
import { readDeskFacts } from "./cases/read-desk-facts";
import { cardOf, drawLine } from "./draw-line";
import { readProfit } from "./read-profit";
import { readOrderFacts, type OrderFacts } from "./read-order-facts";
import { priceOf } from "./read-order-view";
import { readLookedUp } from "./read-looked-up";
import { readQuarrels } from "./read-quarrels";
import { readStaffNames } from "./read-staff-names";
import { tellMoney } from "./tell-money";
import type { StaffEvent, StaffNumber, StaffOrder, StaffPayment } from "./types";
import { passedIn, viewAttempts } from "./view-attempts";
import { withoutSecrets } from "./without-secrets";

/** What profits are told in, whatever was paid in. */
const REPORTING = "USD";

const iso = (date: Date | null): string | null => date?.toISOString() ?? null;

/** Of the last hold: a card may be tried again. */
function checksOf({ paymentEvents }: OrderFacts): CardChecks | null {
  const held = paymentEvents.findLast(({ event }) => event === "hold_confirmed");
  return (held?.data["checks"] as CardChecks | undefined) ?? null;
}

function paymentOf(facts: OrderFacts, quarrels: Around["quarrels"]): StaffPayment {
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
    checks: checksOf(facts),
    underReview: payment.underReview,
    disputed: payment.disputed,
    heldBack: payment.heldBack,
    owed: payment.refundOwedMinor > 0 ? money(payment.refundOwedMinor, payment.currency) : null,
    ...quarrels,
  };
}

/** A buyer's id is the key to their orders, so only the kind is told; of staff the address, of processes the name. */
function actorName(actor: string, staff: Map<string, string>): string {
  const [kind = "", id = ""] = actor.split(":", 2);
  if (kind === "staff") return staff.get(id) ?? "staff";
  return kind === "system" ? id : kind;
}

/** Who proposed what another one confirmed, by address. */
function named(data: Record<string, unknown>, staff: Map<string, string>): Record<string, unknown> {
  const { proposedBy } = data;
  return typeof proposedBy === "string" ? { ...data, proposedBy: staff.get(proposedBy) ?? "staff" } : data;
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
      data: named(withoutSecrets(data), staff),
      at: at.toISOString(),
    });
  return [...orderEvents.map(write("order")), ...paymentEvents.map(write("payment"))].toSorted((a, b) =>
    a.at.localeCompare(b.at),
  );
}

interface Around {
  lookedUp: StaffNumber | null;
  intents: InferSelectModel<typeof moneyIntents>[];
  ledger: InferSelectModel<typeof ledgerEntries>[];
  mails: InferSelectModel<typeof mails>[];
  siblings: { id: string; line: number; state: StaffOrder["state"] }[];
  actions: InferSelectModel<typeof staffActions>[];
  quarrels: Pick<StaffPayment, "disputes" | "fraudWarnings">;
  staff: Map<string, string>;
}

/** Ids of everybody of staff who stands in the history. */
function staffIn({ orderEvents, paymentEvents }: OrderFacts, actions: { actor: string }[]): string[] {
  const actors = [...orderEvents, ...paymentEvents, ...actions].flatMap(({ actor }) =>
    actor.startsWith("staff:") ? [actor.slice("staff:".length)] : [],
  );
  const proposers = orderEvents.flatMap(({ data }) =>
    typeof data["proposedBy"] === "string" ? [data["proposedBy"]] : [],
  );
  return [...actors, ...proposers];
}

/** What stands around an order: each by an index. */
async function readAround(ctx: Ctx, facts: OrderFacts): Promise<Around> {
  const { id, checkoutId } = facts.order;
  const [lookedUp, intents, ledger, written, siblings, actions, quarrels] = await Promise.all([
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
    ctx.db.select().from(staffActions).where(eq(staffActions.orderId, id)).orderBy(asc(staffActions.id)),
    readQuarrels(ctx, facts.payment.id),
  ]);
  const staff = await readStaffNames(ctx, staffIn(facts, actions));
  const others = siblings.filter((order) => order.id !== id);
  return { lookedUp, intents, ledger, mails: written, siblings: others, actions, quarrels, staff };
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
    parcel: parcelOf(product),
    number: order.number,
    account: order.account,
    recipientEmail: order.recipientEmail,
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
  const [around, desk, [profit]] = await Promise.all([
    readAround(ctx, facts),
    readDeskFacts(ctx, facts),
    may(ctx.actor, "books.read")
      ? readProfit(ctx, { scope: { orderId: facts.order.id }, reporting: REPORTING })
      : [],
  ]);
  const doubtful = facts.order.state === "in_doubt" || facts.order.state === "review";
  return {
    ...headOf(facts),
    ...moneyOf(facts, around),
    ...desk,
    profit: profit?.total ?? null,
    stops: drawLine(facts, { doubtful, policy: ctx.policy }),
    attempts: viewAttempts(facts),
    passedAtEnd: passedIn(facts.orderEvents.findLast(({ event }) => event === "no_route")?.data),
    lookedUp: around.lookedUp,
    payment: paymentOf(facts, around.quarrels),
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
    actions: around.actions.map(({ id: number, action, actor, reason, data, at }) => ({
      id: number,
      action,
      by: actorName(actor, around.staff),
      data: withoutSecrets(reason ? { ...data, reason } : data),
      at: at.toISOString(),
    })),
    siblings: around.siblings,
  };
}
