import type { SendVerdict } from "../send";
import type { AttemptRequest, Outcome } from "../spec";
import { outcomeOfOrder } from "./map-outcome";
import { doubt } from "../verdict";
import { orderAnswerSchema, type WireInvoice } from "./wire";

/** Reads one order, once or with repeats. */
export type ReadOrder = (path: string) => Promise<SendVerdict>;

function outcomeOfAnswer(verdict: SendVerdict, invoice: WireInvoice, attempt: AttemptRequest): Outcome {
  // It is paid, so it is theirs to finish until an order says more.
  if (verdict.kind !== "answered" || verdict.status === 429 || verdict.status >= 500)
    return { kind: "accepted", providerReference: invoice.id };
  const order = verdict.status === 200 ? orderAnswerSchema.safeParse(verdict.json) : undefined;
  if (!order?.success)
    return { ...doubt("unreadable", `order: ${verdict.status}`), providerReference: invoice.id };
  return outcomeOfOrder(order.data.data, invoice, attempt);
}

/** What became of a paid invoice: never what it says itself, but what each of its orders says. README.md, "Orders". */
export async function followOrders(
  readOrder: ReadOrder,
  invoice: WireInvoice,
  attempt: AttemptRequest,
): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const { id } of invoice.orders) {
    const verdict = await readOrder(`/orders/${encodeURIComponent(id)}`);
    outcomes.push(outcomeOfAnswer(verdict, invoice, attempt));
  }
  const [first] = outcomes;
  const providerReference = invoice.id;
  if (!first) return { ...doubt("unreadable", "a paid invoice without orders"), providerReference };
  if (outcomes.length === 1 || outcomes.every(({ kind }) => kind === first.kind)) return first;
  // We order one at a time: several that differ are for a person.
  return { ...doubt("unlisted", "orders of one invoice differ"), providerReference };
}
