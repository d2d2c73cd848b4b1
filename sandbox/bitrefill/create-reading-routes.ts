import type { Route, SandboxReply, SandboxRequest } from "../outside";
import { readWorld, type WorldOperator } from "../world/read-world";
import type { BitrefillProduct } from "./bitrefill-product";
import type { RouteParts } from "./create-invoice-routes";
import { describeEsim, describeOrder, describeProduct } from "./describe-invoice";
import { LIMITS } from "./guard-requests";
import type { PhoneShape } from "./read-settings";
import { readPhone } from "./read-phone";
import { readPeriod, replyData, replyError, replyPage } from "./reply-with";
import { wireErrors } from "./wire-errors";

/** Products, the operator of a number, orders, eSIMs, the balance. */
export function createReadingRoutes(parts: RouteParts): Route[] {
  return [...productRoutes(parts), ...orderRoutes(parts), ...accountRoutes(parts)];
}

function productRoutes({ catalogue, guard }: RouteParts): Route[] {
  const wants = (request: SandboxRequest) => {
    const { query } = request;
    const [country, type, category] = ["country", "type", "category"].map((name) => query.get(name));
    const tests = query.get("include_test_products") === "true";
    return (product: BitrefillProduct): boolean =>
      (tests || !product.test) &&
      (!country || product.country === country.toUpperCase()) &&
      (!type || product.type === type) &&
      (!category || product.category.toLowerCase() === category.toLowerCase());
  };
  const isEsim = ({ type }: BitrefillProduct): boolean => type === "esim";
  const show = (product: BitrefillProduct) => describeProduct(product);

  const list = (request: SandboxRequest): SandboxReply =>
    replyPage(request, catalogue.all.filter(wants(request)), show);
  const search = (request: SandboxRequest): SandboxReply => {
    const wanted = request.query.get("q") ?? "";
    if (wanted === "") return replyError(request, wireErrors.missing("q"));
    if (wanted.length > 100) return replyError(request, wireErrors.invalid("q"));
    const tests = request.query.get("include_test_products") === "true";
    const rows = catalogue.all.filter(
      ({ name, test }) => (tests || !test) && name.toLowerCase().includes(wanted.toLowerCase()),
    );
    return replyPage(request, rows, show);
  };
  const one =
    (fits: (product: BitrefillProduct) => boolean) =>
    (request: SandboxRequest): SandboxReply => {
      const product = catalogue.byId(request.params["id"] ?? "");
      return product && fits(product)
        ? replyData(request, show(product))
        : replyError(request, wireErrors.productMissing);
    };

  const at = (handle: (request: SandboxRequest) => SandboxReply) =>
    guard("products", LIMITS.products, handle);
  return [
    { method: "GET", path: "/products", handle: at(list) },
    { method: "GET", path: "/products/search", handle: at(search) },
    {
      method: "GET",
      path: "/products/esims",
      handle: at((request) => replyPage(request, catalogue.all.filter(isEsim), show)),
    },
    { method: "GET", path: "/products/esims/:id", handle: at(one(isEsim)) },
    { method: "GET", path: "/products/:id", handle: at(one(() => true)) },
  ];
}

function orderRoutes({ books, catalogue, settings, guard }: RouteParts): Route[] {
  const shown = { books, catalogue, currency: settings.currency };
  const read = (request: SandboxRequest): SandboxReply => {
    const order = books.order(request.params["id"] ?? "");
    if (!order) return replyError(request, wireErrors.orderUnknown);
    return replyData(request, describeOrder(order, shown), { id: order.id });
  };
  const list = (request: SandboxRequest): SandboxReply => {
    const period = readPeriod(request.query);
    if (!period) return replyError(request, wireErrors.invalid("after or before"));
    const rows = books
      .orders()
      .filter(({ createdAt }) => createdAt >= period.after && createdAt < period.before);
    return replyPage(request, rows, (order) => describeOrder(order, shown));
  };
  const esim = (request: SandboxRequest): SandboxReply => {
    const row = books.esim(request.params["id"] ?? "");
    return row ? replyData(request, describeEsim(row, shown)) : replyError(request, wireErrors.esimUnknown);
  };
  return [
    { method: "GET", path: "/orders", handle: guard("orders", LIMITS.lists, list) },
    { method: "GET", path: "/orders/:id", handle: guard("order", LIMITS.others, read) },
    { method: "GET", path: "/orders/:id/unseal", handle: guard("order", LIMITS.others, read) },
    {
      method: "GET",
      path: "/esims",
      handle: guard("esim-list", LIMITS.others, (request) =>
        replyPage(request, books.esims(), (row) => describeEsim(row, shown)),
      ),
    },
    { method: "GET", path: "/esims/:id", handle: guard("esim", LIMITS.others, esim) },
  ];
}

function accountRoutes(parts: RouteParts): Route[] {
  const { outside, books, settings, guard } = parts;
  const check = createPhoneCheck(parts);
  return [
    {
      method: "GET",
      path: "/ping",
      handle: guard("ping", LIMITS.ping, (request) => ({
        json: { meta: { _endpoint: request.path }, message: "pong" },
      })),
    },
    {
      method: "GET",
      path: "/accounts/balance",
      handle: guard("balance", LIMITS.others, (request) =>
        replyData(request, { balance: books.balance(), currency: settings.currency }),
      ),
    },
    {
      method: "GET",
      path: "/check_phone_number",
      handle: guard("phone", LIMITS.others, (request) => ({
        ...check(request),
        delayMs: outside.scaled(0) + (request.fault?.delayMs ?? 0),
      })),
    },
  ];
}

/** Goes by number range; only 0013 makes it name another network of the country, one that is sold. */
function createPhoneCheck({ outside, catalogue, settings }: RouteParts) {
  const world = readWorld();
  const isSold = ({ key }: WorldOperator) => catalogue.ofNetwork(key).length > 0;
  return (request: SandboxRequest): SandboxReply => {
    const phone = readPhone(request.query.get("phone_number"));
    if (!phone) return replyError(request, wireErrors.phone);
    const digits = phone.e164.slice(1);
    const scenario = request.fault?.scenario ?? outside.scenarioOf(phone.e164);
    const network =
      scenario === "0013"
        ? world.anotherOperator(digits, phone.country, isSold)
        : world.rangeHolder(digits, phone.country);
    const wanted = request.query.get("operator");
    const found = network && scenario !== "0004" ? catalogue.ofNetwork(network.key) : [];
    const products = found.filter(({ id }) => !wanted || id === wanted);
    const [first] = products;
    if (!first) return replyError(request, wireErrors.noOperator);
    return replyFound(request, { products, first, shape: settings.phoneShape, e164: phone.e164 });
  };
}

interface Found {
  products: BitrefillProduct[];
  first: BitrefillProduct;
  shape: PhoneShape;
  e164: string;
}

function replyFound(request: SandboxRequest, { products, first, shape, e164 }: Found): SandboxReply {
  const bare = (product: BitrefillProduct) => describeProduct(product, false);
  if (shape === "array") return replyData(request, products.map(bare));
  if (shape === "operators")
    return {
      json: { data: { phone_number: e164, operators: products.map(({ id, name }) => ({ id, name })) } },
    };
  const meta = { phone_number: e164, operator: first.id, _endpoint: request.path };
  return { json: { meta, data: bare(first), operator_found: true } };
}
