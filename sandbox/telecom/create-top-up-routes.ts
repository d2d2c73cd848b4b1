import type { Outside, Route, SandboxReply, SandboxRequest } from "../outside";
import { hashText } from "../world/hash-text";
import { countTries, DOWN_FOR } from "../count-tries";
import { describeTransaction } from "./describe-transaction";
import type { Guard } from "./guard-requests";
import type { Catalogue } from "./open-catalogue";
import type { Transactions } from "./open-transactions";
import type { Wallet } from "./open-wallet";
import { planScenario, type Answering, type ScenarioPlan } from "./plan-scenario";
import { readHead, readOrder, type PricedOrder } from "./read-order";
import type { TelecomSettings } from "./read-settings";
import { refuse, wireErrors, type WireError } from "./refuse";
import type { Settle } from "./settle-transactions";
import type { Transaction } from "./transaction";

export interface TopUpParts {
  outside: Outside;
  settings: TelecomSettings;
  catalogue: Catalogue;
  guard: Guard;
  wallet: Wallet;
  transactions: Transactions;
  settle: Settle;
}

const SHORTEST_WAIT = 5_000;
const WAIT_SPREAD = 7_000;
const SLOW_WAIT = 30_000;
const SLOW_SPREAD = 240_000;
const DOWN = { code: "operator_unavailable", message: "The operator does not answer" } as const;
const STRANGER = { code: "subscriber_not_active", message: "The operator has no such subscriber" } as const;

/** Creates a transaction or repeats its answer, tries one out, and tells what became of one. */
export function createTopUpRoutes(parts: TopUpParts): Route[] {
  const { guard, transactions, catalogue, outside } = parts;
  const buy = createPurchase(parts);

  const topUp = (request: SandboxRequest): SandboxReply | Promise<SandboxReply> => {
    const head = readHead(request.json(), "external_tx_id");
    if ("code" in head) return refuse(head);
    const known = transactions.withExternalId(head.externalId);
    if (known && known.fingerprint !== head.fingerprint) return refuse(wireErrors.conflict);
    if (known) return { status: 200, json: describeTransaction(known) };
    const order = readOrder(head, catalogue);
    return "code" in order ? refuse(order) : buy(order, request);
  };

  const validate = (request: SandboxRequest): SandboxReply => {
    const head = readHead({ external_tx_id: "validate", ...objectOf(request.json()) }, "external_tx_id");
    const order = "code" in head ? head : readOrder(head, catalogue);
    if ("code" in order) return refuse(order);
    const scenario = request.fault?.scenario ?? outside.scenarioOf(`+${order.phone}`);
    const problem = mismatchOf(order, scenario);
    return problem
      ? refuse(problem)
      : { json: { valid: true, price: { amount: order.cost / 1e6, currency: "USD" } } };
  };

  const status = ({ params }: SandboxRequest): SandboxReply => {
    const known = transactions.find(params["tx_id"] ?? "");
    return known ? { json: describeTransaction(known) } : refuse(wireErrors.noProduct);
  };

  return [
    { method: "POST", path: "/telecom/topup", handle: guard(topUp) },
    { method: "GET", path: "/telecom/topup/:tx_id", handle: guard(status) },
    { method: "POST", path: "/topup/validate", handle: guard(validate) },
  ];
}

const objectOf = (value: unknown): object => (typeof value === "object" && value !== null ? value : {});

/** The number is of another country, or does not take this kind of product. */
function mismatchOf({ product, country }: PricedOrder, scenario: string | undefined): WireError | undefined {
  if (product.operator.country !== country) return wireErrors.notSupported;
  return scenario === "0006" && product.type === "prepaid" ? wireErrors.notSupported : undefined;
}

function createPurchase({ outside, settings, catalogue, wallet, transactions, settle }: TopUpParts) {
  const troubled = countTries(outside, "telecom-tries");

  /** A refusal leaves no trace and does not use up the external id. */
  const refusalOf = (order: PricedOrder, scenario: string | undefined): WireError | undefined => {
    if (scenario === "0003") return wireErrors.badPhone;
    if (scenario === "0018") return wireErrors.noMoney;
    if (scenario === "0019" && troubled(`0019 ${order.phone}`)) return wireErrors.rateLimited;
    return mismatchOf(order, scenario) ?? (order.cost > wallet.available() ? wireErrors.noMoney : undefined);
  };
  /** Reasons of the operator: the transaction is made, and has failed. */
  const failureOf = ({ phone, country, product }: PricedOrder, scenario: string | undefined) => {
    if (scenario === "0014" && troubled(`0014 ${phone}`, DOWN_FOR)) return DOWN;
    const stranger = scenario === "0020" && catalogue.serving(phone, country) !== product.operator;
    return stranger ? STRANGER : undefined;
  };
  const pendingOf = (order: PricedOrder, plan: ScenarioPlan): ScenarioPlan["pending"] => {
    if (plan.pending || !order.product.operator.slow) return plan.pending;
    const after = settings.waitMs ?? SLOW_WAIT + (hashText(`slow ${order.externalId}`) % SLOW_SPREAD);
    return { status: "pending", next: { after, step: "complete" } };
  };
  const wait = async (transaction: Transaction): Promise<void> => {
    const usual = SHORTEST_WAIT + (hashText(`wait ${transaction.externalId}`) % WAIT_SPREAD);
    const milliseconds = settings.waitMs ?? usual;
    if (milliseconds <= 0) return;
    settle.holdFor(transaction, milliseconds);
    await new Promise<void>((resolve) => outside.later(outside.scaled(milliseconds), resolve));
  };

  return async (order: PricedOrder, request: SandboxRequest): Promise<SandboxReply> => {
    const scenario = request.fault?.scenario ?? outside.scenarioOf(`+${order.phone}`);
    const refusal = refusalOf(order, scenario);
    if (refusal) return refuse(refusal);
    const plan = planScenario(scenario);
    if (plan.lost) return { ending: "drop" };
    const transaction = transactions.begin(order, plan.share);
    transaction.reversible = plan.reversible;
    const failure = failureOf(order, scenario);
    const pending = pendingOf(order, plan);
    if (failure) settle.fail(transaction, failure);
    else if (pending) settle.accept(transaction, pending);
    else {
      await wait(transaction);
      if (transaction.status === "pending") settle.complete(transaction);
    }
    return finish({ transaction, answer: plan.answer, outside, request });
  };
}

function finish(input: {
  transaction: Transaction;
  answer: Answering;
  outside: Outside;
  request: SandboxRequest;
}): SandboxReply {
  const { transaction, outside } = input;
  const { ending, fails, lateBy = 0 } = input.answer;
  const final = transaction.status === "completed" || transaction.status === "failed";
  const reply = fails
    ? refuse(wireErrors.internal)
    : { status: final ? 201 : 202, json: describeTransaction(transaction) };
  const delayMs = outside.scaled(lateBy) + (input.request.fault?.delayMs ?? 0);
  return { ...reply, ...(ending ? { ending } : {}), delayMs };
}
