import { currencyPlaces } from "../currency-places";
import { unitsToText } from "../exact-decimal";
import { hashText } from "../world/hash-text";
import { literal, wireTime } from "./reply-with";
import type { TopUp } from "./top-up";

/** The transaction object of answers and reports. */
export function describeTopUp(topUp: TopUp): Record<string, unknown> {
  const dollars = (units: number) => literal(unitsToText(units, 5));
  const places = currencyPlaces(topUp.deliveredCurrency);
  return {
    transactionId: Number(topUp.id),
    status: topUp.status,
    operatorTransactionId: topUp.operatorReference,
    customIdentifier: topUp.identifier,
    recipientPhone: topUp.phone,
    recipientEmail: topUp.email,
    senderPhone: topUp.senderPhone,
    countryCode: topUp.country,
    operatorId: topUp.operatorId,
    operatorName: topUp.operatorName,
    discount: dollars(topUp.discount),
    discountCurrencyCode: "USD",
    requestedAmount: literal(topUp.requested),
    requestedAmountCurrencyCode: topUp.requestedCurrency,
    deliveredAmount: literal(unitsToText(topUp.delivered, places)),
    deliveredAmountCurrencyCode: topUp.deliveredCurrency,
    transactionDate: wireTime(topUp.createdAt),
    pinDetail: topUp.pin && topUp.status === "SUCCESSFUL" ? describePin(topUp) : null,
    fee: dollars(topUp.fee),
    balanceInfo: {
      oldBalance: dollars(topUp.oldBalance),
      newBalance: dollars(topUp.newBalance),
      cost: dollars(topUp.cost),
      currencyCode: "USD",
      currencyName: "US Dollar",
      updatedAt: wireTime(topUp.createdAt - 2000),
    },
  };
}

/** The body of a status call and the `data` of a webhook: no transaction while it is under way. */
export function describeStatus(topUp: TopUp): Record<string, unknown> {
  const open = topUp.status === "PROCESSING" || topUp.status === "SETTLING";
  return {
    code: topUp.code,
    message: topUp.message,
    status: topUp.status,
    transaction: open ? null : describeTopUp(topUp),
  };
}

function describePin(topUp: TopUp): Record<string, string | null> {
  const digits = (name: string, length: number) =>
    Array.from({ length }, (_, index) => hashText(`${name} ${topUp.id} ${index}`) % 10).join("");
  return {
    serial: digits("serial", 8),
    info1: "Dial *123*PIN#",
    info2: null,
    info3: null,
    value: null,
    code: digits("code", 13),
    ivr: "1-800-555-0199",
    validity: "60 days",
  };
}
