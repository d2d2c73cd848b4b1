import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseExact } from "@/lib/core/decimal";
import { money } from "@/lib/core/money";
import type { Outcome, Pin, ProviderOffer } from "../spec";
import { doubt } from "../verdict";
import { atLeast } from "./map-offers";
import { ended } from "./map-outcome";
import { arrivedFrom, moneyFrom, takenFrom } from "../read-amount";
import type { WireBiller, WirePayment } from "./wire-bills";

function costOf(biller: WireBiller, local: boolean): ProviderOffer["cost"] {
  const currency = local ? biller.localTransactionCurrencyCode : biller.internationalTransactionCurrencyCode;
  const fee = local ? biller.localTransactionFee : biller.internationalTransactionFee;
  const feePercent = local
    ? biller.localTransactionFeePercentage
    : biller.internationalTransactionFeePercentage;
  const discount = local ? biller.localDiscountPercentage : biller.internationalDiscountPercentage;
  return {
    walletCurrency: biller.internationalTransactionCurrencyCode,
    orderUnitsPerWalletUnit: local ? biller.fx.rate : "1",
    discountPercent: discount ?? "0",
    feePercent: feePercent ?? "0",
    flatFee: moneyFrom(fee ?? "0", currency) ?? money(0, currency),
  };
}

type Terms = Pick<ProviderOffer, "order" | "face" | "cost" | "description"> & { how: string };

function fixedTerms(biller: WireBiller): Terms[] {
  const currency = biller.localTransactionCurrencyCode;
  return biller.localFixedAmounts.flatMap(({ id, amount: text, description }) => {
    const exact = parseExact(text, currencyExponent(currency)) !== undefined;
    const amount = exact ? moneyFrom(text, currency) : undefined;
    if (!amount || amount.minor <= 0 || !/^\d+$/.test(id)) return [];
    const order = { type: "fixed", currency, amount } as const;
    const face = { type: "fixed", amount } as const;
    return [{ how: id, order, face, cost: costOf(biller, true), description: description?.trim() ?? "" }];
  });
}

function rangeTerms(biller: WireBiller, local: boolean): Terms[] {
  const currency = local ? biller.localTransactionCurrencyCode : biller.internationalTransactionCurrencyCode;
  const least = local ? biller.minLocalTransactionAmount : biller.minInternationalTransactionAmount;
  const most = local ? biller.maxLocalTransactionAmount : biller.maxInternationalTransactionAmount;
  const min = atLeast(least, currency);
  const max = moneyFrom(most, currency);
  if (!min || !max || min.minor >= max.minor) return [];
  const order = { type: "range", currency, min, max, step: 1 } as const;
  const perOrderUnit = local ? "1" : biller.fx.rate;
  const face = { type: "rate", currency: biller.localTransactionCurrencyCode, perOrderUnit } as const;
  return [{ how: local ? "local" : "usd", order, face, cost: costOf(biller, local), description: "" }];
}

/** Every offer of one biller: one an amount, or a range in each currency it takes. README.md, "Bills". */
export function offersOfBiller(biller: WireBiller): ProviderOffer[] {
  const ranges = [
    ...(biller.localAmountSupported === false ? [] : rangeTerms(biller, true)),
    ...(biller.internationalAmountSupported ? rangeTerms(biller, false) : []),
  ];
  const terms = biller.denominationType === "FIXED" ? fixedTerms(biller) : ranges;
  return terms.map(({ how, description, ...rest }) => ({
    sku: `bill:${biller.id}:${how}`,
    operator: {
      providerOperatorId: `bill:${biller.id}`,
      name: biller.name,
      country: biller.countryCode,
      currency: biller.localTransactionCurrencyCode,
    },
    kind: "bill",
    description,
    ...rest,
    popular: false,
    recipient: "account",
    requiredFields: biller.requiresInvoice ? ["invoiceId"] : [],
  }));
}

type Transaction = WirePayment["transaction"];

/** Prepaid electricity: the token is typed into the meter. */
function tokenFrom({ billDetails }: Transaction): Pin | undefined {
  const { token, info1, info2, info3 } = billDetails?.pinDetails ?? {};
  if (!token) return undefined;
  const instructions = [info1, info2, info3].filter(Boolean).join("\n");
  return { kind: "pin", code: token, ...(instructions ? { instructions } : {}) };
}

/** A payment of theirs by its status. An unlisted status is in doubt, never failed. */
export function outcomeOfPayment({ code, transaction }: WirePayment): Outcome {
  const { id: providerReference, status, balanceInfo, billDetails } = transaction;
  if (status === "REFUNDED" || status === "FAILED") return ended(status, code);
  if (!status || status === "PROCESSING") return { kind: "accepted", providerReference };
  if (status !== "SUCCESSFUL") return { ...doubt("unlisted", `status ${status}`), providerReference };
  const delivered = arrivedFrom(transaction.deliveryAmount, transaction.deliveryAmountCurrencyCode);
  const cost = takenFrom(balanceInfo?.cost, balanceInfo?.currencyCode);
  const artefact = tokenFrom(transaction);
  return {
    kind: "delivered",
    providerReference,
    ...(billDetails?.billerReferenceId ? { operatorReference: billDetails.billerReferenceId } : {}),
    ...(delivered ? { delivered } : {}),
    ...(cost ? { cost } : {}),
    ...(artefact ? { artefact } : {}),
  };
}
