import type { AttemptRequest, Preparation } from "../spec";
import { webhookToken } from "./auth";
import type { BitrefillOptions, Client } from "./client";
import { costOf, expiryOf, invoiceOf, paymentOf } from "./map-outcome";
import { doubt, rejected } from "../verdict";
import { orderOf } from "./map-offers";

const TIMEOUT_MS = 20_000;

function webhookOf({ webhookUrl, credentials }: BitrefillOptions, { reference }: AttemptRequest) {
  if (!webhookUrl) return {};
  const query = new URLSearchParams({ ref: reference, token: webhookToken(credentials, reference) });
  return { webhook_url: `${webhookUrl}?${query.toString()}` };
}

/** Creates an unpaid invoice of one order. It buys nothing, and lapses by itself when nobody pays it. README.md, "Invoices". */
export async function prepareInvoice(
  call: Client,
  options: BitrefillOptions,
  attempt: AttemptRequest,
): Promise<Preparation> {
  const order = orderOf(attempt);
  if (!order) return rejected({ code: "amount-invalid", retry: "other-provider" }, "amount");
  const answer = invoiceOf(
    await call({
      path: order.path,
      method: "POST",
      body: {
        products: [order.item],
        payment_method: "balance",
        // Paid at once, a lost answer would leave a purchase without an id.
        auto_pay: false,
        ...webhookOf(options, attempt),
      },
      purpose: "purchase",
      timeoutMs: Math.max(1, Math.round(TIMEOUT_MS / options.timeScale)),
    }),
  );
  if (!("invoice" in answer)) return answer;
  const { invoice } = answer;
  const payment = paymentOf(invoice);
  if (invoice.orders.length !== 1 || payment !== "unpaid")
    return doubt("unreadable", `an invoice of ${invoice.orders.length} orders, ${payment}`);
  const cost = costOf(invoice);
  const expiry = expiryOf(invoice);
  return {
    kind: "prepared",
    providerReference: invoice.id,
    ...(cost ? { cost } : {}),
    ...(expiry === undefined ? {} : { expiresAt: new Date(expiry) }),
  };
}
