import { machineTime } from "@/lib/core/machine-time";
import type { AttemptRequest, Outcome } from "../spec";
import type { Client } from "./client";
import { lapsed } from "./failures";
import { followOrders } from "./follow-orders";
import { invoiceOf, paymentOf } from "./map-outcome";
import { doubt, rejected } from "../verdict";

/** Together with the pause and the order they stay below the deadline of the capabilities. */
const PAY_TIMEOUT_MS = 20_000;
const ORDER_TIMEOUT_MS = 8_000;
/** Most orders are delivered within it; each read counts against their limit. */
const BEFORE_READING_MS = 1_000;

/**
 * Pays the prepared invoice by its id, which can be done once, and reads its orders. A 404 may mean "already paid": asked again by
 * `resolve`. README.md, "Doubt".
 */
export async function payInvoice(call: Client, timeScale: number, attempt: AttemptRequest): Promise<Outcome> {
  const { providerReference } = attempt;
  if (!providerReference) return rejected(lapsed, "unprepared", "no invoice was prepared");
  const within = (milliseconds: number) => Math.max(1, Math.round(milliseconds / timeScale));
  const verdict = await call({
    path: `/invoices/${encodeURIComponent(providerReference)}/pay`,
    method: "POST",
    body: {},
    purpose: "purchase",
    timeoutMs: within(PAY_TIMEOUT_MS),
  });
  if (verdict.kind === "answered" && verdict.status === 404)
    return { ...doubt("duplicate-reference", "unknown or already paid"), providerReference };
  const answer = invoiceOf(verdict);
  if (!("invoice" in answer)) return answer.kind === "in-doubt" ? { ...answer, providerReference } : answer;
  const { invoice } = answer;
  const payment = paymentOf(invoice);
  if (invoice.id !== providerReference)
    return { ...doubt("unreadable", "another invoice"), providerReference };
  if (payment === "processing") return { kind: "accepted", providerReference };
  if (payment !== "paid") return { ...doubt("unlisted", `after paying: ${payment}`), providerReference };
  await machineTime().pause(within(BEFORE_READING_MS));
  const readOrder = (path: string) =>
    call({ path, method: "GET", purpose: "lookup", timeoutMs: within(ORDER_TIMEOUT_MS) });
  return followOrders(readOrder, invoice, attempt);
}
