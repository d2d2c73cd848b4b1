import { parse } from "lossless-json";
import type { Answer, SendVerdict } from "../send";
import type { AttemptRequest, Delivered, Outcome, ProductKind } from "../spec";
import { doubt, notSent, rejected } from "../verdict";
import { endedWithout, mayBeOurs, rejectionOf } from "./failures";
import { benefitsFrom } from "./map-offers";
import { outcomeOfEsim } from "./map-esim";
import { arrivedFrom } from "../read-amount";
import { readSku } from "./sku";
import { creditedSchema, errorSchema, esimSchema, transactionSchema, type WireTransaction } from "./wire";

function parseText(text: string): unknown {
  for (const form of [text, text.replaceAll('\\"', '"')]) {
    try {
      return parse(form, undefined, (number) => number);
    } catch {
      // The other form may do.
    }
  }
  return undefined;
}

/** `credited` is an object, or a text that holds one, perhaps with too many backslashes. README.md, "Top-ups". */
function creditedFrom(credited: unknown): Pick<Delivered, "delivered" | "benefits"> {
  const value = typeof credited === "string" ? parseText(credited) : credited;
  const parsed = creditedSchema.safeParse(value);
  if (!parsed.success) return {};
  const delivered = arrivedFrom(parsed.data.amount, parsed.data.currency);
  const benefits = benefitsFrom(parsed.data);
  return { ...(delivered ? { delivered } : {}), ...(benefits ? { benefits } : {}) };
}

/** A transaction of theirs by its status. An unlisted status is in doubt, never failed. */
export function outcomeOfTransaction(transaction: WireTransaction, kind: ProductKind): Outcome {
  const { tx_id: providerReference, status, error, operator_tx_id: operatorReference } = transaction;
  switch (status) {
    case "completed":
      return {
        kind: "delivered",
        providerReference,
        ...(operatorReference ? { operatorReference } : {}),
        ...creditedFrom(transaction.credited),
      };
    case "pending":
      return { kind: "accepted", providerReference };
    case "failed":
      return rejected(endedWithout(error?.code, kind), error?.code ?? status, error?.message);
    default:
      return { ...doubt("unlisted", `status ${status}`), providerReference };
  }
}

function outcomeOfError(answer: Answer, kind: ProductKind): Outcome {
  const error = errorSchema.safeParse(answer.json).data?.error;
  if (error?.code && mayBeOurs(error.code)) return doubt("duplicate-reference", error.code);
  const verdict = rejectionOf(answer.status, error?.code, kind);
  // An eSIM's answer may bear its activation code, so no part of it is shown.
  const shown = kind === "esim" ? String(answer.status) : `${answer.status} ${answer.text}`;
  if (!verdict) return doubt(answer.status >= 500 ? "5xx" : "unlisted", shown);
  return rejected(verdict, error?.code ?? String(answer.status), error?.message);
}

/** What a body with a transaction or an eSIM in it proves. An answer about somebody else's id proves nothing. */
export function outcomeOfBody(json: unknown, attempt: AttemptRequest): Outcome {
  const { kind } = readSku(attempt.sku);
  if (kind === "esim") {
    const esim = esimSchema.safeParse(json);
    const foreign = esim.data?.external_order_id && esim.data.external_order_id !== attempt.reference;
    // No part of the body is shown: it bears the activation code.
    return esim.success && !foreign
      ? outcomeOfEsim(esim.data, attempt)
      : doubt("unreadable", "no eSIM of ours");
  }
  const transaction = transactionSchema.safeParse(json);
  const foreign = transaction.data?.external_tx_id && transaction.data.external_tx_id !== attempt.reference;
  return transaction.success && !foreign
    ? outcomeOfTransaction(transaction.data, kind)
    : doubt("unreadable", "no transaction of ours");
}

const CREATED = [200, 201, 202];

/** What the answer to a purchase proves. */
export function outcomeOfPurchase(verdict: SendVerdict, attempt: AttemptRequest): Outcome {
  if (verdict.kind === "not-sent") return notSent(verdict.detail);
  if (verdict.kind === "in-doubt") return doubt(verdict.why, verdict.detail);
  if (verdict.status >= 400) return outcomeOfError(verdict, readSku(attempt.sku).kind);
  if (!CREATED.includes(verdict.status)) return doubt("unlisted", String(verdict.status));
  return outcomeOfBody(verdict.json, attempt);
}
