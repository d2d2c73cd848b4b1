import type { SandboxReply } from "../outside";
import { compare, exact, multiply, readExact, type Exact, ZERO } from "../exact-decimal";
import { offeredTo } from "./offered-to";
import type { Catalogue } from "./open-catalogue";
import { faceOfLocal, faceOfWallet, priceOf, type Price } from "./price-order";
import { fitsShape } from "./read-country-of";
import { replyCode, replyStatus } from "./reply-with";
import type { Category, Sku } from "./valuetopup-sku";

/** A transaction that may be made: checked and priced, not yet paid. */
export interface Order {
  sku: Sku;
  correlationId: string | null;
  /** E.164 with plus, or the account of a bill; empty where there is none. */
  recipient: string;
  price: Price;
}

export type Fields = Record<string, unknown>;
type Read<T> = { value: T } | { refusal: SandboxReply };

const LONGEST_CORRELATION_ID = 50;
const MOST_MONTHS = 12;
const TAKES_AMOUNT = new Set<Category>(["Rtr", "BillPay", "GiftCard"]);
const RECIPIENT: Partial<Record<Category, string>> = {
  Rtr: "mobile",
  Pin: "recipient",
  GiftCard: "recipient",
  BillPay: "accountNumber",
};

const bad = (text: string): { refusal: SandboxReply } => ({ refusal: replyStatus(400, text) });
const textOf = (value: unknown): string => (typeof value === "string" ? value.trim() : "");

/** Reads the body of one of the transaction calls. What breaks the schema is HTTP 400, everything else a code. */
export function readOrder(body: unknown, category: Category, catalogue: Catalogue): Read<Order> {
  if (typeof body !== "object" || body === null) return bad("The request is not readable");
  const fields = body as Fields;
  const correlation = readCorrelation(fields);
  if ("refusal" in correlation) return correlation;
  if (typeof fields["skuId"] !== "number") return bad("skuId is required");
  const sku = catalogue.sku(fields["skuId"]);
  if (sku?.product.category !== category) return { refusal: replyCode("510") };
  const recipient = readRecipient(fields, sku);
  if ("refusal" in recipient) return recipient;
  const missing = missingOf(fields, sku);
  if (missing) return { refusal: replyCode("502", `Required information is missing: ${missing}`) };
  const face = TAKES_AMOUNT.has(category) ? readFace(fields, sku) : { value: exact(sku.min) };
  if ("refusal" in face) return face;
  const months = readMonths(fields, sku);
  if ("refusal" in months) return months;
  const price = priceOf(sku, multiply(face.value, exact(String(months.value))));
  return { value: { sku, correlationId: correlation.value, recipient: recipient.value, price } };
}

function readCorrelation(fields: Fields): Read<string | null> {
  const value = fields["correlationId"] ?? null;
  if (value === null) return { value };
  const good = typeof value === "string" && value.length > 0 && value.length <= LONGEST_CORRELATION_ID;
  return good ? { value } : bad("correlationId must have 1 to 50 characters");
}

function readRecipient(fields: Fields, sku: Sku): Read<string> {
  const { category, country } = sku.product;
  const name = RECIPIENT[category];
  const given = name ? textOf(fields[name]) : "";
  if (category === "BillPay") return given ? { value: given } : bad("accountNumber is required");
  if (!given) return category === "Rtr" ? bad("mobile is required") : { value: "" };
  if (!fitsShape(given, { country, dialling: sku.dialling })) return { refusal: replyCode("033") };
  if (!offeredTo(sku, given)) return { refusal: replyCode("510") };
  return { value: `+${given}` };
}

/** The name of the first field that the SKU wants and the request lacks. */
function missingOf(fields: Fields, { wants }: Sku): string | undefined {
  const infos = Array.isArray(fields["additionalInfos"]) ? (fields["additionalInfos"] as Fields[]) : [];
  const given = (name: string): string =>
    textOf(fields[name]) || textOf(infos.find((info) => info["name"] === name)?.["value"]);
  return wants.find((name) => (name === "boostPin" ? !/^\d{4,6}$/.test(given(name)) : given(name) === ""));
}

/** The face value that an amount buys: in the wallet's currency, unless the request names that of the face value. */
export function readFace(fields: Fields, sku: Sku): Read<Exact> {
  const amount = typeof fields["amount"] === "number" ? readExact(fields["amount"]) : undefined;
  if (!amount || compare(amount, ZERO) <= 0) return bad("amount must be a positive number");
  const currency = fields["transactionCurrencyCode"] || null;
  if (currency !== null && currency !== sku.faceCurrency)
    return { refusal: replyCode("502", `The SKU is not sold in ${JSON.stringify(currency)}`) };
  if (currency !== null && !sku.allowDecimal && amount.n % amount.d !== 0n)
    return { refusal: replyCode("001") };
  const face = currency === null ? faceOfWallet(sku, amount) : faceOfLocal(sku, amount);
  return face ? { value: face } : { refusal: replyCode("001") };
}

/** Several months of a Lyca bundle at the price of one each. */
function readMonths(fields: Fields, sku: Sku): Read<number> {
  const months = fields["numberOfPlanMonths"];
  if (months === undefined || months === null || months === 0 || months === 1) return { value: 1 };
  const good = Number.isInteger(months) && Number(months) > 1 && Number(months) <= MOST_MONTHS;
  const sold = /lyca/i.test(sku.product.operatorName) && sku.product.subCategory !== "Airtime";
  return good && sold ? { value: Number(months) } : { refusal: replyCode("502", "Months are not sold") };
}
