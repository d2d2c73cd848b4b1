import { ProviderUnavailable, type StatementLine } from "../spec";
import { ENDED_WITHOUT } from "./failures";
import { costOf, nothing, paymentOf } from "./map-outcome";
import type { WireInvoice } from "./wire";

/** An invoice as a line of their statement; undefined when it was never paid. @throws ProviderUnavailable: a statement with holes is none */
export function statementLineFrom(invoice: WireInvoice): StatementLine | undefined {
  const payment = paymentOf(invoice);
  if (payment === "unpaid" || payment === "failed") return undefined;
  const at = new Date(invoice.created_time ?? "");
  const cost = costOf(invoice);
  if (Number.isNaN(at.getTime()) || !cost)
    throw new ProviderUnavailable("bitrefill", `invoice ${invoice.id} has no time or no price`);
  const state = stateOf(invoice);
  const given = state === "reversed" || state === "failed";
  return { providerReference: invoice.id, cost: given ? nothing(cost.currency) : cost, state, at };
}

function stateOf({ orders }: WireInvoice): StatementLine["state"] {
  const statuses = orders.map(({ status }) => status ?? "");
  if (statuses.length === 0) return "pending";
  if (statuses.every((status) => status === "delivered")) return "delivered";
  if (!statuses.every((status) => ENDED_WITHOUT.has(status))) return "pending";
  return statuses.includes("refunded") ? "reversed" : "failed";
}
