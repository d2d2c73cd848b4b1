import type { AttemptRequest, Finding } from "../spec";
import { doubt } from "../verdict";
import { read, type Client } from "./client";
import { outcomeOfReport, outcomeOfTransaction } from "./map-outcome";
import { pageSchema, statusSchema } from "./wire";

const MOST_TWINS = 100;

async function findById(call: Client, providerReference: string): Promise<Finding> {
  const verdict = await read(call, `/topups/${encodeURIComponent(providerReference)}/status`);
  if (verdict.kind !== "answered") return doubt("timeout", verdict.detail);
  const parsed = statusSchema.safeParse(verdict.json);
  if (verdict.status !== 200 || !parsed.success)
    return doubt("unreadable", `${verdict.status} ${verdict.text}`);
  const { status, transaction, code } = parsed.data;
  return outcomeOfTransaction(
    { ...transaction, transactionId: transaction?.transactionId ?? providerReference, status },
    code,
  );
}

async function findByReference(call: Client, reference: string): Promise<Finding> {
  const verdict = await read(
    call,
    `/topups/reports/transactions?size=${MOST_TWINS}&customIdentifier=${encodeURIComponent(reference)}`,
  );
  if (verdict.kind !== "answered") return doubt("timeout", verdict.detail);
  const page = pageSchema.safeParse(verdict.json);
  if (verdict.status !== 200 || !page.success)
    return doubt("unreadable", `${verdict.status} ${verdict.text}`);
  // "Not found" may be said only of a list that was read whole.
  if (page.data.last === false) return doubt("unreadable", "more transactions than one page shows");
  return outcomeOfReport(page.data.content, reference);
}

/** What became of an attempt: by their id once we know it, else by our reference. README.md, "Doubt". */
export function findAttempt(call: Client, attempt: AttemptRequest): Promise<Finding> {
  return attempt.providerReference
    ? findById(call, attempt.providerReference)
    : findByReference(call, attempt.reference);
}
