import { setImmediate } from "node:timers/promises";
import type { Outside, Route, SandboxReply, SandboxRequest } from "../outside";
import { hashText } from "../world/hash-text";
import type { Books, Recharge } from "./open-books";
import { createRefusals, planScenario, type Plan } from "./plan-scenario";
import { readRecharge, type Order } from "./read-recharge";
import type { A1TopupSettings } from "./read-settings";
import { replyWith, WIRE_ERRORS, type WireError } from "./wire-body";

interface Parts {
  outside: Outside;
  settings: A1TopupSettings;
  books: Books;
}

const SHORTEST_WAIT = 400;
const WAIT_SPREAD = 1600;

function describeRecharge(recharge: Recharge, status: string, message: string): SandboxReply {
  return replyWith({
    status,
    transaction_id: recharge.id,
    message,
    amount: { paise: recharge.amount, bare: true },
    commission: { paise: recharge.commission },
    balance: { paise: recharge.balance },
  });
}

function answerOf(recharge: Recharge, as: Plan["answer"]["as"]): SandboxReply {
  if (as === "failure") return { status: 500, json: { message: "Internal Server Error" } };
  if (as === "unknown-status") return describeRecharge(recharge, "processing", "Recharge under process");
  return describeRecharge(recharge, "success", "Recharge successful");
}

/** Credits and reversals that come later, also those an earlier process left open. */
function createSettling({ outside, books }: Parts) {
  const schedule = ({ id }: Recharge, due: NonNullable<Recharge["due"]>): void => {
    outside.later(Math.max(0, due.at - outside.now()), () => {
      const present = books.find(id);
      if (present?.due?.at !== due.at || present.due.step !== due.step) return;
      books[due.step](present);
    });
  };
  for (const recharge of books.all()) if (recharge.due) schedule(recharge, recharge.due);
  /** `after` in milliseconds of unscaled time. */
  return (recharge: Recharge, step: "credit" | "reverse", after: number): void => {
    const due = { at: outside.now() + outside.scaled(after), step };
    books.save({ ...recharge, due });
    schedule(recharge, due);
  };
}

/** The one call: held on the line as long as the operator takes, then answered for good. */
export function createRechargeRoute(parts: Parts): Route {
  const { outside, settings, books } = parts;
  const refusalOf = createRefusals(outside);
  const settleLater = createSettling(parts);

  const refuse = (error: WireError, order?: Order): SandboxReply => {
    const short = error.code === "1002" && order;
    return replyWith(
      {
        status: "error",
        error_code: error.code,
        message: error.message,
        required_amount: short ? { paise: order.amountPaise, bare: true } : undefined,
        current_balance: short ? { paise: books.balance() } : undefined,
      },
      settings.errorStatus ? error.status : 200,
    );
  };
  const wait = async (order: Order, heldFor: number | undefined): Promise<void> => {
    const usual = SHORTEST_WAIT + (hashText(`a1topup wait ${order.mobile}`) % WAIT_SPREAD);
    const scaled = outside.scaled(heldFor ?? settings.waitMs ?? usual);
    if (scaled <= 0) await setImmediate();
    else await new Promise<void>((resolve) => outside.later(scaled, resolve));
  };
  const buy = (order: Order, plan: Plan): Recharge => {
    const recharge = books.begin(order, plan.percent);
    if (plan.creditedAfter !== undefined) settleLater(recharge, "credit", plan.creditedAfter);
    else books.credit(recharge);
    if (plan.reversedAfter !== undefined) settleLater(recharge, "reverse", plan.reversedAfter);
    return recharge;
  };

  const handle = async (request: SandboxRequest): Promise<SandboxReply> => {
    const order = readRecharge(request.json(), settings);
    if ("code" in order) return refuse(order);
    const scenario = request.fault?.scenario ?? outside.scenarioOf(order.mobile);
    const refusal = refusalOf(scenario, order);
    if (refusal) return refuse(refusal, order);
    const plan = planScenario(scenario);
    await wait(order, plan.heldFor);
    if (plan.lost) return { ending: "drop" };
    if (plan.refusedLate) return refuse(plan.refusedLate);
    // Looked at when the money is taken: others may have spent it meanwhile.
    if (order.amountPaise > books.balance()) return refuse(WIRE_ERRORS.balance, order);
    const { ending, lateBy = 0, as } = plan.answer;
    const delayMs = outside.scaled(lateBy) + (request.fault?.delayMs ?? 0);
    return { ...answerOf(buy(order, plan), as), ending, delayMs };
  };
  return { method: "POST", path: "/api/v1/recharge", handle };
}
