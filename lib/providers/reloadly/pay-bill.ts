import { toDecimal } from "@/lib/core/money";
import type { AttemptRequest, Finding, Outcome } from "../spec";
import { doubt } from "../verdict";
import { read, type Client } from "./client";
import { outcomeOfPayment } from "./map-bills";
import { ended, outcomeOfPurchase, outcomeOfReport, type ReadRow } from "./map-outcome";
import type { Sku } from "./sku";
import { pageSchema } from "./wire";
import { paymentSchema, submittedSchema } from "./wire-bills";

const MOST_TWINS = 100;

/** The answer says no more than that it is under way; a success is believed of the transaction alone. */
const readSubmitted = (json: unknown): Outcome | undefined => {
  const { data } = submittedSchema.safeParse(json);
  if (!data) return undefined;
  const { id: providerReference, status, code } = data;
  if (status === "REFUNDED" || status === "FAILED") return ended(status, code);
  return status && status !== "PROCESSING" && status !== "SUCCESSFUL"
    ? { ...doubt("unlisted", `status ${status}`), providerReference }
    : { kind: "accepted", providerReference };
};

const readPayment = (json: unknown): Outcome | undefined => {
  const { data } = paymentSchema.safeParse(json);
  return data && outcomeOfPayment(data);
};

const readRow: ReadRow = (row) => {
  const { data } = paymentSchema.safeParse(row);
  return data && { reference: data.transaction.referenceId, outcome: () => outcomeOfPayment(data) };
};

export type Bill = Extract<Sku, { product: "bill" }>;

/** Pays a bill. README.md, "Bills". */
export async function payBill(
  call: Client,
  attempt: AttemptRequest & { bill: Bill },
  timeoutMs: number,
): Promise<Outcome> {
  const { billerId, amountId, local } = attempt.bill;
  const { invoiceId } = attempt.extra ?? {};
  const verdict = await call({
    path: "/pay",
    method: "POST",
    body: {
      subscriberAccountNumber: attempt.account ?? attempt.number?.slice(1),
      billerId,
      useLocalAmount: local,
      referenceId: attempt.reference,
      amount: toDecimal(attempt.amount),
      ...(amountId ? { amountId } : {}),
      ...(invoiceId ? { additionalInfo: { invoiceId } } : {}),
    },
    purpose: "purchase",
    timeoutMs,
  });
  return outcomeOfPurchase(verdict, readSubmitted);
}

/** What became of a payment: by their id once we know it, else by our reference. */
export async function findPayment(call: Client, attempt: AttemptRequest): Promise<Finding> {
  const { providerReference, reference } = attempt;
  const path = providerReference
    ? `/transactions/${encodeURIComponent(providerReference)}`
    : `/transactions?size=${MOST_TWINS}&referenceId=${encodeURIComponent(reference)}`;
  const verdict = await read(call, path);
  if (verdict.kind !== "answered") return doubt("timeout", verdict.detail);
  // A token stands in the answer, so no part of it is shown.
  if (verdict.status !== 200) return doubt("unreadable", String(verdict.status));
  if (providerReference) return readPayment(verdict.json) ?? doubt("unreadable", "no payment");
  const page = pageSchema.safeParse(verdict.json).data;
  if (!page || page.last === false) return doubt("unreadable", "no whole list of payments");
  return outcomeOfReport(page.content, reference, readRow);
}
