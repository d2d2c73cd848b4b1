import { arrivedFrom, microsFrom, takenFrom } from "../read-amount";
import type { Answer, SendVerdict } from "../send";
import type { Delivered, Finding, Outcome, Pin, Rejected } from "../spec";
import { doubt, notSent, rejected } from "../verdict";
import { endedWithout, mayBeOurs, rejectionOf } from "./failures";
import { errorSchema, transactionSchema, type WireTransaction } from "./wire";

function pinFrom(pin: WireTransaction["pinDetail"]): Pin | undefined {
  if (!pin?.code) return undefined;
  const instructions = [pin.info1, pin.info2, pin.info3, pin.ivr].filter(Boolean).join("\n");
  return {
    kind: "pin",
    code: pin.code,
    ...(pin.serial ? { serial: pin.serial } : {}),
    ...(instructions ? { instructions } : {}),
    ...(pin.validity ? { validity: pin.validity } : {}),
  };
}

function deliveredFrom(transaction: WireTransaction): Delivered {
  const delivered = arrivedFrom(transaction.deliveredAmount, transaction.deliveredAmountCurrencyCode);
  const cost = takenFrom(transaction.balanceInfo?.cost, transaction.balanceInfo?.currencyCode);
  const commission = microsFrom(transaction.discount, transaction.discountCurrencyCode);
  const artefact = pinFrom(transaction.pinDetail);
  return {
    kind: "delivered",
    providerReference: transaction.transactionId,
    ...(transaction.operatorTransactionId ? { operatorReference: transaction.operatorTransactionId } : {}),
    ...(delivered ? { delivered } : {}),
    ...(cost ? { cost } : {}),
    ...(cost && commission && commission.micros > 0 ? { commission } : {}),
    ...(artefact ? { artefact } : {}),
  };
}

/** Given back, or never debited. */
export const ended = (status: "REFUNDED" | "FAILED", failureCode?: string | null): Rejected =>
  rejected(endedWithout(status, failureCode), failureCode ?? status);

/** A transaction of theirs by its status. An unlisted status is in doubt, never failed. */
export function outcomeOfTransaction(transaction: WireTransaction, failureCode?: string | null): Outcome {
  const providerReference = transaction.transactionId;
  const { status } = transaction;
  // Captures of 2021–22 and the asynchronous answer have none: the status call, asked by id, will tell.
  if (!status) return { kind: "accepted", providerReference };
  // A PIN that does not come with its code was not delivered to anybody yet.
  if (status === "SUCCESSFUL" && transaction.pinDetail && !transaction.pinDetail.code)
    return { ...doubt("unreadable", "a PIN without its code"), providerReference };
  switch (status) {
    case "SUCCESSFUL":
      return deliveredFrom(transaction);
    case "PROCESSING":
      return { kind: "accepted", providerReference };
    case "REFUNDED":
    case "FAILED":
      return ended(status, failureCode);
    default:
      return { ...doubt("unlisted", `status ${status}`), providerReference };
  }
}

/** How much each kind of answer weighs when one reference has several transactions: what may have arrived comes first. */
const WEIGHT: Record<Outcome["kind"], number> = { delivered: 0, accepted: 1, "in-doubt": 2, rejected: 3 };

/** A row of a report: whose it is and what it says; undefined when it cannot be read. */
export type ReadRow = (
  row: unknown,
) => { reference: string | null | undefined; outcome: () => Outcome } | undefined;

const readTransaction: ReadRow = (row) => {
  const { data } = transactionSchema.safeParse(row);
  return data && { reference: data.customIdentifier, outcome: () => outcomeOfTransaction(data) };
};

/**
 * What the report's rows say of a reference. It is searched without regard to case, so it is compared here; and because the identifier
 * check is not atomic, several rows may bear it. A row that cannot be read forbids to say "not found". README.md, "Doubt".
 */
export function outcomeOfReport(
  rows: unknown[],
  reference: string,
  read: ReadRow = readTransaction,
): Finding {
  const found: Outcome[] = [];
  for (const row of rows) {
    const told = read(row);
    if (!told) found.push(doubt("unreadable", "a transaction of the report"));
    else if (told.reference === reference) found.push(told.outcome());
  }
  return found.toSorted((a, b) => WEIGHT[a.kind] - WEIGHT[b.kind])[0] ?? { kind: "not-found" };
}

function outcomeOfError(answer: Answer): Outcome {
  const parsed = errorSchema.safeParse(answer.json);
  const body = parsed.success ? parsed.data : {};
  if (body.errorCode && mayBeOurs(body.errorCode)) return doubt("duplicate-reference", body.errorCode);
  const verdict = rejectionOf(answer.status, body.errorCode);
  if (!verdict) return doubt(answer.status >= 500 ? "5xx" : "unlisted", `${answer.status} ${answer.text}`);
  return rejected(verdict, body.errorCode ?? String(answer.status), body.message);
}

const outcomeOfBody = (json: unknown): Outcome | undefined => {
  const { data } = transactionSchema.safeParse(json);
  return data && outcomeOfTransaction(data);
};

/** What the answer to a purchase proves; `read` reads the body of a success. */
export function outcomeOfPurchase(verdict: SendVerdict, read = outcomeOfBody): Outcome {
  if (verdict.kind === "not-sent") return notSent(verdict.detail);
  if (verdict.kind === "in-doubt") return doubt(verdict.why, verdict.detail);
  if (verdict.status >= 400) return outcomeOfError(verdict);
  if (verdict.status !== 200) return doubt("unlisted", `${verdict.status} ${verdict.text}`);
  return read(verdict.json) ?? doubt("unreadable", verdict.text);
}
