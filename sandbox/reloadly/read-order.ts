import type { Catalogue } from "./open-catalogue";
import {
  add,
  compare,
  divide,
  exact,
  multiply,
  ONE,
  readExact,
  subtract,
  toUnits,
  ZERO,
  type Exact,
} from "../exact-decimal";
import { currencyPlaces } from "../currency-places";
import { readPhone } from "./read-phone";
import type { ReloadlyOperator } from "./reloadly-operator";
import type { WireError } from "./reply-with";
import { wireErrors } from "./wire-errors";

/** A top-up that may be sent: checked, priced, not yet paid. */
export interface Order {
  operator: ReloadlyOperator;
  identifier: string | null;
  /** E.164 digits without plus; null when it goes to an e-mail account. */
  phone: string | null;
  email: string | null;
  senderPhone: string | null;
  requested: Exact;
  requestedCurrency: string;
  /** Minor units of the destination currency. */
  delivered: number;
  /** Units of 0.00001 USD. */
  cost: number;
  discount: number;
  fee: number;
}

const LONGEST_IDENTIFIER = 150;

/** Reads the body of a purchase; answers the documented error where it cannot be sold. */
export function readOrder(body: unknown, catalogue: Catalogue): Order | WireError {
  if (typeof body !== "object" || body === null)
    return wireErrors.badInput("The request body is not readable");
  const fields = body as Record<string, unknown>;
  const identifier = fields["customIdentifier"] ?? null;
  if (identifier !== null && (typeof identifier !== "string" || identifier.length > LONGEST_IDENTIFIER)) {
    return wireErrors.badInput("customIdentifier must be a text of at most 150 characters");
  }
  const amount = readExact(fields["amount"]);
  if (fields["operatorId"] === undefined || !amount || compare(amount, ZERO) <= 0) {
    return wireErrors.badInput("operatorId and a positive amount are required");
  }
  const operator = catalogue.byId(Number(fields["operatorId"]));
  if (!operator) return wireErrors.operatorDown;
  const recipient = readRecipient(fields, operator);
  if ("errorCode" in recipient) return recipient;
  const local = fields["useLocalAmount"] === true || fields["useLocalAmount"] === "true";
  const refused = checkAmount({ operator, amount, local });
  if (refused) return refused;
  return { operator, identifier, ...recipient, ...priceOrder({ operator, amount, local }) };
}

type Recipient = Pick<Order, "phone" | "email" | "senderPhone">;

function readRecipient(fields: Record<string, unknown>, operator: ReloadlyOperator): Recipient | WireError {
  const sender = readPhoneField(fields["senderPhone"]);
  const senderPhone = sender ? (readPhone(sender.number, sender.countryCode) ?? null) : null;
  if (sender && !senderPhone) return wireErrors.badSenderPhone;
  if (operator.kind === "account") {
    const email = fields["recipientEmail"];
    const good = typeof email === "string" && /^[^@\s]+@nauta\.(com|co)\.cu$/i.test(email);
    return good
      ? { phone: null, email, senderPhone }
      : wireErrors.badInput("recipientEmail must be a Nauta account");
  }
  const given = readPhoneField(fields["recipientPhone"]);
  if (!given) return wireErrors.badInput("recipientPhone or recipientEmail is required");
  const phone = readPhone(given.number, given.countryCode);
  if (!phone) return wireErrors.badPhone;
  if (given.countryCode !== operator.country) return wireErrors.phoneMismatch;
  return { phone, email: null, senderPhone };
}

function readPhoneField(value: unknown): { countryCode: string; number: string } | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { countryCode, number } = value as Record<string, unknown>;
  if (typeof countryCode !== "string" || (typeof number !== "string" && typeof number !== "number"))
    return undefined;
  return { countryCode: countryCode.toUpperCase(), number: String(number) };
}

interface Wish {
  operator: ReloadlyOperator;
  amount: Exact;
  /** The amount is in the destination currency. */
  local: boolean;
}

function checkAmount({ operator, amount, local }: Wish): WireError | undefined {
  if (local && !operator.supportsLocalAmounts) return wireErrors.noLocalAmounts;
  const refuse = local ? wireErrors.badLocalAmount : wireErrors.badAmount;
  const currency = local ? operator.currency : "USD";
  if (operator.range) {
    const [min, max] = local
      ? [operator.range.localMin, operator.range.localMax]
      : [operator.range.min, operator.range.max];
    if (compare(amount, exact(min)) >= 0 && compare(amount, exact(max)) <= 0) return undefined;
    return refuse(`The amount must be between ${min} and ${max} ${currency}`);
  }
  return planOf({ operator, amount, local })
    ? undefined
    : refuse(`The amount is not one of the operator's amounts in ${currency}`);
}

function planOf({ operator, amount, local }: Wish) {
  const plans = [...operator.plans, ...operator.regions.flatMap((region) => region.plans)];
  return plans.find((plan) => compare(exact(local ? plan.local : plan.usd), amount) === 0);
}

type Price = Pick<Order, "requested" | "requestedCurrency" | "delivered" | "cost" | "discount" | "fee">;

const percent = (text: string) => divide(exact(text), exact("100"));

/** What the wallet pays and the subscriber gets: reckoned exactly, rounded once to five decimals. */
export function priceOrder(wish: Wish): Price {
  const { operator, amount, local } = wish;
  const rate = exact(operator.rate);
  const sent = local ? divide(amount, rate) : amount;
  const { fees } = operator;
  const feeRate = percent(local ? fees.localPercentage : fees.internationalPercentage);
  const flat = local ? divide(exact(fees.local), rate) : exact(fees.international);
  const discountRate =
    compare(feeRate, ZERO) > 0
      ? ZERO
      : percent(local ? operator.localDiscount : operator.internationalDiscount);
  const cost = add(multiply(sent, add(subtract(ONE, discountRate), feeRate)), flat);
  const plan = operator.range ? undefined : planOf(wish);
  const delivered = plan ? exact(plan.local) : local ? amount : multiply(amount, rate);
  return {
    requested: amount,
    requestedCurrency: local ? operator.currency : "USD",
    delivered: toUnits(delivered, currencyPlaces(operator.currency)),
    cost: toUnits(cost, 5),
    discount: toUnits(multiply(sent, discountRate), 5),
    fee: toUnits(add(multiply(sent, feeRate), flat), 5),
  };
}
