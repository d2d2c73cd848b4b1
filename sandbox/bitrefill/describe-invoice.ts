import { createHash } from "node:crypto";
import type { BitrefillProduct } from "./bitrefill-product";
import type { EsimRow, Invoice, Order } from "./invoice";
import type { Books } from "./open-books";
import type { Catalogue } from "./open-catalogue";
import { showRate } from "./price-amount";
import { wireTime } from "./reply-with";

const USER = { id: "66f0aa11bb22cc33dd44ee55", email: "ops@shop.example" };
const HREF = "https://api-bitrefill.com/v2";

/** As captured: no `type`; `image` is a slug. */
export function describeProduct(product: BitrefillProduct, withPackages = true): Record<string, unknown> {
  const { id, name, country, countryName, currency, category, recipient, range, coverage } = product;
  const packages = product.packages.map(({ value, amount, price }) => ({
    id: `${id}<&>${value}`,
    value,
    price,
    ...(amount === null ? {} : { amount }),
  }));
  return {
    id,
    name,
    country_code: country,
    country_name: countryName,
    currency,
    categories: [category],
    created_time: "2024-03-05T08:00:00.000Z",
    recipient_type: recipient,
    image: id,
    in_stock: product.inStock,
    ...(withPackages && packages.length > 0 ? { packages } : {}),
    ...(withPackages && range ? { range: { ...range, price_rate: showRate(product.rate) } } : {}),
    ...(coverage ? { coverage } : {}),
  };
}

interface Shown {
  books: Books;
  catalogue: Catalogue;
  currency: string;
}

const productOf = ({ productId, value }: Order, catalogue: Catalogue) => {
  const product = catalogue.byId(productId);
  return { id: productId, name: product?.name, value, currency: product?.currency, image: productId };
};

/** Delivery words of the invoice; `not_delivered` also while nothing is known yet. */
function deliveryOf(orders: Order[]): string {
  const delivered = orders.filter(({ status }) => status === "delivered").length;
  if (delivered === 0) return "not_delivered";
  return delivered === orders.length ? "all_delivered" : "partial_delivery";
}

export function describeInvoice(invoice: Invoice, shown: Shown): Record<string, unknown> {
  const { books, catalogue, currency } = shown;
  const orders = books.ordersOf(invoice);
  const ended = invoice.paid && orders.every(({ status }) => status !== "created" && status !== "settling");
  const times = orders.flatMap(({ deliveredAt }) => deliveredAt ?? []);
  return {
    id: invoice.id,
    created_time: wireTime(invoice.createdAt),
    ...(ended && times.length > 0 ? { completed_time: wireTime(Math.max(...times)) } : {}),
    expires_time: wireTime(invoice.expiresAt),
    status: deliveryOf(orders),
    user: USER,
    payment: {
      method: invoice.method,
      currency,
      price: invoice.price,
      status: invoice.paid ? "payment_confirmed" : "unpaid",
      commission: 0,
      ...(invoice.method === "balance" ? {} : { address: addressOf(invoice) }),
    },
    orders: orders.map((order) => ({
      id: order.id,
      status: order.status,
      product: { ...productOf(order, catalogue), _href: `${HREF}/products/${order.productId}` },
      created_time: wireTime(order.createdAt),
      delivered_time: wireTime(order.deliveredAt),
      commission: 0,
    })),
  };
}

const addressOf = ({ id, method }: Invoice): string =>
  `${method}-${createHash("sha256").update(id).digest("hex").slice(0, 34)}`;

/** `redemption_info` is absent until delivered. */
export function describeOrder(order: Order, { catalogue }: Shown): Record<string, unknown> {
  const product = catalogue.byId(order.productId);
  const info = order.status === "delivered" && product ? redemptionOf(order, product) : undefined;
  return {
    id: order.id,
    status: order.status,
    product: productOf(order, catalogue),
    created_time: wireTime(order.createdAt),
    delivered_time: wireTime(order.deliveredAt),
    commission: 0,
    user: USER,
    invoice: { id: order.invoiceId, _href: `${HREF}/invoices/${order.invoiceId}` },
    ...(order.recipient && product?.recipient === "phone_number" ? { phone_number: order.recipient } : {}),
    ...(info ? { redemption_info: info } : {}),
  };
}

const digitsOf = (text: string, length: number): string => {
  const hex = createHash("sha256").update(text).digest("hex").slice(0, 15);
  return String(Number.parseInt(hex, 16)).padStart(length, "7").slice(0, length);
};

function redemptionOf(order: Order, product: BitrefillProduct): Record<string, unknown> | undefined {
  const code = digitsOf(`code ${order.id}`, 16);
  if (product.type === "esim") {
    if (order.esimId) return { instructions: "The plan was added to your eSIM." };
    const activation = `LPA:1$smdp.example$${code.slice(0, 4)}-${code.slice(4, 12)}`;
    return {
      barcode_format: "QRCODE",
      barcode_value: activation,
      instructions: "Scan the code with the phone that will use it.",
      extra_fields: { iccid: order.iccid },
    };
  }
  if (product.type === "bill_payment")
    return { other: `Receipt ${digitsOf(`receipt ${order.id}`, 10)}`, extra_fields: {} };
  if (product.id.startsWith("test-gift-card-link"))
    return { link: `https://cards.example/${order.id}`, pin: digitsOf(`pin ${order.id}`, 4) };
  if (product.recipient === "phone_number") return undefined;
  const instructions =
    product.type === "phone_refill" ? "Dial *123*code# and press call." : "Enter the code at the checkout.";
  return { code, instructions, extra_fields: {} };
}

/** Every plan that was put on an eSIM; the sandbox's are never used up. */
export function describeEsim(esim: EsimRow, { books }: Shown): Record<string, unknown> {
  const history = esim.orderIds.flatMap((id) => books.order(id) ?? []);
  return {
    id: esim.id,
    package_history: history.map(({ value }) => {
      const gigabytes = Number(/^(\d+)GB/.exec(value)?.[1] ?? 1);
      return { status: "active", remaining_quantity: gigabytes * 1_000_000_000 };
    }),
  };
}
