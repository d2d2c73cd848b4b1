import type { Collection, Outside } from "../outside";
import { toText } from "../exact-decimal";
import type { Wallet } from "./open-wallet";
import type { Order } from "./read-order";
import type { TopUp } from "./top-up";

/** Every top-up, with the indexes that reports and checks need. */
export interface Books {
  wallet: Wallet;
  find(id: string): TopUp | undefined;
  /** Oldest first. */
  all(): TopUp[];
  /** Transactions whose identifier differs at most in case. */
  withIdentifier(identifier: string): TopUp[];
  isUsed(identifier: string): boolean;
  /** When the number was last delivered to; undefined when never. */
  lastDelivery(phone: string): number | undefined;
  /** Takes the cost from the wallet and numbers a PROCESSING transaction; nothing is written until `save`. */
  begin(order: Order, share: number): TopUp;
  save(topUp: TopUp): void;
  /** The subscriber is credited. */
  deliver(topUp: TopUp): void;
  /** Not delivered, or taken back from the subscriber: the wallet gets its money again. */
  giveBack(topUp: TopUp, outcome: { status: "REFUNDED" | "FAILED"; code: string; message: string }): void;
}

const FIRST_ID = 702_000;

export function openBooks(outside: Outside, wallet: Wallet): Books {
  const rows: Collection<TopUp> = outside.collection("reloadly-topups");
  const index = createIndex();
  const rebuild = () => {
    index.clear();
    for (const row of rows.all()) index.add(row);
  };
  rebuild();
  outside.onReset(rebuild);

  const save = (topUp: TopUp) => {
    if (!rows.get(topUp.id)) index.add(topUp);
    rows.put(topUp);
  };

  return {
    wallet,
    find: (id) => rows.get(id),
    all: () => index.ordered,
    withIdentifier: (identifier) => index.byIdentifier.get(identifier.toLowerCase()) ?? [],
    isUsed: (identifier) =>
      (index.byIdentifier.get(identifier.toLowerCase()) ?? []).some((row) => row.identifier === identifier),
    lastDelivery: (phone) => index.deliveries.get(phone),
    begin(order, share) {
      const oldBalance = wallet.balance();
      wallet.move(-order.cost);
      index.lastId += 1;
      return describeOrder(order, { id: index.lastId, share, oldBalance, now: outside.now() });
    },
    save,
    deliver(topUp) {
      topUp.status = "SUCCESSFUL";
      topUp.operatorReference = String(7_000_000 + Number(topUp.id));
      topUp.due = null;
      const credit = outside.witness.credit({
        provider: "reloadly",
        reference: topUp.identifier,
        providerReference: topUp.id,
        number: topUp.phone ? `+${topUp.phone}` : (topUp.email ?? ""),
        product: topUp.operatorName,
        amount: { minor: topUp.delivered, currency: topUp.deliveredCurrency },
        cost: { micros: topUp.cost * 10, currency: "USD" },
      });
      topUp.creditId = credit.id;
      if (topUp.phone) index.deliveries.set(topUp.phone, outside.now());
      save(topUp);
    },
    giveBack(topUp, { status, code, message }) {
      if (topUp.creditId) outside.witness.reverse(topUp.creditId);
      wallet.move(topUp.cost);
      Object.assign(topUp, { status, code, message, due: null, cost: 0, newBalance: topUp.oldBalance });
      save(topUp);
    },
  };
}

function describeOrder(
  order: Order,
  facts: { id: number; share: number; oldBalance: number; now: number },
): TopUp {
  return {
    id: String(facts.id),
    operatorId: order.operator.id,
    operatorName: order.operator.name,
    country: order.operator.country,
    status: "PROCESSING",
    identifier: order.identifier,
    phone: order.phone,
    email: order.email,
    senderPhone: order.senderPhone,
    requested: toText(order.requested, 5).replace(/\.?0+$/, ""),
    requestedCurrency: order.requestedCurrency,
    delivered: Math.floor(order.delivered * facts.share),
    deliveredCurrency: order.operator.currency,
    discount: order.discount,
    fee: order.fee,
    cost: order.cost,
    oldBalance: facts.oldBalance,
    newBalance: facts.oldBalance - order.cost,
    createdAt: facts.now,
    operatorReference: null,
    pin: order.operator.kind === "pin",
    code: null,
    message: null,
    due: null,
    reversible: false,
    creditId: null,
  };
}

function createIndex() {
  const index = {
    ordered: [] as TopUp[],
    byIdentifier: new Map<string, TopUp[]>(),
    deliveries: new Map<string, number>(),
    lastId: FIRST_ID,
    clear() {
      index.ordered = [];
      index.byIdentifier.clear();
      index.deliveries.clear();
      index.lastId = FIRST_ID;
    },
    add(row: TopUp) {
      index.ordered.push(row);
      index.lastId = Math.max(index.lastId, Number(row.id));
      if (row.phone && row.status === "SUCCESSFUL") index.deliveries.set(row.phone, row.createdAt);
      if (row.identifier === null) return;
      const key = row.identifier.toLowerCase();
      const same = index.byIdentifier.get(key);
      if (same) same.push(row);
      else index.byIdentifier.set(key, [row]);
    },
  };
  return index;
}
