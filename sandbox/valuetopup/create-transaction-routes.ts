import { setImmediate } from "node:timers/promises";
import type { Route, SandboxReply, SandboxRequest } from "../outside";
import { currencyPlaces } from "../currency-places";
import { unitsToText } from "../exact-decimal";
import { chanceBy, hashText } from "../world/hash-text";
import type { HostParts } from "./create-catalogue-routes";
import { describeEsimUsage, describeGiftCard, describeTransaction, idOfIccid } from "./describe-transaction";
import type { Books } from "./open-books";
import { createRefusals, planScenario, type ScenarioPlan } from "./plan-scenario";
import { priceOf } from "./price-order";
import { readFace, readOrder, type Fields, type Order } from "./read-order";
import type { ValueTopupSettings } from "./read-settings";
import { replyCode, replyStatus, replyWith } from "./reply-with";
import type { Settle } from "./settle-transactions";
import type { Transaction } from "./transaction";
import type { Category, Sku } from "./valuetopup-sku";

export interface TransactionParts extends HostParts {
  settings: ValueTopupSettings;
  books: Books;
  settle: Settle;
}

const SHORTEST_WAIT = 400;
const WAIT_SPREAD = 1600;
const GIFT_CARD_TAKES = 4000;

const PURCHASES: [string, Category][] = [
  ["/transaction/topup", "Rtr"],
  ["/transaction/pin", "Pin"],
  ["/transaction/billpay", "BillPay"],
  ["/transaction/giftcard/order", "GiftCard"],
  ["/esim/order", "eSim"],
];

/** The five purchases, what became of them, and what one would cost. */
export function createTransactionRoutes(parts: TransactionParts): Route[] {
  const buy = createPurchase(parts);
  const purchases = PURCHASES.map(([path, category]): Route => ({
    method: "POST",
    path,
    handle: parts.guard((request) => buy(request, category)),
  }));
  return [...purchases, ...readRoutes(parts)];
}

function createPurchase(parts: TransactionParts) {
  const { outside, catalogue, books, settle, settings } = parts;
  const refuse = createRefusals(outside);

  const refusalOf = (order: Order, scenario: string | undefined): SandboxReply | undefined => {
    const refused = refuse(scenario, order);
    if (refused === "throttled")
      return { ...replyStatus(429, "Too many requests"), headers: { "retry-after": "1" } };
    const code = refused ?? (isRecent(order, parts) ? "027" : poor(order) ? "003" : undefined);
    if (!code) return undefined;
    books.refuse(order, code);
    return replyCode(code);
  };
  const poor = ({ price }: Order): boolean => price.cost > books.available();

  const finish = (request: SandboxRequest, row: Transaction, { answer }: ScenarioPlan): SandboxReply => {
    const sku = catalogue.sku(row.skuId);
    const told = tell(row, sku);
    const reply = answer.status ? replyStatus(answer.status, "Internal Server Error") : told;
    return {
      ...reply,
      ending: answer.ending,
      delayMs: outside.scaled(answer.lateBy ?? 0) + (request.fault?.delayMs ?? 0),
    };
  };

  return async (request: SandboxRequest, category: Category): Promise<SandboxReply> => {
    const read = readOrder(request.json(), category, catalogue);
    if ("refusal" in read) return read.refusal;
    const order = read.value;
    const scenario = request.fault?.scenario ?? outside.scenarioOf(order.recipient);
    const refusal = refusalOf(order, scenario);
    if (refusal) return refusal;
    const plan = planScenario(scenario);
    if (plan.lost) return { ending: "drop" };
    const row = { ...books.begin(order, plan.share), reversible: plan.reversible };
    const pending = plan.pending ?? slowCard(order);
    if (pending) settle.accept(row, pending.code, pending.next);
    else
      await deliverAfter(
        row,
        settings.waitMs ?? SHORTEST_WAIT + (hashText(`valuetopup wait ${row.id}`) % WAIT_SPREAD),
      );
    return finish(request, row, plan);
  };

  /** Open from the first moment, so that the status call says 852 meanwhile and a restart finishes it. */
  async function deliverAfter(row: Transaction, wait: number): Promise<void> {
    const scaled = outside.scaled(wait);
    if (scaled <= 0) {
      await setImmediate();
      return settle.deliver(row);
    }
    settle.accept(row, "852", { after: wait, step: "deliver" });
    await new Promise<void>((resolve) => outside.later(scaled, resolve));
    if (row.code === "852") settle.deliver(row);
  }
}

/** A transaction as its purchase and the status call tell it. */
function tell(row: Transaction, sku: Sku | undefined): SandboxReply {
  if (row.code !== "000") return replyCode(row.code);
  return sku ? replyWith(describeTransaction(row, sku)) : replyCode("999");
}

/** Every other gift card takes its time. */
function slowCard({ sku, correlationId }: Order): ScenarioPlan["pending"] {
  const slow = sku.product.category === "GiftCard" && chanceBy(`valuetopup slow ${correlationId}`, 50);
  return slow ? { code: "852", next: { after: GIFT_CARD_TAKES, step: "deliver" } } : undefined;
}

/** The same number within the window; only top-ups are counted. */
function isRecent({ sku, recipient }: Order, { outside, books, settings }: TransactionParts): boolean {
  if (sku.product.category !== "Rtr") return false;
  const last = books.lastDelivery(recipient);
  return last !== undefined && outside.now() - last < outside.scaled(settings.sameNumberSeconds * 1000);
}

function readRoutes(parts: TransactionParts): Route[] {
  const { outside, guard, books, catalogue, settings } = parts;
  const balance = (): number =>
    settings.terms === "prepaid" ? -books.available() : settings.float - books.available();
  return [
    {
      method: "GET",
      path: "/account/balance",
      handle: guard(() => replyWith(Number(unitsToText(balance(), 4)))),
    },
    {
      method: "GET",
      path: "/transaction/status/:corelationId",
      handle: guard(({ params }) => {
        const row = books.withCorrelation(params["corelationId"] ?? "");
        const sku = row && catalogue.sku(row.skuId);
        if (!sku) return replyCode("999", "Transaction not found");
        return tell(row, sku);
      }),
    },
    {
      method: "GET",
      path: "/transaction/giftcard/fetch/:id",
      handle: guard(({ params }) => {
        const row = books.find(params["id"] ?? "");
        const card = row?.code === "000" && catalogue.sku(row.skuId)?.product.category === "GiftCard";
        return row && card ? replyWith(describeGiftCard(row)) : replyCode("999", "Gift card not found");
      }),
    },
    {
      method: "GET",
      path: "/esim/status/:iccid",
      handle: guard(({ params }) => {
        const row = books.find(idOfIccid(params["iccid"] ?? ""));
        const sku = row?.code === "000" ? catalogue.sku(row.skuId) : undefined;
        if (!row || sku?.product.category !== "eSim") return replyCode("999", "eSIM not found");
        return replyWith(describeEsimUsage(row, sku, outside.now()));
      }),
    },
    {
      method: "POST",
      path: "/transaction/estimatecost",
      handle: guard((request) => estimate(request, parts)),
    },
  ];
}

function estimate(request: SandboxRequest, { catalogue }: HostParts): SandboxReply {
  const body = request.json();
  if (typeof body !== "object" || body === null) return replyStatus(400, "The request is not readable");
  const fields = body as Fields;
  const sku = catalogue.sku(Number(fields["skuId"]));
  if (!sku) return replyCode("510");
  const face = readFace(fields, sku);
  if ("refusal" in face) return face.refusal;
  const { cost, delivered, tax, face: value } = priceOf(sku, face.value);
  const local = (units: number): number => Number(unitsToText(units, currencyPlaces(sku.deliveryCurrency)));
  return replyWith({
    invoiceAmount: Number(unitsToText(cost, 4)),
    localCurrencyAmount: local(delivered + tax),
    destinationCurrency: sku.deliveryCurrency,
    faceValue: Number(value.n) / Number(value.d),
    faceValueCurrency: sku.faceCurrency,
    salesTaxAmount: local(tax),
  });
}
