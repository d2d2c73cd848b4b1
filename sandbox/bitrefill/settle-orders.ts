import type { Outside } from "../outside";
import { hashText } from "../world/hash-text";
import { describeInvoice } from "./describe-invoice";
import type { Invoice, Order, Step } from "./invoice";
import type { Books } from "./open-books";
import type { Catalogue } from "./open-catalogue";
import { REVERSED_AFTER } from "../plan-scenario";
import type { PayPlan } from "./plan-scenario";
import type { BitrefillSettings } from "./read-settings";

export interface Settle {
  /** Starts the delivery of one paid order; `now` is done before it returns. */
  start(order: Order, plan: PayPlan): void;
}

export interface Shop {
  outside: Outside;
  settings: BitrefillSettings;
  books: Books;
  catalogue: Catalogue;
}

const SHORTEST_WAIT = 300;
const WAIT_SPREAD = 1200;
/** Between a refusal that is known at once and the answer that tells of the payment. */
const AT_ONCE = 0;

/** Ends open orders when their time has come, also those that an earlier process left open. */
export function settleOrders(shop: Shop): Settle {
  const { outside, books, settings, catalogue } = shop;

  const schedule = (id: string, due: NonNullable<Order["due"]>) => {
    outside.later(Math.max(0, due.at - outside.now()), () => {
      const present = books.order(id);
      if (present?.due?.at === due.at && present.due.step === due.step) run(present, due.step);
    });
  };
  const plan = (order: Order, next: { after: number; step: Step }) => {
    const due = { at: outside.now() + outside.scaled(next.after), step: next.step };
    books.save({ ...order, due });
    schedule(order.id, due);
  };
  const run = (order: Order, step: Step) => {
    if (step === "reverse") return books.giveBack(order, "refunded");
    if (step === "fail") books.giveBack(order, "permanent_failure");
    else books.deliver(order);
    const after = books.order(order.id);
    if (after?.status === "delivered" && after.reversible)
      plan(after, { after: REVERSED_AFTER, step: "reverse" });
    const invoice = books.invoice(order.invoiceId);
    if (invoice) tellWhenEnded(invoice, shop);
  };

  for (const order of books.orders()) if (order.due) schedule(order.id, order.due);

  return {
    start(order, { pending, share, reversible }) {
      const step: Step = catalogue.byId(order.productId)?.fails ? "fail" : "deliver";
      const status = pending?.status ?? "created";
      const begun: Order = { ...order, status, share: Math.round(share * 100), reversible };
      const usual = SHORTEST_WAIT + (hashText(`wait ${order.id}`) % WAIT_SPREAD);
      const next = pending ? pending.next : { after: settings.waitMs ?? usual, step };
      if (!next) return books.save(begun);
      if (next.after > AT_ONCE) return plan(begun, next);
      books.save(begun);
      run(begun, next.step);
    },
  };
}

/** The one webhook of an invoice: once all its orders have ended, to the address it was created with. */
function tellWhenEnded(invoice: Invoice, { outside, books, catalogue, settings }: Shop): void {
  const orders = books.ordersOf(invoice);
  if (!invoice.webhookUrl || orders.some(({ status }) => status === "created" || status === "settling"))
    return;
  const shown = describeInvoice(invoice, { books, catalogue, currency: settings.currency });
  outside.deliverWebhook({
    provider: "bitrefill",
    id: `bitrefill-${invoice.id}`,
    number: orders[0]?.recipient ?? undefined,
    topic: "invoice.complete",
    url: invoice.webhookUrl,
    body: JSON.stringify({ ...shown, status: "complete" }),
  });
}
