import { plainText } from "../plain-text";
import { ProviderUnavailable, type ProviderPromotion, type StatementLine } from "../spec";
import { microsFrom, moneyFrom } from "./map-outcome";
import type { WirePromotion, WireTransaction } from "./wire";

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

/** A row of the report as a line of their statement. @throws ProviderUnavailable: a statement with holes is none */
export function statementLineFrom(transaction: WireTransaction): StatementLine {
  const { transactionId, customIdentifier, recipientPhone, balanceInfo } = transaction;
  const cost = microsFrom(balanceInfo?.cost, balanceInfo?.currencyCode);
  const at = timeFrom(transaction.transactionDate);
  if (!cost || !at)
    throw new ProviderUnavailable("reloadly", `transaction ${transactionId} has no cost or no time`);
  const delivered = moneyFrom(transaction.deliveredAmount, transaction.deliveredAmountCurrencyCode);
  return {
    ...(customIdentifier ? { reference: customIdentifier } : {}),
    providerReference: transactionId,
    ...(recipientPhone ? { number: `+${recipientPhone}` } : {}),
    ...(delivered ? { delivered } : {}),
    cost,
    state: STATES[transaction.status ?? ""] ?? "pending",
    at,
  };
}
