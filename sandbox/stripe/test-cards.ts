export type CardBehaviour =
  | "succeeds"
  | "declined"
  | "authenticate"
  | "wrong-code"
  | "elevated"
  | "blocked"
  | "disputed"
  | "warned"
  | "capture-fails"
  | "refund-pending"
  | "refund-fails";

export interface TestCard {
  number: string;
  brand: "visa" | "mastercard" | "amex" | "discover" | "diners" | "jcb" | "unionpay";
  country: string;
  funding: "credit" | "debit" | "prepaid";
  behaviour: CardBehaviour;
  /** Stripe's error code and decline code, for `declined`. */
  code?: string;
  declineCode?: string;
  says: string;
}

const visa = { brand: "visa", country: "US", funding: "credit" } as const;
const declined = { ...visa, behaviour: "declined", code: "card_declined" } as const;

/** Stripe's published test numbers; only the one whose capture fails is the sandbox's own. */
export const TEST_CARDS: readonly TestCard[] = [
  { ...visa, number: "4242424242424242", behaviour: "succeeds", says: "Visa, succeeds" },
  {
    ...visa,
    number: "5555555555554444",
    brand: "mastercard",
    behaviour: "succeeds",
    says: "Mastercard, succeeds",
  },
  {
    ...visa,
    number: "378282246310005",
    brand: "amex",
    behaviour: "succeeds",
    says: "American Express, succeeds",
  },
  {
    ...visa,
    number: "4000056655665556",
    funding: "debit",
    behaviour: "succeeds",
    says: "Visa debit, succeeds",
  },
  {
    ...visa,
    number: "4000002760000016",
    country: "DE",
    behaviour: "succeeds",
    says: "Visa from Germany, succeeds",
  },
  {
    ...visa,
    number: "4000008260000000",
    country: "GB",
    behaviour: "succeeds",
    says: "Visa from the UK, succeeds",
  },
  { ...visa, number: "4000002500003155", behaviour: "authenticate", says: "asks for 3-D Secure" },
  { ...visa, number: "4000000000003220", behaviour: "authenticate", says: "3-D Secure 2 on every payment" },
  { ...declined, number: "4000000000000002", declineCode: "generic_decline", says: "declined" },
  {
    ...declined,
    number: "4000000000009995",
    declineCode: "insufficient_funds",
    says: "declined: insufficient funds",
  },
  { ...declined, number: "4000000000009987", declineCode: "lost_card", says: "declined: lost card" },
  { ...declined, number: "4000000000009979", declineCode: "stolen_card", says: "declined: stolen card" },
  { ...declined, number: "4000000000000069", code: "expired_card", says: "declined: expired card" },
  { ...declined, number: "4000000000000127", code: "incorrect_cvc", says: "declined: wrong security code" },
  { ...declined, number: "4000000000000119", code: "processing_error", says: "declined: processing error" },
  {
    ...visa,
    number: "4000000000000101",
    behaviour: "wrong-code",
    says: "succeeds though the security code does not match",
  },
  { ...visa, number: "4000000000009235", behaviour: "elevated", says: "elevated risk, held in review" },
  { ...visa, number: "4000000000004954", behaviour: "blocked", says: "highest risk, blocked" },
  { ...visa, number: "4100000000000019", behaviour: "blocked", says: "always blocked" },
  { ...visa, number: "4000000000000259", behaviour: "disputed", says: "succeeds, disputed after the charge" },
  {
    ...visa,
    number: "4000000000005423",
    behaviour: "warned",
    says: "succeeds, early fraud warning after the charge",
  },
  {
    ...visa,
    number: "4000000000007726",
    behaviour: "refund-pending",
    says: "refunds start pending, then succeed",
  },
  { ...visa, number: "4000000000005126", behaviour: "refund-fails", says: "refunds succeed, then fail" },
  {
    ...visa,
    number: "4000000000007171",
    behaviour: "capture-fails",
    says: "reserved, but the hold is gone at capture (the sandbox's own)",
  },
];

const BY_NUMBER = new Map(TEST_CARDS.map((card) => [card.number, card]));

/** Any other number that passes the check digit is no test card, as in Stripe's test mode. */
export function findTestCard(number: string): TestCard | undefined {
  return BY_NUMBER.get(number);
}
