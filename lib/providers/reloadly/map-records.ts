import { plainText } from "../plain-text";
import type { ProviderPromotion, StatementLine } from "../spec";
import { arrivedFrom, microsFrom } from "../read-amount";
import { transactionSchema, type WirePromotion, type WireTransaction } from "./wire";
import { paymentSchema } from "./wire-bills";
import { orderSchema } from "./wire-gift-cards";

/** `2026-11-02 09:20:33` (UTC, no zone), ISO with a zone, or what a mail header shows. README.md, "Times". */
export function timeFrom(text: string | null | undefined): Date | undefined {
  if (!text) return undefined;
  const bare = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(\.\d+)?$/.exec(text);
  const at = new Date(bare ? `${bare[1]}T${bare[2]}Z` : text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Undefined when it has no time: then nobody can say whether it runs. */
export function promotionFrom(promotion: WirePromotion): ProviderPromotion | undefined {
  const startsAt = timeFrom(promotion.startDate);
  const endsAt = timeFrom(promotion.endDate);
  if (!startsAt || !endsAt) return undefined;
  return {
    promotionId: promotion.promotionId,
    providerOperatorId: promotion.operatorId,
    title: plainText(promotion.title2 || promotion.title || ""),
    description: plainText(promotion.description ?? ""),
    startsAt,
    endsAt,
    appliesTo: plainText(promotion.denominations ?? ""),
  };
}

const STATES: Record<string, StatementLine["state"]> = {
  SUCCESSFUL: "delivered",
  REFUNDED: "reversed",
  FAILED: "failed",
};

interface Told {
  reference: string | null | undefined;
  providerReference: string;
  status: string | null | undefined;
  time: string | null | undefined;
  balance: { cost?: string | null | undefined; currencyCode?: string | null | undefined } | null | undefined;
}

/** What all three products' reports have in common; undefined without cost or time, for a statement with holes is none. */
function lineFrom({ reference, providerReference, status, time, balance }: Told): StatementLine | undefined {
  const cost = microsFrom(balance?.cost, balance?.currencyCode);
  const at = timeFrom(time);
  if (!cost || !at) return undefined;
  const state = STATES[status ?? ""] ?? "pending";
  return { ...(reference ? { reference } : {}), providerReference, cost, state, at };
}

/** A row of the report of top-ups as a line of their statement; undefined when it cannot be read. */
export function statementLineFrom(row: unknown): StatementLine | undefined {
  const transaction = transactionSchema.safeParse(row).data;
  const line = transaction && lineFrom(toldOf(transaction));
  if (!line) return undefined;
  const { recipientPhone } = transaction;
  const delivered = arrivedFrom(transaction.deliveredAmount, transaction.deliveredAmountCurrencyCode);
  return {
    ...line,
    ...(recipientPhone ? { number: `+${recipientPhone}` } : {}),
    ...(delivered ? { delivered } : {}),
  };
}

const toldOf = (transaction: WireTransaction): Told => ({
  reference: transaction.customIdentifier,
  providerReference: transaction.transactionId,
  status: transaction.status,
  time: transaction.transactionDate,
  balance: transaction.balanceInfo,
});

/** The same of a gift card. */
export function lineOfOrder(row: unknown): StatementLine | undefined {
  const order = orderSchema.safeParse(row).data;
  const line =
    order &&
    lineFrom({
      reference: order.customIdentifier,
      providerReference: order.transactionId,
      status: order.status,
      time: order.transactionCreatedTime,
      balance: order.balanceInfo,
    });
  const delivered = arrivedFrom(order?.product?.totalPrice, order?.product?.currencyCode);
  return line && { ...line, ...(delivered ? { delivered } : {}) };
}

/** The same of a bill. */
export function lineOfPayment(row: unknown): StatementLine | undefined {
  const payment = paymentSchema.safeParse(row).data?.transaction;
  const line =
    payment &&
    lineFrom({
      reference: payment.referenceId,
      providerReference: payment.id,
      status: payment.status,
      time: payment.submittedAt,
      balance: payment.balanceInfo,
    });
  const account = payment?.billDetails?.subscriberDetails?.accountNumber;
  const delivered = arrivedFrom(payment?.deliveryAmount, payment?.deliveryAmountCurrencyCode);
  return line && { ...line, ...(account ? { number: account } : {}), ...(delivered ? { delivered } : {}) };
}
