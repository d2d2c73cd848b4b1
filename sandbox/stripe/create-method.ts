import { createHash } from "node:crypto";
import type { Books } from "./open-books";
import type { CardProblem, MethodRow, Payer } from "./rows";
import { findTestCard, type TestCard } from "./test-cards";

const TOKENS: Record<string, string> = {
  pm_card_visa: "4242424242424242",
  pm_card_mastercard: "5555555555554444",
  pm_card_amex: "378282246310005",
  pm_card_visa_debit: "4000056655665556",
  pm_card_visa_chargeDeclined: "4000000000000002",
  pm_card_visa_chargeDeclinedInsufficientFunds: "4000000000009995",
  pm_card_chargeDeclinedExpiredCard: "4000000000000069",
  pm_card_authenticationRequired: "4000000000003220",
  pm_card_createDispute: "4000000000000259",
  pm_card_riskLevelElevated: "4000000000009235",
  pm_card_riskLevelHighest: "4000000000004954",
  pm_card_pendingRefund: "4000000000007726",
  pm_card_refundFail: "4000000000005126",
};

const MESSAGES: Record<string, string> = {
  card_declined: "Your card was declined.",
  insufficient_funds: "Your card has insufficient funds.",
  expired_card: "Your card has expired.",
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: "An error occurred while processing your card. Try again in a little bit.",
};

/** Stripe's test PaymentMethods by name. */
export function findMethodToken(token: string): TestCard | undefined {
  return findTestCard(TOKENS[token] ?? "");
}

/** Keeps what Stripe would keep of a card; its number is never written down. */
export function createMethod(
  books: Books,
  input: { card: TestCard; expMonth: number; expYear: number; payer: Payer },
): MethodRow {
  const { card } = input;
  return books.methods.put({
    id: books.newId("pm"),
    created: books.seconds(),
    brand: card.brand,
    last4: card.number.slice(-4),
    country: card.country,
    funding: card.funding,
    expMonth: input.expMonth,
    expYear: input.expYear,
    behaviour: card.behaviour,
    problem: problemOf(card),
    payer: input.payer,
    fingerprint: createHash("sha256").update(`sandbox ${card.number}`).digest("hex").slice(0, 16),
  });
}

function problemOf(card: TestCard): CardProblem | null {
  if (card.behaviour !== "declined") return null;
  const code = card.code ?? "card_declined";
  const declineCode = card.declineCode ?? (code === "card_declined" ? "generic_decline" : code);
  const message = MESSAGES[declineCode] ?? MESSAGES[code] ?? "Your card was declined.";
  return { code, declineCode, message };
}
