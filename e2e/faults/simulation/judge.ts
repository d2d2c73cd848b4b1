import { and, eq, inArray } from "drizzle-orm";
import { ledgerEntries, orderEvents, orders, payments } from "@/db/schema";
import { FINAL_ORDER_STATES, FINAL_PAYMENT_STATES } from "@/lib/core/transitions";
import { checkInvariants } from "@/lib/reports";
import type { LedgerPage } from "@/sandbox/control/read-ledger";
import type { Bought } from "./buy";
import type { World } from "./open-world";

type OrderRow = typeof orders.$inferSelect;
type PaymentRow = typeof payments.$inferSelect;

export interface Verdict {
  /** What must not be, in words. */
  problems: string[];
  /** Orders that wait for a person or for the operator, with the reason that is on record. */
  waiting: { orderId: string; number: string; state: string; credited: boolean }[];
}

interface Case {
  bought: Bought;
  orders: OrderRow[];
  payment: PaymentRow | undefined;
  witness: LedgerPage;
  /** Orders that the books call a loss. */
  losses: Set<string>;
  reasons: Set<string>;
}

const digitsOf = (text: string | null): string => (text ?? "").replace(/\D/g, "").slice(-10);

const creditsOf = ({ witness }: Case, order: OrderRow) =>
  witness.credits.filter(({ number }) => digitsOf(number) === digitsOf(order.number));

/** What may be charged for an order: all of it, the share that arrived, or nothing. Reckoned apart from the shop's own reckoning. */
function owedFor({ state, totalMinor, faceMinor, faceCurrency, ...order }: OrderRow): number {
  if (state !== "delivered") return 0;
  const { deliveredMinor, deliveredCurrency } = order;
  if (deliveredMinor === null || deliveredCurrency !== faceCurrency) return totalMinor;
  return Math.floor((totalMinor * Math.min(deliveredMinor, faceMinor)) / faceMinor);
}

/** It waits, and says why: staff were told, or it is tried again by the rules. */
const hasReason = ({ reasons }: Case, order: OrderRow): boolean =>
  order.alertedAt !== null || order.retryingSince !== null || reasons.has(order.id);

function judgeOrder(of: Case, order: OrderRow): string[] {
  const credits = creditsOf(of, order);
  const problems: string[] = [];
  const credited = credits.some(({ state }) => state === "credited");
  if (credits.length > 1) problems.push(`credited ${credits.length} times`);
  const ended = FINAL_ORDER_STATES.includes(order.state);
  if (!ended && !hasReason(of, order)) problems.push(`left in ${order.state} without a reason`);
  if (ended && order.state === "delivered" && credits.length === 0)
    problems.push("called delivered, nothing was credited");
  if (ended && order.state !== "delivered" && credited && !of.losses.has(order.id))
    problems.push(`credited, but ${order.state} and no loss is booked`);
  return problems.map((problem) => `${order.number}: ${problem}`);
}

/** What Stripe says was charged, against what arrived. */
function judgeMoney(of: Case): string[] {
  // Pay was never pressed, or nothing came of it.
  if (of.orders.length === 0 && !of.payment) return [];
  const { payment, bought, witness } = of;
  const held = witness.payments.filter(({ metadata }) => metadata["checkout_id"] === bought.checkoutId);
  if (held.length > 1) return [`${held.length} payment intents for one checkout`];
  const [money] = held;
  if (!of.orders.every(({ state }) => FINAL_ORDER_STATES.includes(state)))
    return money && money.captured > 0 ? ["charged before all is settled"] : [];
  const problems: string[] = [];
  if (!payment || !FINAL_PAYMENT_STATES.includes(payment.state))
    problems.push(`the payment is left ${payment?.state}`);
  const lost = payment?.state === "lost";
  const owed = lost
    ? 0
    : of.orders.reduce((sum, order) => sum + (of.losses.has(order.id) ? 0 : owedFor(order)), 0);
  const charged = money ? money.captured - money.refunded : 0;
  if (charged !== owed) problems.push(`charged ${charged}, owed ${owed}`);
  if (money && money.status === "requires_capture") problems.push("still held");
  return problems;
}

async function readCase(world: World, bought: Bought, witness: LedgerPage): Promise<Case> {
  const { db } = world.database.ctx;
  const rows = await db
    .select()
    .from(orders)
    .where(eq(orders.checkoutId, bought.checkoutId))
    .orderBy(orders.line);
  const [payment] = await db.select().from(payments).where(eq(payments.checkoutId, bought.checkoutId));
  const ids = rows.map(({ id }) => id);
  const booked = ids.length
    ? await db
        .select({ orderId: ledgerEntries.orderId })
        .from(ledgerEntries)
        .where(
          and(
            inArray(ledgerEntries.orderId, ids),
            inArray(ledgerEntries.account, ["suspected-loss", "lost-sales"]),
          ),
        )
    : [];
  const given = ids.length
    ? await db
        .select({ orderId: orderEvents.orderId })
        .from(orderEvents)
        .where(and(inArray(orderEvents.orderId, ids), eq(orderEvents.event, "gave_up")))
    : [];
  return {
    bought,
    orders: rows,
    payment,
    witness,
    losses: new Set(booked.flatMap(({ orderId }) => orderId ?? [])),
    reasons: new Set(given.map(({ orderId }) => orderId)),
  };
}

/** Judges a world as a whole: the rules that always hold, and what was noted on the way. */
export async function judgeWorld(world: World): Promise<string[]> {
  const broken = await checkInvariants(world.database.ctx);
  return [
    ...broken.map(({ rule, id }) => `rule broken: ${rule} (${id})`),
    ...world.network.heldConnections.map((call) => `a connection was held over the network: ${call}`),
    ...world.engine.thrown.map(({ task, error }) => `a handler of ${task} threw: ${String(error)}`),
  ];
}

/** Judges checkouts by the sandbox's own ledger. */
export async function judge(world: World, all: Bought[]): Promise<Verdict> {
  const witness = (await world.ground.ask("GET", "/__sandbox/ledger")) as LedgerPage;
  const problems: string[] = [];
  const waiting: Verdict["waiting"] = [];
  for (const bought of all) {
    const of = await readCase(world, bought, witness);
    const found = [...of.orders.flatMap((order) => judgeOrder(of, order)), ...judgeMoney(of)];
    problems.push(...found.map((problem) => `${bought.name}: ${problem}`));
    for (const order of of.orders.filter(({ state }) => !FINAL_ORDER_STATES.includes(state)))
      waiting.push({
        orderId: order.id,
        number: order.number ?? "",
        state: order.state,
        credited: creditsOf(of, order).some(({ state }) => state === "credited"),
      });
  }
  return { problems, waiting };
}
