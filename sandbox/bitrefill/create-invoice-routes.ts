import type { Route, SandboxReply, SandboxRequest } from "../outside";
import { chanceBy } from "../world/hash-text";
import { describeInvoice } from "./describe-invoice";
import { LIMITS, type Guard } from "./guard-requests";
import type { Invoice } from "./invoice";
import { PAYMENT_METHODS } from "./payment-methods";
import { createRefusals, planPayment, type PayPlan } from "./plan-scenario";
import { readCart, type CartItem } from "./read-cart";
import { readPeriod, replyData, replyError, replyPage, type WireError } from "./reply-with";
import type { Settle, Shop } from "./settle-orders";
import { wireErrors } from "./wire-errors";

export interface RouteParts extends Shop {
  guard: Guard;
  settle: Settle;
}

/** Creating, paying and reading invoices. Creating buys nothing unless `auto_pay` asks for it. */
export function createInvoiceRoutes(parts: RouteParts): Route[] {
  const { outside, books, guard } = parts;
  const show = showWith(parts);
  const pay = createPaying(parts);
  const create = createCreating(parts, pay);

  const payAsked = (request: SandboxRequest): SandboxReply => {
    const invoice = books.invoice(request.params["id"] ?? "");
    const payable =
      invoice && !invoice.paid && invoice.method === "balance" && outside.now() < invoice.expiresAt;
    return payable ? pay(request, invoice) : replyError(request, wireErrors.notPayable);
  };
  const read = (request: SandboxRequest): SandboxReply => {
    const invoice = books.invoice(request.params["id"] ?? "");
    return invoice ? replyData(request, show(invoice)) : replyError(request, wireErrors.invoiceUnknown);
  };
  const list = (request: SandboxRequest): SandboxReply => {
    const period = readPeriod(request.query);
    if (!period) return replyError(request, wireErrors.invalid("after or before"));
    const rows = books
      .invoices()
      .filter(({ createdAt }) => createdAt >= period.after && createdAt < period.before);
    return replyPage(request, rows, show);
  };

  const at = (bucket: string, handle: (request: SandboxRequest) => SandboxReply) =>
    guard(bucket, LIMITS.others, handle);
  const forRest = create(({ product }) => product.type !== "esim");
  const forEsims = create(({ product }) => product.type === "esim");
  return [
    { method: "POST", path: "/invoices", handle: at("create", forRest) },
    { method: "POST", path: "/esims", handle: at("esims", forEsims) },
    { method: "POST", path: "/invoices/:id/pay", handle: at("pay", payAsked) },
    { method: "GET", path: "/invoices/:id", handle: at("invoice", read) },
    { method: "GET", path: "/invoices", handle: guard("invoices", LIMITS.lists, list) },
  ];
}

const showWith =
  ({ books, catalogue, settings }: RouteParts) =>
  (invoice: Invoice) =>
    describeInvoice(invoice, { books, catalogue, currency: settings.currency });

type Pay = (request: SandboxRequest, invoice: Invoice) => SandboxReply;

function createCreating(parts: RouteParts, pay: Pay) {
  const { outside, books, catalogue } = parts;
  const refuse = createRefusals(outside);
  const show = showWith(parts);
  return (accepts: (item: CartItem) => boolean) =>
    (request: SandboxRequest): SandboxReply => {
      const wish = readWish(request.json());
      if ("message" in wish) return replyError(request, wish);
      const cart = readCart(wish.products, catalogue, (iccid) => books.esim(iccid) !== undefined);
      if ("message" in cart) return replyError(request, cart);
      const stranger = cart.find((item) => !accepts(item));
      if (stranger) return replyError(request, wireErrors.productUnknown(stranger.product.id));
      for (const item of cart) {
        const scenario = request.fault?.scenario ?? outside.scenarioOf(item.recipient ?? "");
        const refusal = refuse(scenario, item);
        if (refusal) return replyError(request, refusal);
      }
      const price = cart.reduce((sum, item) => sum + item.price * item.quantity, 0);
      if (wish.autoPay && price > books.balance()) return replyError(request, wireErrors.balanceLow);
      const { method, webhookUrl } = wish;
      const invoice = books.create(cart, { method, webhookUrl, scenario: request.fault?.scenario ?? null });
      return wish.autoPay ? pay(request, invoice) : replyData(request, show(invoice));
    };
}

function createPaying(parts: RouteParts): Pay {
  const { outside, books, catalogue, settle } = parts;
  const show = showWith(parts);
  const isAirtime = (productId: string): boolean =>
    catalogue.byId(productId)?.category.toLowerCase() === "refill";
  const finish = (request: SandboxRequest, reply: SandboxReply, answer: PayPlan["answer"]): SandboxReply => ({
    ...(answer.error ? replyError(request, answer.error) : reply),
    ending: answer.ending,
    delayMs: outside.scaled(answer.lateBy ?? 0) + (request.fault?.delayMs ?? 0),
  });

  return (request, asked) => {
    const orders = books.ordersOf(asked);
    const invoice = { ...asked, price: priceNow(asked) };
    const plans = orders.map(({ recipient, productId }) => {
      const injected = request.fault?.scenario ?? asked.scenario ?? undefined;
      return planPayment(injected ?? outside.scenarioOf(recipient ?? ""), isAirtime(productId));
    });
    const [first] = plans;
    if (!first || first.lost) return { ending: "drop" };
    if (first.broke || invoice.price > books.balance()) return replyError(request, wireErrors.noFunds);
    books.pay(invoice);
    // The answer is as captured: confirmed, while its orders are still `created`.
    const answer = replyData(request, show(books.invoice(invoice.id) ?? invoice));
    orders.forEach((order, index) => {
      const moved = index === 0 ? invoice.price - asked.price : 0;
      settle.start({ ...order, price: order.price + moved }, plans[index] ?? first);
    });
    return finish(request, answer, first.answer);
  };
}

/** The price can move a little between creation and payment. */
const priceNow = ({ id, price }: Invoice): number =>
  price > 1000 && chanceBy(`moved ${id}`, 10) ? price + Math.ceil(price / 1000) : price;

interface Wish {
  products: unknown;
  method: string;
  autoPay: boolean;
  webhookUrl: string | null;
}

function readWish(body: unknown): Wish | WireError {
  if (typeof body !== "object" || body === null || Array.isArray(body)) return wireErrors.parse;
  const fields = body as Record<string, unknown>;
  const method = fields["payment_method"];
  if (method === undefined) return wireErrors.missing("payment_method");
  if (typeof method !== "string" || !PAYMENT_METHODS.has(method)) return wireErrors.method;
  const autoPay = fields["auto_pay"] === true;
  if (autoPay && method !== "balance") return wireErrors.invalid("auto_pay");
  const url = fields["webhook_url"] ?? null;
  if (url !== null && (typeof url !== "string" || !/^https?:\/\//.test(url) || !URL.canParse(url)))
    return wireErrors.invalid("webhook_url");
  return { products: fields["products"], method, autoPay, webhookUrl: url };
}
