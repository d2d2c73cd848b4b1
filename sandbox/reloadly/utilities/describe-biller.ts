import { currencyPlaces } from "../../currency-places";
import { unitsToText } from "../../exact-decimal";
import { hashText } from "../../world/hash-text";
import { literal, wireTime, type Literal } from "../reply-with";
import type { Sale } from "../sale";
import type { Biller } from "./biller";

/** A biller as the list shows it. */
export function describeBiller(biller: Biller): Record<string, unknown> {
  const { range, plans, currency } = biller;
  const bound = (amount: string | undefined): Literal | null =>
    amount === undefined ? null : literal(amount);
  return {
    id: biller.id,
    name: biller.name,
    countryCode: biller.country,
    countryName: biller.countryName,
    type: `${biller.type}_BILL_PAYMENT`,
    serviceType: biller.service,
    localAmountSupported: true,
    localTransactionCurrencyCode: currency,
    minLocalTransactionAmount: bound(range?.min),
    maxLocalTransactionAmount: bound(range?.max),
    localTransactionFee: literal(biller.localFee),
    localTransactionFeeCurrencyCode: currency,
    localTransactionFeePercentage: 0,
    localDiscountPercentage: literal(biller.discountPercent),
    internationalAmountSupported: biller.international,
    internationalTransactionCurrencyCode: "USD",
    minInternationalTransactionAmount: bound(biller.international ? range?.minUsd : undefined),
    maxInternationalTransactionAmount: bound(biller.international ? range?.maxUsd : undefined),
    internationalTransactionFee: literal(biller.internationalFee),
    internationalTransactionFeeCurrencyCode: "USD",
    internationalTransactionFeePercentage: 0,
    internationalDiscountPercentage: literal(biller.discountPercent),
    requiresInvoice: biller.requiresInvoice,
    fx: { rate: literal(biller.rate), currencyCode: currency },
    denominationType: range ? "RANGE" : "FIXED",
    localFixedAmounts: range
      ? null
      : plans.map(({ id, amount, description }) => ({ id, amount: literal(amount), description })),
    internationalFixedAmounts: null,
  };
}

const CODES: Record<string, string> = {
  PROCESSING: "PAYMENT_PROCESSING_IN_PROGRESS",
  SUCCESSFUL: "PAYMENT_PROCESSED_SUCCESSFULLY",
};
const codeOf = ({ status }: Sale): string => CODES[status] ?? "UNABLE_TO_PROCESS_PAYMENT";
const DAY = 86_400_000;

/** The answer to a payment: never more than that it is under way. */
export function describeSubmitted(sale: Sale): Record<string, unknown> {
  return {
    id: Number(sale.id),
    status: sale.status,
    referenceId: sale.reference,
    code: codeOf(sale),
    message: "The payment was taken and is being processed",
    submittedAt: wireTime(sale.createdAt),
    finalStatusAvailabilityAt: wireTime(sale.createdAt + DAY),
  };
}

/** A payment as the transaction calls show it. */
export function describePayment(sale: Sale, biller: Biller | undefined): Record<string, unknown> {
  return {
    code: codeOf(sale),
    message: codeOf(sale) === "UNABLE_TO_PROCESS_PAYMENT" ? "The biller refused the payment" : "",
    transaction: describeTransaction(sale, biller),
  };
}

function describeTransaction(sale: Sale, biller: Biller | undefined): Record<string, unknown> {
  const dollars = (units: number): Literal => literal(unitsToText(units, 5));
  const amount = literal(unitsToText(sale.amount, currencyPlaces(sale.currency)));
  return {
    id: Number(sale.id),
    status: sale.status,
    referenceId: sale.reference,
    amount,
    amountCurrencyCode: sale.currency,
    deliveryAmount: amount,
    deliveryAmountCurrencyCode: sale.currency,
    fee: dollars(sale.fee),
    feeCurrencyCode: "USD",
    discount: dollars(sale.discount),
    discountCurrencyCode: "USD",
    submittedAt: wireTime(sale.createdAt),
    balanceInfo: {
      oldBalance: dollars(sale.oldBalance),
      newBalance: dollars(sale.newBalance),
      cost: dollars(sale.cost),
      currencyCode: "USD",
      currencyName: "US Dollar",
      updatedAt: wireTime(sale.createdAt + 4 * 3_600_000),
    },
    billDetails: describeBill(sale, biller),
  };
}

function describeBill(sale: Sale, biller: Biller | undefined): Record<string, unknown> {
  const done = sale.status === "SUCCESSFUL";
  const meter = done && biller?.type === "ELECTRICITY" && biller.service === "PREPAID";
  const group = (at: number): string => String(hashText(`token ${sale.id} ${at}`) % 10_000).padStart(4, "0");
  return {
    type: biller ? `${biller.type}_BILL_PAYMENT` : null,
    billerId: sale.itemId,
    billerName: sale.itemName,
    billerCountryCode: sale.country,
    billerReferenceId: done ? `R-${sale.id}` : null,
    serviceType: biller?.service ?? null,
    completedAt: sale.endedAt === null ? null : wireTime(sale.endedAt),
    subscriberDetails: { invoiceId: sale.told["invoiceId"] ?? null, accountNumber: sale.account },
    pinDetails: meter
      ? { token: [0, 1, 2, 3].map(group).join("-"), info1: null, info2: null, info3: null }
      : null,
  };
}
