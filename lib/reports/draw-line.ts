import type { Policy } from "@/lib/core/policy";
import type { Money } from "@/lib/core/money";
import { money } from "@/lib/core/money";
import type { MissReason, PaidHow, Stop, StopStatus, TryView } from "@/lib/orders/types";
import { parcelOf } from "@/lib/providers/parcel-of";
import type { OrderFacts } from "./read-order-facts";
import { chargeOf, paidWithOthers, tellMoney, type OrderMoney } from "./tell-money";

export interface Drawing {
  /** The open attempt has been waiting for longer than the buyer is left without a word. */
  doubtful: boolean;
  policy: Pick<Policy, "releaseBeforeCaptureEnd" | "temporaryRetryUntil">;
}

const iso = (date: Date | undefined): string | null => date?.toISOString() ?? null;

const later = (date: Date | null, milliseconds: number): string | undefined =>
  date ? new Date(date.getTime() + milliseconds).toISOString() : undefined;

/** When a state was last come to. */
const reachedAt = ({ orderEvents }: OrderFacts, state: string): string | null =>
  iso(orderEvents.findLast(({ to }) => to === state)?.at);

/** When an event happened last. */
function lastAt(events: { event: string; at: Date }[], ...names: string[]): Date | undefined {
  return events.findLast(({ event }) => names.includes(event))?.at;
}

/** `Visa ·· 4242` */
export function cardOf({ payment }: OrderFacts): string | undefined {
  if (!payment.cardLast4) return undefined;
  const brand = payment.cardBrand ?? "card";
  return `${brand.charAt(0).toUpperCase()}${brand.slice(1)} ·· ${payment.cardLast4}`;
}

function reservedStop(facts: OrderFacts): Stop {
  const at = lastAt(facts.paymentEvents, "hold_confirmed");
  const amount: Money = money(facts.order.totalMinor, facts.order.totalCurrency);
  if (facts.order.state === "expired")
    return { stop: "expired", status: "bad", at: iso(lastAt(facts.orderEvents, "session_expired")), amount };
  if (facts.order.state === "cancelled" && !at) {
    return {
      stop: "cancelled",
      status: "bad",
      at: iso(lastAt(facts.orderEvents, "cancelled_by_buyer", "cancelled_by_staff")),
      amount,
    };
  }
  const card = cardOf(facts);
  return { stop: "reserved", status: at ? "done" : "now", at: iso(at), amount, ...(card ? { card } : {}) };
}

/** Why an order that may be sent is not sent yet, where the buyer should know. */
function whyNotSent({ order, payment, attempts }: OrderFacts, { policy }: Drawing): Partial<Stop> {
  if (order.state !== "authorised") return {};
  const next = iso(order.nextActionAt ?? undefined);
  if (payment.underReview || payment.heldBack) return { why: "card-check" };
  if (order.undoUntil && attempts.length === 0) return { why: "undo", until: order.undoUntil.toISOString() };
  if (order.retryingSince && attempts.at(-1)?.outcome?.["code"] === "operator-mismatch")
    return { why: "operator-wrong", ...(next ? { until: next } : {}) };
  const until = later(order.retryingSince, policy.temporaryRetryUntil);
  return until ? { why: "operator-down", until, ...(next ? { next } : {}) } : {};
}

/** Until when a doubtful order may stay open, and when it is asked about next. */
function doubtOf({ order, payment }: OrderFacts, { policy }: Drawing): Partial<Stop> {
  const next = order.state === "review" ? null : iso(order.nextActionAt ?? undefined);
  const until = later(payment.captureBefore, -policy.releaseBeforeCaptureEnd);
  return {
    ...(order.state === "review" ? { why: "person" as const } : {}),
    ...(next ? { next } : {}),
    ...(until ? { until } : {}),
  };
}

/** What followed a try that was refused: nothing that would name a provider. */
function nextOf({ order, attempts }: OrderFacts, index: number): TryView["next"] | undefined {
  const next = attempts[index + 1];
  if (next) return next.provider === attempts[index]?.provider ? "again" : "other-way";
  if (order.state === "authorised") return order.retryingSince ? "waits" : "other-way";
  return index > 0 && order.state === "undeliverable" ? "not-either" : undefined;
}

function triesOf(facts: OrderFacts): TryView[] {
  return facts.attempts.flatMap(({ state, settledAt }, index) => {
    const next = state === "rejected" ? nextOf(facts, index) : undefined;
    return next && settledAt ? [{ at: settledAt.toISOString(), next }] : [];
  });
}

function sentStop(facts: OrderFacts, drawing: Drawing): Stop {
  const at = lastAt(facts.orderEvents, "claimed");
  const last = facts.attempts.at(-1);
  const waits = facts.order.state === "authorised";
  const status: StopStatus = waits ? "now" : at ? "done" : "todo";
  const tries = triesOf(facts);
  return {
    stop: "sent",
    status,
    at: waits ? null : iso(at),
    operator: facts.operator.name,
    ...whyNotSent(facts, drawing),
    ...(last ? { reference: last.reference } : {}),
    ...(tries.length > 0 ? { tries } : {}),
  };
}

/** What a provider said that the buyer can do something about. */
const TOLD: readonly string[] = [
  "number-invalid",
  "number-not-prepaid",
  "operator-mismatch",
  "amount-invalid",
  "recipient-limit",
  "recently-recharged",
] satisfies MissReason[];

const EVENTS: Record<string, MissReason> = {
  no_route: "no-way",
  abandoned: "unproven",
  reversed: "reversed",
  hold_lost: "hold-lost",
  turned_away: "turned-away",
};

/** Why it did not arrive: the last refusal where it tells the buyer something, else how the order ended. */
function whyMissed({ attempts, orderEvents }: OrderFacts): MissReason | undefined {
  const last = attempts.at(-1);
  const code = last?.state === "rejected" ? last.outcome?.["code"] : undefined;
  if (typeof code === "string" && TOLD.includes(code)) return code as MissReason;
  return EVENTS[orderEvents.findLast(({ to }) => to === "undeliverable")?.event ?? ""];
}

/** Less arrived than was promised. */
function fellShort({ order }: OrderFacts): boolean {
  const { deliveredMinor, deliveredCurrency, faceMinor, faceCurrency } = order;
  return deliveredMinor !== null && deliveredCurrency === faceCurrency && deliveredMinor < faceMinor;
}

/** A package has a name; its face value is often no more than a provider's price. */
function whatArrived(facts: OrderFacts, amount: Money): Pick<Stop, "amount" | "parcel"> {
  const parcel = parcelOf(facts.product, facts.locale);
  return parcel === null || facts.order.deliveredMinor !== null ? { amount } : { parcel };
}

function arrivalStop(facts: OrderFacts, drawing: Drawing): Stop {
  const { order, operator, orderEvents } = facts;
  const base = { operator: operator.name };
  switch (order.state) {
    case "delivered": {
      const at = lastAt(
        orderEvents,
        "answer_delivered",
        "found_delivered",
        "staff_says_delivered",
        "late_evidence",
      );
      const amount =
        order.deliveredMinor === null || order.deliveredCurrency === null
          ? money(order.faceMinor, order.faceCurrency)
          : money(order.deliveredMinor, order.deliveredCurrency);
      return {
        ...base,
        stop: "delivered",
        status: "done",
        at: iso(at),
        ...whatArrived(facts, amount),
        ...(fellShort(facts) ? { why: "short", of: money(order.faceMinor, order.faceCurrency) } : {}),
        ...(order.operatorReference ? { reference: order.operatorReference } : {}),
      };
    }
    case "undeliverable": {
      const why = whyMissed(facts);
      const at = reachedAt(facts, "undeliverable");
      return { ...base, stop: "not-delivered", status: "bad", at, ...(why ? { why } : {}) };
    }
    case "cancelled":
      return { ...base, stop: "cancelled", status: "bad", at: reachedAt(facts, "cancelled") };
    case "sending":
    case "accepted":
    case "in_doubt":
    case "review": {
      if (!drawing.doubtful && order.state !== "review")
        return { ...base, stop: "delivered", status: "now", at: null };
      return { ...base, stop: "delivered", status: "doubt", at: null, ...doubtOf(facts, drawing) };
    }
    default:
      return { ...base, stop: "delivered", status: "todo", at: null };
  }
}

/** How it was charged, where that needs a word. */
function chargedHow(facts: OrderFacts, { amount }: OrderMoney): Partial<Stop> {
  const { order, payment } = facts;
  const short = amount.minor < order.totalMinor;
  const others = payment.capturedMinor > amount.minor;
  const why: PaidHow | undefined = short
    ? others
      ? "short-with-others"
      : "short"
    : others
      ? "with-others"
      : undefined;
  return {
    ...(why ? { why } : {}),
    ...(short ? { of: money(order.totalMinor, order.totalCurrency) } : {}),
    ...(others ? { together: money(payment.capturedMinor, payment.currency) } : {}),
  };
}

/** What waits for the other orders of its checkout: one hold, one capture. */
const withOthers = (facts: OrderFacts): Partial<Stop> =>
  paidWithOthers(facts) ? { why: "with-others" } : {};

/** What was charged, where only a part of it is given back. */
function refundOfWhat(facts: OrderFacts, { amount }: OrderMoney): Partial<Stop> {
  const charged = chargeOf(facts);
  return charged > amount.minor ? { of: money(charged, amount.currency) } : {};
}

function moneyStop(facts: OrderFacts): Stop {
  const { order } = facts;
  const told = tellMoney(facts);
  const { state, amount } = told;
  const card = cardOf(facts);
  const at = iso(told.at);
  const base = { amount, ...(card ? { card } : {}) };
  switch (state) {
    case "refunding":
      return { ...base, ...refundOfWhat(facts, told), stop: "refunded", status: "now", at: null };
    case "refunded":
      return { ...base, ...refundOfWhat(facts, told), stop: "refunded", status: "done", at };
    case "owed":
      return { ...base, ...refundOfWhat(facts, told), stop: "refunded", status: "bad", at };
    case "charged":
      return { ...base, stop: "charged", status: "done", at, ...chargedHow(facts, told) };
    case "lost":
      return { ...base, stop: "charged", status: "bad", at: null };
    case "waived":
      return { ...base, stop: "charged", status: "bad", at: null, why: "waived" };
    case "charging":
      return { ...base, stop: "charged", status: "now", at: null };
    case "releasing":
      return { ...base, stop: "released", status: "now", at: null };
    case "released":
      return { ...base, stop: "released", status: "done", at };
    case "none":
    case "held": {
      if (order.state === "delivered")
        return { ...base, stop: "charged", status: "now", at: null, ...withOthers(facts) };
      const over = order.state === "undeliverable" || order.state === "cancelled";
      if (over) return { ...base, stop: "released", status: "now", at: null, ...withOthers(facts) };
      return { ...base, stop: "charged", status: "todo", at: null };
    }
  }
}

/** The four stops of the line, with failure and doubt drawn on it. */
export function drawLine(facts: OrderFacts, drawing: Drawing): Stop[] {
  const first = reservedStop(facts);
  if (first.status === "bad") return [first];
  const sent = sentStop(facts, drawing);
  const arrival = arrivalStop(facts, drawing);
  // A cancelled or unroutable order was never sent: the line is shorter.
  if (sent.status === "todo" && arrival.status === "bad") return [first, arrival, moneyStop(facts)];
  return [first, sent, arrival, moneyStop(facts)];
}
