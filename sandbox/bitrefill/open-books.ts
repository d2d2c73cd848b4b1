import { randomBytes, randomUUID } from "node:crypto";
import { currencyPlaces } from "../currency-places";
import type { Collection, Outside } from "../outside";
import type { EsimRow, Invoice, Order } from "./invoice";
import type { CartItem } from "./read-cart";
import type { BitrefillSettings } from "./read-settings";

interface Account {
  id: string;
  balance: number;
}

/** Balance, invoices, orders and eSIMs. */
export interface Books {
  balance(): number;
  invoice(id: string): Invoice | undefined;
  order(id: string): Order | undefined;
  ordersOf(invoice: Invoice): Order[];
  /** Newest first. */
  invoices(): Invoice[];
  orders(): Order[];
  esims(): EsimRow[];
  esim(id: string): EsimRow | undefined;
  /** An unpaid invoice: nothing is bought. */
  create(cart: CartItem[], terms: Pick<Invoice, "method" | "webhookUrl" | "scenario">): Invoice;
  /** Takes the price from the balance. */
  pay(invoice: Invoice): void;
  save(order: Order): void;
  deliver(order: Order): void;
  /** Not delivered, or taken back: the balance gets its money again. */
  giveBack(order: Order, status: "permanent_failure" | "refunded"): void;
}

const LIFE_MS = 180 * 60_000;

export function openBooks(outside: Outside, settings: BitrefillSettings): Books {
  const accounts: Collection<Account> = outside.collection("bitrefill-account");
  const invoices: Collection<Invoice> = outside.collection("bitrefill-invoices");
  const orders: Collection<Order> = outside.collection("bitrefill-orders");
  const esims: Collection<EsimRow> = outside.collection("bitrefill-esims");
  const balance = () => accounts.get("balance")?.balance ?? settings.float;
  const move = (units: number) => void accounts.put({ id: "balance", balance: balance() + units });
  const credit = createCrediting(outside, settings);

  return {
    balance,
    invoice: (id) => invoices.get(id),
    order: (id) => orders.get(id),
    ordersOf: ({ orderIds }) => orderIds.flatMap((id) => orders.get(id) ?? []),
    invoices: () => invoices.all().toReversed(),
    orders: () => orders.all().toReversed(),
    esims: () => esims.all(),
    esim: (id) => esims.get(id),
    create(cart, terms) {
      const now = outside.now();
      const invoiceId = randomUUID();
      const made = cart.flatMap((item) =>
        Array.from({ length: item.quantity }, () => newOrder(item, { invoiceId, now })),
      );
      for (const order of made) orders.put(order);
      return invoices.put({
        ...terms,
        id: invoiceId,
        createdAt: now,
        expiresAt: now + outside.scaled(LIFE_MS),
        price: made.reduce((sum, { price }) => sum + price, 0),
        paid: false,
        paidAt: null,
        orderIds: made.map(({ id }) => id),
      });
    },
    pay(invoice) {
      move(-invoice.price);
      invoices.put({ ...invoice, paid: true, paidAt: outside.now() });
    },
    save: (order) => void orders.put(order),
    deliver(order) {
      const creditId = credit(order);
      const iccid = order.productId.startsWith("bitrefill-esim-") ? (order.esimId ?? newIccid()) : null;
      if (iccid) esims.put({ id: iccid, orderIds: [...(esims.get(iccid)?.orderIds ?? []), order.id] });
      orders.put({ ...order, status: "delivered", deliveredAt: outside.now(), due: null, creditId, iccid });
    },
    giveBack(order, status) {
      if (order.creditId) outside.witness.reverse(order.creditId);
      move(order.price);
      orders.put({ ...order, status, due: null });
    },
  };
}

function newOrder(item: CartItem, { invoiceId, now }: { invoiceId: string; now: number }): Order {
  return {
    id: randomBytes(12).toString("hex"),
    invoiceId,
    productId: item.product.id,
    value: item.value,
    face: item.amount === null ? null : { amount: item.amount, currency: item.product.currency },
    price: item.price,
    recipient: item.recipient,
    esimId: item.esimId,
    status: "created",
    createdAt: now,
    deliveredAt: null,
    due: null,
    share: 100,
    reversible: false,
    creditId: null,
    iccid: null,
  };
}

/** 20 digits that begin as an ICCID does. */
const newIccid = (): string => `8944500${String(randomBytes(6).readUIntBE(0, 6) % 1e12).padStart(12, "0")}`;

function createCrediting(outside: Outside, settings: BitrefillSettings) {
  const micros = 10 ** (6 - currencyPlaces(settings.currency));
  return (order: Order): string => {
    const { productCurrency, minor } = faceOf(order);
    const cost = { micros: order.price * micros, currency: settings.currency };
    return outside.witness.credit({
      provider: "bitrefill",
      reference: null,
      providerReference: order.invoiceId,
      number: order.recipient ?? order.esimId ?? "",
      product: order.productId,
      amount: productCurrency
        ? { minor, currency: productCurrency }
        : { minor: order.price, currency: settings.currency },
      cost,
    }).id;
  };
}

/** What arrives; a value that is no amount (an eSIM plan) is worth its price. */
function faceOf({ face, share }: Order) {
  if (!face) return { productCurrency: undefined, minor: 0 };
  const whole = Math.round(face.amount * 10 ** currencyPlaces(face.currency));
  return { productCurrency: face.currency, minor: Math.floor((whole * share) / 100) };
}
