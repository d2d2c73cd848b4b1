import type { Outside, Route, SandboxReply, SandboxRequest } from "../outside";
import type { TelecomProduct } from "./catalogue-types";
import type { Guard } from "./guard-requests";
import { OPERATION_OF, type Catalogue } from "./open-catalogue";
import { describeWallet, type Wallet } from "./open-wallet";
import { pageOf } from "./page-of";
import { readNumber } from "./read-number";
import { readSubscriber } from "./read-subscriber";
import { refuse, wireErrors } from "./refuse";

export interface CatalogueParts {
  outside: Outside;
  catalogue: Catalogue;
  guard: Guard;
  wallet: Wallet;
}

/** Look-up, product lists, product details, balance. */
export function createCatalogueRoutes({ outside, catalogue, guard, wallet }: CatalogueParts): Route[] {
  const lookUp = (request: SandboxRequest): SandboxReply => {
    const { phone }: { phone?: unknown } = bodyOf(request);
    const number = readNumber(phone);
    if (!number) return refuse(wireErrors.badPhone);
    const scenario = request.fault?.scenario;
    const found = readSubscriber(number, { outside, catalogue, ...(scenario ? { scenario } : {}) });
    if (!found) return refuse(wireErrors.noOperator);
    const { operator, type, supports } = found;
    return {
      json: {
        operator_id: operator.id,
        operator_name: operator.name,
        country: operator.country,
        type,
        supports,
      },
      delayMs: request.fault?.delayMs,
    };
  };

  const list = ({ query }: SandboxRequest): SandboxReply => {
    const type = query.get("type");
    const operatorId = query.get("operator_id");
    if (type !== null && !(type in OPERATION_OF)) return refuse(wireErrors.badRequest("type is not known"));
    if (operatorId !== null && !catalogue.operator(operatorId)) return refuse(wireErrors.noOperator);
    const rows = operatorId === null ? catalogue.products : catalogue.productsOf(operatorId);
    return pageOf(type === null ? rows : rows.filter((row) => row.type === type), query, describeProduct);
  };

  const details = ({ params }: SandboxRequest): SandboxReply => {
    const product = catalogue.product(params["id"] ?? "");
    if (!product) return refuse(wireErrors.noProduct);
    return { json: { ...describeProduct(product), terms: product.terms } };
  };

  return [
    { method: "POST", path: "/telecom/lookup", handle: guard(lookUp) },
    { method: "GET", path: "/telecom/products", handle: guard(list) },
    { method: "GET", path: "/telecom/products/:id", handle: guard(details) },
    { method: "GET", path: "/balance", handle: guard(() => ({ json: describeWallet(wallet) })) },
  ];
}

function bodyOf(request: SandboxRequest): object {
  const body = request.json();
  return typeof body === "object" && body !== null ? body : {};
}

const dollars = (cents: number) => ({ amount: cents / 100, currency: "USD" });

/** `credit` of a range is what one unit of the range's currency brings. */
function creditOf({ range, credit, operator }: TelecomProduct): Record<string, unknown> | null {
  if (range) return { amount: operator.rateMicros / 1_000_000, currency: operator.currency };
  return credit === null ? null : { amount: credit, currency: operator.currency };
}

function describeProduct(product: TelecomProduct): Record<string, unknown> {
  const { operator, range, price } = product;
  return {
    id: product.id,
    operator_id: operator.id,
    operator_name: operator.name,
    country: operator.country,
    type: product.type,
    name: product.name,
    description: product.description,
    amount_type: range ? "range" : "fixed",
    price: price === null ? null : dollars(price),
    range: range && { min: range.min / 100, max: range.max / 100, currency: "USD" },
    credit: creditOf(product),
    benefits: product.benefits,
    validity_days: product.validityDays,
    period: product.period,
  };
}
