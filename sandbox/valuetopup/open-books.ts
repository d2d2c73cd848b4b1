import type { Collection, Outside } from "../outside";
import { toText } from "../exact-decimal";
import type { Catalogue } from "./open-catalogue";
import type { ValueTopupSettings } from "./read-settings";
import type { Order } from "./read-order";
import { messageOf, type ResponseCode } from "./response-codes";
import type { Transaction } from "./transaction";

interface Wallet {
  id: string;
  /** Spendable units of 0.0001 USD. */
  available: number;
}

/** The wallet and every transaction. */
export interface Books {
  /** Spendable units of 0.0001 USD. */
  available(): number;
  find(id: string): Transaction | undefined;
  all(): Transaction[];
  /** The latest transaction under a correlation id: nothing keeps it unique. */
  withCorrelation(correlationId: string): Transaction | undefined;
  /** When a number was last topped up; undefined when never. */
  lastDelivery(recipient: string): number | undefined;
  /** Takes the cost and numbers an open transaction; nothing is written until `save`. */
  begin(order: Order, share: number): Transaction;
  save(transaction: Transaction): void;
  /** Remembers a refusal, so that the status call repeats it. */
  refuse(order: Order, code: ResponseCode): void;
  /** The recipient is credited. */
  deliver(transaction: Transaction): void;
  /** Not delivered, or taken back: the wallet gets its money again. */
  giveBack(transaction: Transaction, code: ResponseCode): void;
}

const FIRST_ID = 7_700_000;

interface BookParts {
  outside: Outside;
  settings: ValueTopupSettings;
  catalogue: Catalogue;
}

export function openBooks({ outside, settings, catalogue }: BookParts): Books {
  const rows: Collection<Transaction> = outside.collection("valuetopup-transactions");
  const wallets: Collection<Wallet> = outside.collection("valuetopup-wallet");
  const index = createIndex();
  const rebuild = () => {
    index.clear();
    for (const row of rows.all()) index.add(row);
  };
  rebuild();
  outside.onReset(rebuild);

  const available = () => wallets.get("usd")?.available ?? settings.float;
  const move = (units: number) => void wallets.put({ id: "usd", available: available() + units });
  const save = (row: Transaction) => {
    index.add(row);
    rows.put(row);
  };
  const number = (order: Order, share: number): Transaction => {
    index.lastId += 1;
    return describeOrder(order, { id: index.lastId, share, now: outside.now() });
  };

  return {
    available,
    find: (id) => rows.get(id),
    all: () => rows.all(),
    withCorrelation: (correlationId) => rows.get(index.byCorrelation.get(correlationId) ?? ""),
    lastDelivery: (recipient) => index.deliveries.get(recipient),
    begin(order, share) {
      move(-order.price.cost);
      return number(order, share);
    },
    save,
    refuse(order, code) {
      save({ ...number(order, 0), code, message: messageOf(code), cost: 0 });
    },
    deliver(row) {
      const sku = catalogue.sku(row.skuId);
      if (!sku) throw new Error(`No SKU ${row.skuId}`);
      const credit = outside.witness.credit({
        provider: "valuetopup",
        reference: row.correlationId,
        providerReference: row.id,
        number: row.recipient,
        product: sku.product.productName,
        amount: { minor: row.delivered, currency: sku.deliveryCurrency },
        cost: { micros: row.cost * 100, currency: "USD" },
      });
      Object.assign(row, { code: "000", message: null, due: null, creditId: credit.id });
      save(row);
    },
    giveBack(row, code) {
      if (row.creditId) outside.witness.reverse(row.creditId);
      move(row.cost);
      Object.assign(row, { code, message: messageOf(code), due: null, cost: 0 });
      save(row);
    },
  };
}

function describeOrder(order: Order, facts: { id: number; share: number; now: number }): Transaction {
  const { price } = order;
  return {
    id: String(facts.id),
    skuId: order.sku.skuId,
    correlationId: order.correlationId,
    recipient: order.recipient,
    code: "852",
    message: messageOf("852"),
    face: toText(price.face, 4),
    cost: price.cost,
    discount: price.discount,
    delivered: Math.floor(price.delivered * facts.share),
    tax: price.tax,
    createdAt: facts.now,
    due: null,
    reversible: false,
    creditId: null,
  };
}

function createIndex() {
  const index = {
    byCorrelation: new Map<string, string>(),
    deliveries: new Map<string, number>(),
    lastId: FIRST_ID,
    clear() {
      index.byCorrelation.clear();
      index.deliveries.clear();
      index.lastId = FIRST_ID;
    },
    add(row: Transaction) {
      index.lastId = Math.max(index.lastId, Number(row.id));
      if (row.code === "000") index.deliveries.set(row.recipient, row.createdAt);
      if (row.correlationId === null) return;
      const known = index.byCorrelation.get(row.correlationId);
      if (!known || Number(known) < Number(row.id)) index.byCorrelation.set(row.correlationId, row.id);
    },
  };
  return index;
}
