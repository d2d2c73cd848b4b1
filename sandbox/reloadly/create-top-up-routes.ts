import { setImmediate } from "node:timers/promises";
import type { Route, SandboxReply, SandboxRequest } from "../outside";
import { hashText } from "../world/hash-text";
import { createOrderCheck } from "./check-order";
import { failAt, type HostParts } from "./create-catalogue-routes";
import { describeTopUp } from "./describe-top-up";
import type { Books } from "./open-books";
import { planScenario, type Answer, type ScenarioPlan } from "./plan-scenario";
import type { Order } from "./read-order";
import type { ReloadlySettings } from "./read-settings";
import { replyJson, toJson } from "./reply-with";
import type { Settle } from "./settle-top-ups";
import type { TopUp } from "./top-up";

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
  const { guard, books, settle, settings } = parts;
  const check = createOrderCheck(parts);
  const { wait, finish } = createAnswering(parts);

  const begin = (order: Order, plan: ScenarioPlan): TopUp => {
    const topUp = books.begin(order, plan.share);
    topUp.reversible = plan.reversible;
    return topUp;
  };

  const sendNow = async (request: SandboxRequest): Promise<SandboxReply> => {
    const checked = check(request);
    if ("refusal" in checked) return checked.refusal;
    const plan = planScenario(checked.scenario);
    if (!plan.pending) await wait(checked.order);
    if (plan.lost) return { ending: "drop" };
    const topUp = begin(checked.order, plan);
    if (plan.pending) settle.accept(topUp, plan.pending);
    else settle.deliver(topUp);
    return finish(request, toJson(describeTopUp(topUp)), plan.answer);
  };

  const sendLater = async (request: SandboxRequest): Promise<SandboxReply> => {
    const checked = check(request);
    if ("refusal" in checked) return checked.refusal;
    const plan = planScenario(checked.scenario);
    await setImmediate();
    if (plan.lost) return { ending: "drop" };
    const topUp = begin(checked.order, plan);
    const after = settings.waitMs ?? ASYNC_WAIT + (hashText(`async ${topUp.id}`) % ASYNC_SPREAD);
    const step = checked.scenario === "0002" ? "fail" : "deliver";
    const ordinary = { status: "PROCESSING" as const, next: { after, step } as const };
    settle.accept(topUp, step === "fail" ? ordinary : (plan.pending ?? ordinary));
    return finish(request, `{"transactionId":${topUp.id}}`, plan.answer);
  };

  return [
    { method: "POST", path: "/topups", handle: guard(sendNow) },
    { method: "POST", path: "/topups-async", handle: guard(sendLater) },
  ];
}

function createAnswering({ outside, settings }: TopUpParts) {
  const fail = failAt(outside);
  return {
    /** As long as the operator takes. */
    async wait(order: Order): Promise<void> {
      const usual = SHORTEST_WAIT + (hashText(`wait ${order.phone} ${order.identifier}`) % WAIT_SPREAD);
      const scaled = outside.scaled(settings.waitMs ?? usual);
      if (scaled <= 0) await setImmediate();
      else await new Promise<void>((resolve) => outside.later(scaled, resolve));
    },
    finish(request: SandboxRequest, text: string, { ending, error, lateBy = 0 }: Answer): SandboxReply {
      const reply = error ? fail(request, error) : replyJson(text);
      return { ...reply, ending, delayMs: outside.scaled(lateBy) + (request.fault?.delayMs ?? 0) };
    },
  };
}
