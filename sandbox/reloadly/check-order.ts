import type { SandboxReply, SandboxRequest } from "../outside";
import { failAt } from "./create-catalogue-routes";
import type { TopUpParts } from "./create-top-up-routes";
import { withLimitHeaders } from "./guard-requests";
import { createRefusals } from "./plan-scenario";
import { readOrder, type Order } from "./read-order";
import type { WireError } from "./reply-with";
import { wireErrors } from "./wire-errors";

export type Checked = { order: Order; scenario: string | undefined } | { refusal: SandboxReply };

/** Everything that can refuse a purchase before it starts. A refused one leaves no trace and does not use up its identifier. */
export function createOrderCheck({ outside, catalogue, books, settings }: TopUpParts) {
  const fail = failAt(outside);
  const refuse = createRefusals(outside);

  const isRecent = (phone: string | null): boolean => {
    const last = phone === null ? undefined : books.lastDelivery(phone);
    return last !== undefined && outside.now() - last < outside.scaled(settings.sameNumberSeconds * 1000);
  };
  const problemOf = (order: Order, scenario: string | undefined): WireError | undefined => {
    if (order.identifier !== null && books.isUsed(order.identifier)) return wireErrors.identifierUsed;
    if (isRecent(order.phone)) return wireErrors.recentlyRecharged;
    const refused = refuse(scenario, order);
    if (refused) return refused;
    return order.cost > books.wallet.balance() ? wireErrors.insufficientBalance : undefined;
  };

  return (request: SandboxRequest): Checked => {
    const order = readOrder(request.json(), catalogue);
    if ("errorCode" in order) return { refusal: fail(request, order) };
    const recipient = order.phone ? `+${order.phone}` : (order.email ?? "").split("@")[0];
    const scenario = request.fault?.scenario ?? outside.scenarioOf(recipient ?? "");
    const problem = problemOf(order, scenario);
    if (!problem) return { order, scenario };
    const refusal = fail(request, problem);
    if (problem !== wireErrors.rateLimited) return { refusal };
    const reset = Math.ceil(outside.now() / 1000) + 1;
    return { refusal: withLimitHeaders(refusal, { limit: 10, remaining: 0, reset }) };
  };
}
