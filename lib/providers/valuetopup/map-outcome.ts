import type { Money } from "@/lib/core/money";
import type { Answer, SendVerdict } from "../send";
import type { Delivered, Finding, InDoubt, Outcome, Rejected } from "../spec";
import { doubt, notSent, rejected } from "../verdict";
import { envelopeOf } from "./client";
import { mayBeOurs, rejectionOf, rejectionOfStatus, saysUnknown } from "./failures";
import { artefactFrom } from "./map-artefact";
import { arrivedFrom, takenFrom } from "../read-amount";
import type { SkuKind } from "./sku";
import { transactionSchema, type Envelope, type WireTransaction } from "./wire";

/** What an answer is about. */
export interface Subject {
  kind: SkuKind;
  /** Our reference: while they work on it they name no id of theirs. */
  reference: string;
  walletCurrency: string;
}

/** Proven not sent: the request lacked something, or asked for what cannot be sold. */
export const unsendable = (detail: string): Rejected => ({
  kind: "rejected",
  failure: { code: "unsupported", detail },
  retry: "other-provider",
});

/** What the subscriber got, tax taken off. */
function deliveredAmount({ topupDetail, pins }: WireTransaction): Money | undefined {
  const currency = topupDetail?.destinationCurrency;
  const [pin] = pins ?? [];
  return (
    arrivedFrom(topupDetail?.localCurrencyAmountExcludingTax, currency) ??
    arrivedFrom(topupDetail?.localCurrencyAmount, currency) ??
    arrivedFrom(pin?.deliveredAmount, pin?.deliveredCurrencyCode)
  );
}

/** A success of theirs. What comes as a code and came without it has not reached the buyer yet. */
function outcomeOfSuccess(transaction: WireTransaction, subject: Subject): Delivered | InDoubt {
  const providerReference = transaction.transactionId;
  const artefact = artefactFrom(transaction, subject.kind);
  if (!artefact && (subject.kind === "pin" || subject.kind === "esim"))
    return { ...doubt("unreadable", `${subject.kind} without its code`), providerReference };
  const delivered = deliveredAmount(transaction);
  const cost = takenFrom(transaction.invoiceAmount, subject.walletCurrency);
  const operatorReference = transaction.topupDetail?.operatorTransactionId;
  return {
    kind: "delivered",
    providerReference,
    ...(operatorReference ? { operatorReference } : {}),
    ...(delivered ? { delivered } : {}),
    ...(cost ? { cost } : {}),
    ...(artefact ? { artefact } : {}),
  };
}

/** The rules of the codes are the same for a purchase and for the status call. README.md, "Codes". */
function outcomeOfEnvelope({ responseCode, responseMessage, payLoad }: Envelope, subject: Subject): Outcome {
  if (responseCode === "000") {
    const transaction = transactionSchema.safeParse(payLoad);
    if (transaction.success) return outcomeOfSuccess(transaction.data, subject);
    return doubt("unreadable", "a success without a transaction");
  }
  if (responseCode === "852") return { kind: "accepted", providerReference: subject.reference };
  if (mayBeOurs(responseCode)) return doubt("duplicate-reference", responseCode);
  const verdict = rejectionOf(responseCode);
  return verdict ? rejected(verdict, responseCode, responseMessage) : doubt("unlisted", responseCode);
}

function outcomeOfStatus({ status }: Answer): Outcome {
  const verdict = rejectionOfStatus(status);
  if (verdict) return rejected(verdict, String(status));
  if (status === 200) return doubt("unreadable", "no envelope");
  return doubt(status >= 500 ? "5xx" : "unlisted", String(status));
}

/** What the answer to a purchase proves. Bodies may hold PINs and codes, so only statuses and codes are told, never the text. */
export function outcomeOfPurchase(verdict: SendVerdict, subject: Subject): Outcome {
  if (verdict.kind === "not-sent") return notSent(verdict.detail);
  if (verdict.kind === "in-doubt") return doubt(verdict.why, verdict.detail);
  const envelope = envelopeOf(verdict);
  return envelope ? outcomeOfEnvelope(envelope, subject) : outcomeOfStatus(verdict);
}

/** What the status call proves: any HTTP status but 200 is no answer. README.md, "Doubt". */
export function findingOfStatus(verdict: SendVerdict, subject: Subject): Finding {
  if (verdict.kind !== "answered") return doubt("timeout", verdict.detail);
  const envelope = envelopeOf(verdict);
  if (!envelope) return doubt("unreadable", String(verdict.status));
  if (saysUnknown(envelope.responseCode, envelope.responseMessage)) return { kind: "not-found" };
  return outcomeOfEnvelope(envelope, subject);
}
