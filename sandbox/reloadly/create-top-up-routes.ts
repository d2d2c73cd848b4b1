import { setImmediate } from "node:timers/promises";
import type { Route, SandboxReply, SandboxRequest } from "../outside";
import { hashText } from "../world/hash-text";
import { failAt, type HostParts } from "./create-catalogue-routes";
import { describeTopUp } from "./describe-top-up";
import { withLimitHeaders } from "./guard-requests";
import type { Books } from "./open-books";
import { createRefusals, planScenario, type Answer, type ScenarioPlan } from "./plan-scenario";
import { readOrder, type Order } from "./read-order";
import type { ReloadlySettings } from "./read-settings";
import { replyJson, toJson } from "./reply-with";
import type { Settle } from "./settle-top-ups";
import type { TopUp } from "./top-up";
import { wireErrors } from "./wire-errors";

export interface TopUpParts extends HostParts {
  settings: ReloadlySettings;
  books: Books;
  settle: Settle;
}

const SHORTEST_WAIT = 300;
const WAIT_SPREAD = 1200;
const ASYNC_WAIT = 8000;
const ASYNC_SPREAD = 3000;

/** The two purchase calls. The identifier is checked when a request comes and used up when it is done, as the real ones do. */
export function createTopUpRoutes(parts: TopUpParts): Route[] {
  const { outside, catalogue, guard, books, settings, settle } = parts;
  const fail = failAt(outside);
  const refuse = createRefusals(outside);

  const check = (request: SandboxRequest): { order: Order; scenario: string | undefined } | SandboxReply => {
    const order = readOrder(request.json(), catalogue);
    if ("errorCode" in order) return fail(request, order);
    if (order.identifier !== null && books.isUsed(order.identifier))
      return fail(request, wireErrors.identifierUsed);
    const recipient = order.phone ? `+${order.phone}` : (order.email ?? "").split("@")[0];
    const scenario = request.fault?.scenario ?? outside.scenarioOf(recipient ?? "");
    const last = order.phone ? books.lastDelivery(order.phone) : undefined;
    const guarded = outside.scaled(settings.sameNumberSeconds * 1000);
    if (last !== undefined && outside.now() - last < guarded)
      return fail(request, wireErrors.recentlyRecharged);
    const refused =
      refuse(scenario, order) ??
      (order.cost > books.wallet().balance ? wireErrors.insufficientBalance : undefined);
    if (!refused) return { order, scenario };
    const reply = fail(request, refused);
    if (refused !== wireErrors.rateLimited) return reply;
    return withLimitHeaders(reply, { limit: 10, remaining: 0, reset: Math.ceil(outside.now() / 1000) + 1 });
  };

  const wait = async (milliseconds: number): Promise<void> => {
    const scaled = outside.scaled(milliseconds);
    if (scaled <= 0) await setImmediate();
    else await new Promise<void>((resolve) => outside.later(scaled, resolve));
  };
  const operatorTime = (order: Order): number =>
    settings.waitMs ?? SHORTEST_WAIT + (hashText(`wait ${order.phone} ${order.identifier}`) % WAIT_SPREAD);

  const finish = (
    request: SandboxRequest,
    text: string,
    { ending, error, lateBy = 0 }: Answer,
  ): SandboxReply => {
    const reply = error ? fail(request, error) : replyJson(text);
    return { ...reply, ending, delayMs: outside.scaled(lateBy) + (request.fault?.delayMs ?? 0) };
  };

  const begin = (order: Order, plan: ScenarioPlan): TopUp => {
    const topUp = books.begin(order, plan.share);
    topUp.reversible = plan.reversible;
    return topUp;
  };

  const sendNow = async (request: SandboxRequest): Promise<SandboxReply> => {
    const checked = check(request);
    if (!("order" in checked)) return checked;
    const { order, scenario } = checked;
    const plan = planScenario(scenario);
    if (!plan.pending) await wait(operatorTime(order));
    if (plan.lost) return { ending: "drop" };
    const topUp = begin(order, plan);
    if (plan.pending) settle.accept(topUp, plan.pending);
    else settle.deliver(topUp);
    return finish(request, toJson(describeTopUp(topUp)), plan.answer);
  };

  const sendLater = async (request: SandboxRequest): Promise<SandboxReply> => {
    const checked = check(request);
    if (!("order" in checked)) return checked;
    const { order, scenario } = checked;
    const plan = planScenario(scenario);
    await setImmediate();
    if (plan.lost) return { ending: "drop" };
    const topUp = begin(order, plan);
    const after = settings.waitMs ?? ASYNC_WAIT + (hashText(`async ${topUp.id}`) % ASYNC_SPREAD);
    const ordinary = { status: "PROCESSING" as const, next: { after, step: "deliver" as const } };
    const failing = { status: "PROCESSING" as const, next: { after, step: "fail" as const } };
    settle.accept(topUp, scenario === "0002" ? failing : (plan.pending ?? ordinary));
    return finish(request, `{"transactionId":${topUp.id}}`, plan.answer);
  };

  return [
    { method: "POST", path: "/topups", handle: guard(sendNow) },
    { method: "POST", path: "/topups-async", handle: guard(sendLater) },
  ];
}
