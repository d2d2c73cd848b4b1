import type { Credit } from "@/e2e/fixtures/sandbox";
import { FINAL_ORDER_STATES } from "@/lib/core/transitions";
import type { Visit } from "../buyer/visit-shop";
import type { Books, OurOrder, OurPayment } from "./read-books";

export interface Violation {
  /** Order, payment or process. */
  id: string;
  says: string;
}

export interface Verdict {
  check: string;
  looked: number;
  violations: Violation[];
}

const digits = (number: string): string => number.replace(/\D/g, "");

function group<T>(rows: T[], key: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const known = groups.get(key(row));
    if (known) known.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

const verdict = (check: string, looked: number, violations: (Violation | undefined | false)[]): Verdict => ({
  check,
  looked,
  violations: violations.filter((one) => one !== undefined && one !== false),
});

/** What an order is owed for: all of its total, or the share that arrived. */
function owed(order: OurOrder): number {
  const { state, totalMinor, faceMinor, faceCurrency, deliveredMinor, deliveredCurrency } = order;
  if (state !== "delivered") return 0;
  if (deliveredMinor === null || deliveredCurrency !== faceCurrency || deliveredMinor >= faceMinor)
    return totalMinor;
  return Math.floor((totalMinor * deliveredMinor) / faceMinor);
}

interface Joined extends Books {
  ordersTo: Map<string, OurOrder[]>;
  creditsOf(order: OurOrder): Credit[];
  paymentOf: Map<string, OurPayment>;
  ordersOf: Map<string, OurOrder[]>;
}

/** Numbers are dialled once, so what was credited to one belongs to its order. */
function join(books: Books): Joined {
  const byNumber = group(books.credits, ({ number }) => digits(number));
  return {
    ...books,
    ordersTo: group(books.orders, ({ number }) => digits(number)),
    creditsOf: ({ number }) => byNumber.get(digits(number)) ?? [],
    paymentOf: new Map(books.payments.map((payment) => [payment.checkoutId, payment])),
    ordersOf: group(books.orders, ({ checkoutId }) => checkoutId),
  };
}

/** In review, or held back because of who pays. */
const waitsForPerson = (books: Joined, { state, checkoutId }: OurOrder): boolean =>
  state === "review" || (state === "authorised" && books.paymentOf.get(checkoutId)?.heldBack != null);

const ended = (books: Joined): Verdict =>
  verdict(
    "every order has ended, or waits for a person with a reason",
    books.orders.length,
    books.orders.map((order) => {
      if ((FINAL_ORDER_STATES as readonly string[]).includes(order.state)) return undefined;
      if (order.alerted && waitsForPerson(books, order)) return undefined;
      return {
        id: order.id,
        says: `is ${order.state}${order.state === "review" ? " and nobody was told" : ""}`,
      };
    }),
  );

const creditedOnce = (books: Joined): Verdict =>
  verdict(
    "no provider credited an order twice",
    books.credits.length,
    [...group(books.credits, ({ number }) => digits(number))].map(([number, credits]) => {
      const standing = credits.filter(({ state }) => state === "credited");
      const tried = credits.length - standing.length;
      if (standing.length > 1 || (standing.length === 1 && tried > 1))
        return { id: number, says: `${standing.length} credited, ${tried} taken back` };
      return undefined;
    }),
  );

const foundByUs = (books: Joined): Verdict =>
  verdict(
    "every credit belongs to an attempt of ours",
    books.credits.length,
    books.credits.map((credit) => {
      const orders = books.ordersTo.get(digits(credit.number)) ?? [];
      const known = orders.some(({ attempts }) =>
        attempts.some(({ provider }) => provider === credit.provider),
      );
      return !known && { id: credit.number, says: `${credit.provider} credited what no attempt asked for` };
    }),
  );

const stateIsTrue = (books: Joined): Verdict =>
  verdict(
    "delivered is credited, not delivered is not",
    books.orders.length,
    books.orders.map((order) => {
      const credits = books.creditsOf(order);
      const standing = credits.some(({ state }) => state === "credited");
      if (order.state === "delivered" && credits.length === 0)
        return { id: order.id, says: "is delivered and nobody credited it" };
      const over = ["undeliverable", "cancelled", "expired"].includes(order.state);
      const booked = books.paymentOf.get(order.checkoutId)?.booked.includes("loss") ?? false;
      if (over && standing && !booked) return { id: order.id, says: `is ${order.state} and was credited` };
      return undefined;
    }),
  );

function moneyOf(books: Joined, payment: OurPayment): string | undefined {
  const orders = books.ordersOf.get(payment.checkoutId) ?? [];
  const theirs = books.theirs.filter(({ metadata }) => metadata.checkout_id === payment.checkoutId);
  const captured = theirs.reduce((sum, one) => sum + one.captured, 0);
  const refunded = theirs.reduce((sum, one) => sum + one.refunded, 0);
  if (theirs.filter((one) => one.authorised > 0).length > 1) return "was held twice";
  if (captured !== payment.capturedMinor)
    return `we say ${payment.capturedMinor} captured, Stripe ${captured}`;
  if (payment.state === "refunded" && refunded !== payment.refundedMinor)
    return `we say ${payment.refundedMinor} refunded, Stripe ${refunded}`;
  const arrived = orders.reduce((sum, order) => sum + owed(order), 0);
  const taken = captured - refunded;
  const waits = orders.some((order) => waitsForPerson(books, order));
  if (waits) return captured > 0 ? "was charged while a person decides" : undefined;
  if (["refunding", "captured"].includes(payment.state) && taken > arrived && refunded === 0) {
    const reversed = orders.some((order) => books.creditsOf(order).some(({ state }) => state === "reversed"));
    return reversed ? undefined : `${taken} taken for ${arrived} that arrived`;
  }
  if (taken !== arrived && payment.booked.length === 0) return `${taken} taken for ${arrived} that arrived`;
  return undefined;
}

const chargedForDelivered = (books: Joined): Verdict =>
  verdict(
    "charged is what arrived, and nothing else",
    books.payments.length,
    books.payments.map((payment) => {
      const says = moneyOf(books, payment);
      return says === undefined ? undefined : { id: payment.id, says };
    }),
  );

const nothingHeld = (books: Joined): Verdict =>
  verdict(
    "no card is held any more, but where a person decides",
    books.theirs.length,
    books.theirs.map(({ status, metadata, paymentIntent }) => {
      const orders = books.ordersOf.get(metadata.checkout_id ?? "") ?? [];
      const waits = orders.some((order) => waitsForPerson(books, order));
      return status === "requires_capture" && !waits && { id: paymentIntent, says: "is still held" };
    }),
  );

const paidIsKnown = (books: Joined): Verdict =>
  verdict(
    "every payment at Stripe is one of ours, with its orders",
    books.theirs.length,
    books.theirs.map(({ metadata, paymentIntent, authorised }) => {
      const payment = books.paymentOf.get(metadata.checkout_id ?? "");
      if (!payment) return { id: paymentIntent, says: "belongs to no checkout of ours" };
      if (authorised > 0 && payment.intent !== paymentIntent)
        return { id: payment.id, says: `was held by ${paymentIntent}, and we hold ${payment.intent}` };
      return !books.ordersOf.has(payment.checkoutId) && { id: payment.id, says: "has no order" };
    }),
  );

/** What buyers saw with their own eyes. */
const nothingLost = (books: Joined, visits: Visit[]): Verdict =>
  verdict(
    "no order is lost of which a buyer was told",
    visits.length,
    visits.map(({ n, checkoutId, payUrl, paid, publicId }) => {
      const orders = books.ordersOf.get(checkoutId ?? "") ?? [];
      if (payUrl && orders.length === 0)
        return { id: `order ${n}`, says: "reached the card page and is not there" };
      if (publicId && !orders.some((order) => order.publicId === publicId))
        return { id: `order ${n}`, says: "has a page and is not there" };
      const payment = books.paymentOf.get(checkoutId ?? "");
      const asleep = paid && (payment?.state === "open" || payment?.state === "expired");
      return asleep && { id: `order ${n}`, says: `was paid, and its payment is ${payment.state}` };
    }),
  );

/** Compares our rows with the witness and with what buyers saw. */
export function judgeBooks(books: Books, visits: Visit[]): Verdict[] {
  const joined = join(books);
  return [
    ended(joined),
    creditedOnce(joined),
    foundByUs(joined),
    stateIsTrue(joined),
    chargedForDelivered(joined),
    nothingHeld(joined),
    paidIsKnown(joined),
    nothingLost(joined, visits),
  ];
}
