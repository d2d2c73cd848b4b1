import type { Collection, Outside } from "../outside";
import { hashText } from "../world/hash-text";
import type { EsimPlan } from "./catalogue-types";
import type { EsimOrder, EsimTopUp } from "./esim-order";
import type { Wallet } from "./open-wallet";
import type { Webhooks } from "./open-webhooks";
import type { OrderHead } from "./read-order";

/** An order, and the top-up of it where the id was that of a top-up. */
export interface EsimPurchase {
  order: EsimOrder;
  topUp?: EsimTopUp;
  fingerprint: string;
}

export interface Esims {
  /** By order id or ICCID. */
  find(id: string): EsimOrder | undefined;
  withExternalId(externalId: string): EsimPurchase | undefined;
  issue(head: OrderHead, plan: EsimPlan): EsimPurchase;
  topUp(head: OrderHead, order: EsimOrder, plan: EsimPlan): EsimPurchase;
  /** When the last bit of validity ends, in milliseconds since the epoch. */
  expiresAt(order: EsimOrder): number;
}

const DAY = 86_400_000;
/** Unscaled milliseconds from the purchase to the first connection. */
const ACTIVE_AFTER = 120_000;

export function openEsims(parts: { outside: Outside; wallet: Wallet; webhooks: Webhooks }): Esims {
  const { outside } = parts;
  const rows: Collection<EsimOrder> = outside.collection("telecom-esims");
  const index = indexOrders(rows);
  outside.onReset(index.rebuild);
  const expiresAt = (order: EsimOrder): number =>
    order.activeAt +
    outside.scaled(DAY * [order, ...order.topUps].reduce((days, { validityDays }) => days + validityDays, 0));
  const watch = watchExpiry({ ...parts, rows, expiresAt });
  for (const order of rows.all()) watch(order);
  const pay = payFor(parts);

  return {
    find: (id) => rows.get(id) ?? rows.get(index.byIccid.get(id) ?? ""),
    withExternalId(externalId) {
      const order = rows.get(index.byExternalId.get(externalId) ?? "");
      if (!order || order.externalId === externalId)
        return order && { order, fingerprint: order.fingerprint };
      const topUp = order.topUps.find((one) => one.externalId === externalId);
      return topUp && { order, topUp, fingerprint: topUp.fingerprint };
    },
    issue(head, plan) {
      const activeAt = outside.now() + outside.scaled(ACTIVE_AFTER);
      const order = rows.put(newOrder(head, plan, { nth: rows.size, now: outside.now(), activeAt }));
      index.add(order);
      pay({ order, id: order.id, head, plan });
      watch(order);
      return { order, fingerprint: order.fingerprint };
    },
    topUp({ externalId, fingerprint }, order, plan) {
      const nth = order.topUps.length + 1;
      const { dataGb, validityDays } = plan;
      const bought = { id: `${order.id}_t${nth}`, externalId, fingerprint, planId: plan.id };
      const topUp = { ...bought, dataGb, validityDays, at: outside.now() };
      order.topUps.push(topUp);
      index.add(rows.put(order));
      pay({ order, id: topUp.id, head: { externalId }, plan });
      return { order, topUp, fingerprint };
    },
    expiresAt,
  };
}

function indexOrders(rows: Collection<EsimOrder>) {
  const byExternalId = new Map<string, string>();
  const byIccid = new Map<string, string>();
  const add = ({ id, externalId, iccid, topUps }: EsimOrder) => {
    byIccid.set(iccid, id);
    for (const one of [externalId, ...topUps.map((topUp) => topUp.externalId)]) byExternalId.set(one, id);
  };
  const rebuild = () => {
    byExternalId.clear();
    byIccid.clear();
    rows.all().forEach(add);
  };
  rebuild();
  return { byExternalId, byIccid, add, rebuild };
}

/** The float pays and the ledger is told. */
function payFor({ outside, wallet }: { outside: Outside; wallet: Wallet }) {
  return (bought: {
    order: EsimOrder;
    id: string;
    head: Pick<OrderHead, "externalId">;
    plan: EsimPlan;
  }): void => {
    const { order, id, head, plan } = bought;
    const cost = plan.price * 10_000;
    wallet.reserve(cost);
    wallet.spend(cost);
    outside.witness.credit({
      provider: "telecom",
      reference: head.externalId,
      providerReference: id,
      number: order.iccid,
      product: plan.id,
      amount: { minor: plan.price, currency: "USD" },
      cost: { micros: cost, currency: "USD" },
    });
  };
}

/** Tells once that an eSIM has expired; a top-up moves the end. */
function watchExpiry(input: {
  outside: Outside;
  webhooks: Webhooks;
  rows: Collection<EsimOrder>;
  expiresAt(order: EsimOrder): number;
}) {
  const { outside, rows, expiresAt } = input;
  const watch = ({ id, expiredTold }: EsimOrder): void => {
    const order = rows.get(id);
    if (!order || expiredTold) return;
    outside.later(Math.max(0, expiresAt(order) - outside.now()), () => {
      const present = rows.get(id);
      if (!present || present.expiredTold) return;
      if (expiresAt(present) > outside.now()) return watch(present);
      rows.put(Object.assign(present, { expiredTold: true }));
      const data = { esim: { order_id: id, iccid: present.iccid, status: "expired" } };
      input.webhooks.send({ name: "esim.expired", key: id, data });
    });
  };
  return watch;
}

function newOrder(
  { externalId, fingerprint }: OrderHead,
  plan: EsimPlan,
  facts: { nth: number; now: number; activeAt: number },
): EsimOrder {
  const seed = `esim ${externalId}`;
  return {
    id: `esim_${hashText(seed).toString(36)}${facts.nth.toString(36)}`,
    externalId,
    fingerprint,
    planId: plan.id,
    iccid: iccidOf(facts.nth),
    matchingId: `ES-${hashText(`${seed} a`).toString(16).toUpperCase()}-${hashText(`${seed} b`).toString(16).toUpperCase()}`,
    dataGb: plan.dataGb,
    validityDays: plan.validityDays,
    createdAt: facts.now,
    activeAt: facts.activeAt,
    expiredTold: false,
    topUps: [],
  };
}

/** 19 digits that end in their Luhn digit. */
function iccidOf(nth: number): string {
  const digits = `894450${String(nth).padStart(12, "0")}`;
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}
