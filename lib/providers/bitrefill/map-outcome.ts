import { currencyExponent } from "@/lib/core/currency-exponent";
import { parseExact } from "@/lib/core/decimal";
import { micros, microsOf, money, type Micros, type Money } from "@/lib/core/money";
import { arrivedFrom } from "../read-amount";
import type { Answer, SendVerdict } from "../send";
import type { Artefact, AttemptRequest, InDoubt, Outcome, Rejected } from "../spec";
import { doubt, notSent, rejected } from "../verdict";
import { ENDED_WITHOUT, rejectionOf, undelivered, UNPAID_FOR_GOOD } from "./failures";
import { isEsimSku, isGiftSku, needsCode } from "./map-offers";
import {
  errorSchema,
  invoiceAnswerSchema,
  type WireInvoice,
  type WireOrder,
  type WireRedemption,
} from "./wire";

const CURRENCY = /^[A-Z]{3}$/;
/** Eight decimals: finer than our books hold. README.md, "Prices". */
const TOO_FINE = new Set(["BTC"]);
const LARGEST_UNITS = Number.MAX_SAFE_INTEGER / 1e6;

/** Smallest units of a currency as micros; undefined where our books could not hold them exactly. */
export function microsFrom(
  units: string | null | undefined,
  currency: string | null | undefined,
): Micros | undefined {
  if (!units || !currency || !CURRENCY.test(currency) || TOO_FINE.has(currency)) return undefined;
  const minor = parseExact(units, 0);
  // What no number of ours can hold is nothing: a purchase never throws.
  return minor === undefined || Math.abs(Number(minor)) > LARGEST_UNITS
    ? undefined
    : microsOf(money(Number(minor), currency));
}

function outcomeOfError(answer: Answer): Rejected | InDoubt {
  const body = errorSchema.safeParse(answer.json).data ?? {};
  const verdict = rejectionOf({
    status: answer.status,
    errorCode: body.error_code,
    message: body.message,
    waitMs: answer.waitMs,
  });
  if (verdict) return rejected(verdict, body.error_code ?? String(answer.status), body.message);
  return doubt(answer.status >= 500 ? "5xx" : "unlisted", `${answer.status} ${answer.text}`);
}

/** The invoice an answer holds, or what the answer proves. */
export function invoiceOf(verdict: SendVerdict): { invoice: WireInvoice } | Rejected | InDoubt {
  if (verdict.kind === "not-sent") return notSent(verdict.detail);
  if (verdict.kind === "in-doubt") return doubt(verdict.why, verdict.detail);
  if (verdict.status >= 400) return outcomeOfError(verdict);
  if (verdict.status !== 200 && verdict.status !== 201) return doubt("unlisted", `${verdict.status}`);
  const parsed = invoiceAnswerSchema.safeParse(verdict.json);
  // Its text is not shown: their documented form puts codes into the orders of an invoice.
  return parsed.success
    ? { invoice: parsed.data.data }
    : doubt("unreadable", `no invoice in ${verdict.text.length} letters`);
}

export type PaymentState = "paid" | "processing" | "unpaid" | "failed" | "unlisted";

const PAID_PAYMENTS = new Set(["payment_confirmed", "paid"]);
const PAID_INVOICES = new Set(["complete", "all_delivered"]);

/** Whether an invoice is paid, by both vocabularies; an order that has moved outweighs both. README.md, "Invoices". */
export function paymentOf(invoice: WireInvoice): PaymentState {
  const { status, payment, orders } = invoice;
  const moved = orders.some((order) => order.status === "delivered" || ENDED_WITHOUT.has(order.status ?? ""));
  if (moved || PAID_PAYMENTS.has(payment?.status ?? "") || PAID_INVOICES.has(status ?? "")) return "paid";
  if (UNPAID_FOR_GOOD.has(status ?? "") || UNPAID_FOR_GOOD.has(payment?.status ?? "")) return "failed";
  if (payment?.status === "processing") return "processing";
  return (payment?.status ?? status) === "unpaid" ? "unpaid" : "unlisted";
}

export function costOf({ payment }: WireInvoice): Micros | undefined {
  const cost = microsFrom(payment?.price, payment?.currency);
  return cost && cost.micros >= 0 ? cost : undefined;
}

/** Milliseconds since the epoch after which an unpaid invoice cannot be paid; they say so, or it is three hours after its birth. */
export function expiryOf({ expires_time, created_time }: WireInvoice): number | undefined {
  const told = Date.parse(expires_time ?? "");
  if (!Number.isNaN(told)) return told;
  const born = Date.parse(created_time ?? "");
  return Number.isNaN(born) ? undefined : born + 180 * 60_000;
}

const withText = <Key extends string>(key: Key, text: string | null | undefined) =>
  (text ? { [key]: text } : {}) as Partial<Record<Key, string>>;

function redemptionOf(order: WireOrder): WireRedemption {
  const { redemption_info: info, code, link, pin, pin_code } = order;
  if (info && typeof info !== "string") return info;
  return {
    code: code ?? null,
    link: link ?? null,
    url: null,
    pin: pin ?? null,
    pin_code: pin_code ?? null,
    instructions: info ?? null,
    other: null,
    barcode_value: null,
  };
}

/** The code an order came with, as the kind of product its SKU names. */
function artefactOf(order: WireOrder, attempt: AttemptRequest): Artefact | undefined {
  const info = redemptionOf(order);
  const instructions = withText("instructions", [info.instructions, info.other].filter(Boolean).join("\n"));
  if (isEsimSku(attempt.sku)) {
    const iccid = info.extra_fields?.["iccid"];
    const activationCode = info.barcode_value;
    if (!activationCode) return undefined;
    return {
      kind: "esim",
      ...(typeof iccid === "string" ? { iccid } : {}),
      activationCode,
      ...instructions,
    };
  }
  const pin = info.pin ?? info.pin_code;
  const url = info.link ?? info.url;
  if (isGiftSku(attempt.sku)) {
    const code = info.code ?? info.barcode_value ?? "";
    if (!code && !url) return undefined;
    return { kind: "gift-code", code, ...withText("pin", pin), ...withText("url", url), ...instructions };
  }
  const code = info.code ?? pin;
  return code ? { kind: "pin", code, ...instructions } : undefined;
}

/** The value of a delivered order as money; packages of words have none. */
function deliveredOf({ product }: WireOrder): Money | undefined {
  const currency = product?.currency ?? "";
  if (!CURRENCY.test(currency) || !product?.value) return undefined;
  const exact = parseExact(product.value, currencyExponent(currency)) !== undefined;
  return exact ? arrivedFrom(product.value, currency) : undefined;
}

/** One order of a paid invoice. An unlisted status is in doubt, never failed. README.md, "Orders". */
export function outcomeOfOrder(order: WireOrder, invoice: WireInvoice, attempt: AttemptRequest): Outcome {
  const providerReference = invoice.id;
  if (order.status === "created" || order.status === "pending")
    return { kind: "accepted", providerReference };
  if (ENDED_WITHOUT.has(order.status)) return rejected(undelivered, order.status);
  if (order.status !== "delivered")
    return { ...doubt("unlisted", `order status ${order.status}`), providerReference };
  const artefact = artefactOf(order, attempt);
  if (!artefact && needsCode(attempt))
    return { ...doubt("unreadable", "delivered without its code"), providerReference };
  const delivered = deliveredOf(order);
  const cost = costOf(invoice);
  return {
    kind: "delivered",
    providerReference,
    ...(delivered ? { delivered } : {}),
    ...(cost ? { cost } : {}),
    ...(artefact ? { artefact } : {}),
  };
}

/** All micros of nothing, in the wallet's currency. */
export const nothing = (currency: string): Micros => micros(0, currency);
