import type { InferSelectModel } from "drizzle-orm";
import type { checkouts } from "@/db/schema";
import { formatMoney, money, type Money } from "@/lib/core/money";
import type { OrderFacts } from "./read-order-facts";
import type { OrderMoney } from "./tell-money";
import type { StaffDispute } from "./types";

export interface EvidenceParts {
  facts: OrderFacts;
  checkout: InferSelectModel<typeof checkouts>;
  what: string;
  deliveredAt: string | null;
  /** Orders that the payment paid for. */
  lines: number;
  card: string | null;
  charged: OrderMoney;
  disputes: StaffDispute[];
  mails: { template: string; to: string; at: string | null }[];
  undisputed: { at: string; amount: string; sameIp: boolean }[];
}

const write = (amount: Money): string => `${formatMoney(amount, "en")} ${amount.currency}`;

/** What a bank understands of our events; the others say nothing to it. */
const TOLD: Record<string, string> = {
  pay_pressed: "The buyer pressed pay",
  opened: "The card page was opened",
  hold_confirmed: "The card was authorised; nothing was charged",
  claimed: "Sent to the operator",
  answer_accepted: "The operator took it",
  found_accepted: "The operator took it",
  answer_delivered: "The operator confirmed the delivery",
  found_delivered: "The operator confirmed the delivery",
  staff_says_delivered: "The delivery was proven by the operator's statement",
  late_evidence: "The operator confirmed the delivery",
  capture_confirmed: "The card was charged, after the delivery",
  refund_intended: "A refund was ordered",
  refund_confirmed: "The refund went through",
  reversed: "The operator took the delivery back",
};

/** What happens in one moment is told in the order of the list above. */
const rankOf = (event: string): number => Object.keys(TOLD).indexOf(event);

function timeline({ orderEvents, paymentEvents }: OrderFacts): string[] {
  return [...orderEvents, ...paymentEvents]
    .toSorted((a, b) => a.at.getTime() - b.at.getTime() || rankOf(a.event) - rankOf(b.event))
    .flatMap(({ event, at }) => (TOLD[event] ? [`${at.toISOString()}  ${TOLD[event]}`] : []));
}

function proofOf({ facts, deliveredAt }: EvidenceParts): string[] {
  const { order, attempts } = facts;
  const attempt = attempts.findLast(({ state }) => state === "delivered");
  if (!attempt || !deliveredAt) return ["It was not delivered."];
  const arrived =
    order.deliveredMinor === null || order.deliveredCurrency === null
      ? []
      : [`Amount that arrived: ${write(money(order.deliveredMinor, order.deliveredCurrency))}`];
  return [
    `Delivered at: ${deliveredAt}`,
    ...(order.operatorReference ? [`Operator's own transaction: ${order.operatorReference}`] : []),
    `Our reference: ${attempt.reference}`,
    ...(attempt.providerReference ? [`Provider's transaction: ${attempt.providerReference}`] : []),
    ...arrived,
  ];
}

function buyerOf({ checkout, facts }: EvidenceParts): string[] {
  const { consent, ip, userAgent, residence } = checkout;
  return [
    `E-mail: ${facts.order.email}`,
    `Country of residence: ${residence ?? "not asked"}`,
    `IP address: ${ip ?? "not known"}`,
    `Browser: ${userAgent ?? "not known"}`,
    consent ? `Agreed at ${consent.at} to: ${consent.text}` : "No consent was needed where the buyer lives.",
  ];
}

function section(title: string, rows: string[]): string {
  return [`${title}\n${"-".repeat(title.length)}`, ...(rows.length > 0 ? rows : ["none"])].join("\n");
}

/** The evidence of one order as plain text, for people at a bank. */
export function writeEvidence(parts: EvidenceParts): string {
  const { facts, what, card, charged, lines, disputes, mails, undisputed } = parts;
  const { order, payment } = facts;
  const shared =
    lines > 1
      ? [`One of ${lines} orders paid at once: ${write(money(payment.capturedMinor, payment.currency))}`]
      : [];
  return [
    `Order ${order.id}`,
    section("What was bought", [
      what,
      `Price: ${write(money(order.totalMinor, order.totalCurrency))}, ${charged.state}`,
      `Card: ${card ?? "not known"}`,
      `Stripe payment: ${payment.paymentIntentId ?? "none"}`,
      ...shared,
      "The card is charged only after the operator has confirmed the delivery.",
    ]),
    section("Proof of delivery", proofOf(parts)),
    section("Timeline (UTC)", timeline(facts)),
    section("Who bought it", buyerOf(parts)),
    section(
      "Mails to the buyer",
      mails.map(({ template, to, at }) => `${at ?? "not sent yet"}  ${template} to ${to}`),
    ),
    section(
      "Earlier payments of the same card or buyer that were never disputed",
      undisputed.map(
        ({ at, amount, sameIp }) => `${at}  ${amount}${sameIp ? ", from the same IP address" : ""}`,
      ),
    ),
    section(
      "Disputes",
      disputes.map(({ id, amount, reason, status }) => `${id}: ${write(amount)}, ${reason}, ${status}`),
    ),
  ].join("\n\n");
}
