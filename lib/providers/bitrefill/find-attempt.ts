import type { AttemptRequest, Finding } from "../spec";
import { read, type BitrefillOptions, type Client } from "./client";
import { lapsed, undelivered } from "./failures";
import { followOrders } from "./follow-orders";
import { expiryOf, invoiceOf, paymentOf } from "./map-outcome";
import { doubt, rejected } from "../verdict";
import type { WireInvoice } from "./wire";

/** A payment that came in the last moment shows by then. */
const AFTER_EXPIRY_MS = 15 * 60_000;

/** Unpaid: nothing was bought, and the same invoice may be paid again; once it has lapsed for good it never can be. */
function unpaid(invoice: WireInvoice, { clock, timeScale }: BitrefillOptions): Finding {
  const expiry = expiryOf(invoice);
  const over = expiry !== undefined && clock.now().getTime() > expiry + AFTER_EXPIRY_MS / timeScale;
  return over ? rejected(lapsed, "expired", "the invoice was never paid") : { kind: "not-found" };
}

/**
 * What became of an attempt, by the invoice it was prepared with. Without one nothing can have been paid: "not found", as an unpaid one
 * is, so that after the horizon the same attempt may be sent again. README.md, "Doubt".
 */
export async function findAttempt(
  call: Client,
  options: BitrefillOptions,
  attempt: AttemptRequest,
): Promise<Finding> {
  const { providerReference } = attempt;
  if (!providerReference) return { kind: "not-found" };
  const verdict = await read(call, `/invoices/${encodeURIComponent(providerReference)}`);
  if (verdict.kind !== "answered") return { ...doubt("timeout", verdict.detail), providerReference };
  const answer = invoiceOf(verdict);
  // A look-up that is refused, a 404 for an invoice of ours too, says nothing of the purchase.
  if (!("invoice" in answer))
    return { ...doubt("unreadable", `the invoice could not be read: ${verdict.status}`), providerReference };
  const { invoice } = answer;
  if (invoice.id !== providerReference)
    return { ...doubt("unreadable", "another invoice"), providerReference };
  switch (paymentOf(invoice)) {
    case "paid":
      return followOrders((path) => read(call, path), invoice, attempt);
    case "processing":
      return { kind: "accepted", providerReference };
    case "failed":
      return rejected(undelivered, invoice.status ?? "payment_error");
    case "unpaid":
      return unpaid(invoice, options);
    default: {
      const status = `${invoice.status ?? "none"}, ${invoice.payment?.status ?? "none"}`;
      return { ...doubt("unlisted", `invoice status ${status}`), providerReference };
    }
  }
}
