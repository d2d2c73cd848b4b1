import type { AttemptRequest } from "../spec";
import { wireAmount } from "./wire-amount";
import { readSku, type SkuKind } from "./sku";

export interface PurchaseCall {
  kind: SkuKind;
  path: string;
  body: Record<string, unknown>;
}

type Fields = Record<string, unknown>;
type Sold = Exclude<SkuKind, "sim" | "dynamic">;

const PATHS: Record<Sold, string> = {
  rtr: "/transaction/topup",
  pin: "/transaction/pin",
  bill: "/transaction/billpay",
  gift: "/transaction/giftcard/order",
  esim: "/esim/order",
};

/** Fields of `extra` that the request has itself; all others travel as `additionalInfos`. README.md, "Purchases". */
const OWN_FIELDS: Record<Sold, readonly string[]> = {
  rtr: ["senderMobile", "boostPin", "numberOfPlanMonths"],
  pin: [],
  bill: ["senderMobile", "senderName", "mobileNumber", "checkDigits"],
  gift: ["firstName", "lastName"],
  esim: [],
};

const digits = (number: string): string => number.replace(/\D/g, "");

/** What was asked of the buyer, each where it belongs. Undefined when a number of months is none. */
function extraOf(attempt: AttemptRequest, kind: Sold): Fields | undefined {
  const extra = Object.entries(attempt.extra ?? {}).filter(([, value]) => value !== "");
  const own = Object.fromEntries(extra.filter(([name]) => OWN_FIELDS[kind].includes(name)));
  const others = extra.filter(([name]) => !OWN_FIELDS[kind].includes(name));
  const months = own["numberOfPlanMonths"];
  if (months !== undefined && !/^[1-9]\d?$/.test(months)) return undefined;
  return {
    ...own,
    ...(own["senderMobile"] ? { senderMobile: digits(own["senderMobile"]) } : {}),
    ...(own["mobileNumber"] ? { mobileNumber: digits(own["mobileNumber"]) } : {}),
    ...(months === undefined ? {} : { numberOfPlanMonths: Number.parseInt(months, 10) }),
    ...(others.length > 0 ? { additionalInfos: others.map(([name, value]) => ({ name, value })) } : {}),
  };
}

/** In the wallet's currency there is no currency code; in any other it must be there, or another sum is bought. */
function amountOf({ amount }: AttemptRequest, wallet: string): Fields | undefined {
  const value = wireAmount(amount);
  if (value === undefined) return undefined;
  return {
    amount: value,
    ...(amount.currency === wallet ? {} : { transactionCurrencyCode: amount.currency }),
  };
}

function fieldsOf(attempt: AttemptRequest, kind: Sold, wallet: string): Fields | undefined {
  const mobile = attempt.number ? digits(attempt.number) : undefined;
  const sender = attempt.senderNumber ? { senderMobile: digits(attempt.senderNumber) } : {};
  const recipient = mobile ? { recipient: mobile } : {};
  if (kind === "esim") return {};
  if (kind === "pin") return recipient;
  const amount = amountOf(attempt, wallet);
  if (!amount) return undefined;
  if (kind === "gift") return { ...amount, ...recipient };
  if (kind === "rtr") return mobile ? { ...amount, ...sender, mobile } : undefined;
  // A postpaid mobile bill is paid by its number.
  const accountNumber = attempt.account ?? mobile;
  if (!accountNumber) return undefined;
  return { ...amount, ...sender, accountNumber, ...(mobile ? { mobileNumber: mobile } : {}) };
}

/** The request that buys an attempt; undefined when it cannot be bought here or lacks what it needs. */
export function purchaseCall(attempt: AttemptRequest, wallet: string): PurchaseCall | undefined {
  const sku = readSku(attempt.sku);
  if (!sku || sku.kind === "sim" || sku.kind === "dynamic") return undefined;
  const fields = fieldsOf(attempt, sku.kind, wallet);
  const extra = sku.kind === "esim" ? {} : extraOf(attempt, sku.kind);
  if (!fields || !extra) return undefined;
  return {
    kind: sku.kind,
    path: PATHS[sku.kind],
    body: { ...fields, ...extra, skuId: Number.parseInt(sku.id, 10), correlationId: attempt.reference },
  };
}
