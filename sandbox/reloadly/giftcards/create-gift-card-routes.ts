import type { Outside, Route, SandboxReply, SandboxRequest } from "../../outside";
import { failAt } from "../create-catalogue-routes";
import { guardRequests, type Guard } from "../guard-requests";
import { openSales, type Sales } from "../open-sales";
import type { Wallet } from "../open-wallet";
import { pageOf, readPageWish } from "../page-of";
import { readFilterTime } from "../read-filter-time";
import type { ReloadlySettings } from "../read-settings";
import { replyJson, toJson } from "../reply-with";
import type { Sale } from "../sale";
import { createSelling } from "../sell-item";
import { settleSales } from "../settle-sales";
import { wireErrors } from "../wire-errors";
import { exact, multiply, readExact, toText } from "../../exact-decimal";
import { deriveGiftCards } from "./derive-gift-cards";
import { describeCards, describeGiftCard, describeOrder } from "./describe-gift-card";
import { CATEGORIES, type GiftCardProduct } from "./gift-card-product";
import { readGiftCardOrder } from "./read-gift-card-order";

const TOPIC = "giftcard_transaction.status";
const USUAL_WAIT = 700;
/** Virtual cards pass through PROCESSING. */
const SLOW = { status: "PROCESSING", next: { after: 1_000, step: "deliver" } } as const;
const asIs = (text: string): string => text;

interface Parts {
  outside: Outside;
  guard: Guard;
  wallet: Wallet;
  products: GiftCardProduct[];
  find(id: number): GiftCardProduct | undefined;
  sales: Sales;
  settings: ReloadlySettings;
}

let derived: GiftCardProduct[] | undefined;

/** Gift cards: products, orders, their codes and reports. */
export function createGiftCardRoutes(input: {
  outside: Outside;
  settings: ReloadlySettings;
  wallet: Wallet;
}): Route[] {
  const { outside, settings, wallet } = input;
  const guard = guardRequests("giftcards", { outside, settings });
  const products = (derived ??= deriveGiftCards());
  const byId = new Map(products.map((product) => [product.id, product]));
  const sales = openSales(outside, { collection: "reloadly-gift-cards", firstId: 880_000, wallet });
  const parts: Parts = { outside, guard, wallet, products, find: (id) => byId.get(id), sales, settings };
  return [...productRoutes(parts), ...pricingRoutes(parts), ...orderRoutes(parts), ...reportRoutes(parts)];
}

function productRoutes({ outside, guard, products, find, wallet }: Parts): Route[] {
  const fail = failAt(outside);
  const texts = new Map<number, string>();
  const text = (product: GiftCardProduct): string => {
    const built = texts.get(product.id) ?? toJson(describeGiftCard(product));
    texts.set(product.id, built);
    return built;
  };
  const wanted = (query: URLSearchParams): GiftCardProduct[] => {
    const name = query.get("productName")?.toLowerCase();
    const country = query.get("countryCode")?.toUpperCase();
    const category = query.get("productCategoryId");
    return products.filter(
      (product) =>
        (!name || product.name.toLowerCase().includes(name)) &&
        (!country || product.country === country) &&
        (!category || product.category.id === Number(category)) &&
        (query.get("includeRange") !== "false" || !product.range) &&
        (query.get("includeFixed") !== "false" || product.range !== undefined),
    );
  };
  const of = (request: SandboxRequest, answer: (product: GiftCardProduct) => SandboxReply): SandboxReply => {
    const product = find(Number(request.params["productId"]));
    return product ? answer(product) : fail(request, wireErrors.productGone);
  };
  const instruction = (product: GiftCardProduct) => ({
    brandId: product.brand.id,
    brandName: product.brand.name,
    ...(describeGiftCard(product)["redeemInstruction"] as object),
  });
  return [
    { method: "GET", path: "/accounts/balance", handle: guard(() => replyJson(toJson(wallet.describe()))) },
    { method: "GET", path: "/product-categories", handle: guard(() => ({ json: CATEGORIES })) },
    {
      method: "GET",
      path: "/products",
      handle: guard(({ query }) =>
        replyJson(pageOf(wanted(query), readPageWish(query, { size: 200, cap: 200 }), text)),
      ),
    },
    {
      method: "GET",
      path: "/products/:productId",
      handle: guard((request) => of(request, (product) => replyJson(text(product)))),
    },
    {
      method: "GET",
      path: "/countries/:iso/products",
      handle: guard(({ params }) => {
        const rows = products.filter(({ country }) => country === params["iso"]?.toUpperCase());
        return replyJson(`[${rows.map(text).join(",")}]`);
      }),
    },
    {
      method: "GET",
      path: "/products/:productId/redeem-instructions",
      handle: guard((request) => of(request, (product) => ({ json: instruction(product) }))),
    },
  ];
}

function pricingRoutes({ outside, guard, products, find }: Parts): Route[] {
  const fail = failAt(outside);
  const discount = (product: GiftCardProduct): string =>
    `{"product":${JSON.stringify({
      productId: product.id,
      productName: product.name,
      countryCode: product.country,
      global: false,
    })},"discountPercentage":${product.discountPercent}}`;
  return [
    {
      method: "GET",
      path: "/discounts",
      handle: guard(({ query }) =>
        replyJson(pageOf(products, readPageWish(query, { size: 200, cap: 200 }), discount)),
      ),
    },
    {
      method: "GET",
      path: "/products/:productId/discounts",
      handle: guard((request) => {
        const product = find(Number(request.params["productId"]));
        return product ? replyJson(discount(product)) : fail(request, wireErrors.productGone);
      }),
    },
    {
      method: "GET",
      path: "/fx-rate",
      handle: guard((request) => {
        const { query } = request;
        const amount = readExact(query.get("amount") ?? "");
        const product = products.find(({ currency }) => currency === query.get("currencyCode"));
        if (!amount || !product)
          return fail(request, wireErrors.badInput("currencyCode and amount are required"));
        return replyJson(
          toJson({
            senderCurrency: "USD",
            senderAmount: { literal: toText(multiply(amount, exact(product.rate)), 5) },
            recipientCurrency: product.currency,
            recipientAmount: { literal: toText(amount, 2) },
          }),
        );
      }),
    },
  ];
}

function orderRoutes({ outside, guard, find, sales, settings }: Parts): Route[] {
  const fail = failAt(outside);
  const describe = (sale: Sale) => describeOrder(sale, find(sale.itemId));
  const tell = (sale: Sale): void =>
    outside.deliverWebhook({
      provider: "reloadly",
      id: `reloadly-gift-card-${sale.id}-${sale.status}`,
      topic: TOPIC,
      body: toJson({ type: TOPIC, data: describe(sale) }),
    });
  const shop = {
    outside,
    sales,
    settle: settleSales(outside, sales, tell),
    errors: {
      poor: wireErrors.insufficientBalance,
      used: wireErrors.identifierUsed,
      gone: wireErrors.outOfStock,
    },
    describe,
    waitMs: () => settings.waitMs ?? USUAL_WAIT,
  };
  const sell = createSelling(shop);
  const sellSlow = createSelling({ ...shop, pending: SLOW });
  return [
    {
      method: "POST",
      path: "/orders",
      handle: guard((request) => {
        const draft = readGiftCardOrder(request.json(), find);
        if ("errorCode" in draft) return fail(request, draft);
        return (find(draft.itemId)?.slow ? sellSlow : sell)(request, draft);
      }),
    },
    {
      method: "GET",
      path: "/orders/transactions/:transactionId/cards",
      handle: guard((request) => {
        const sale = sales.find(request.params["transactionId"] ?? "");
        if (sale?.status !== "SUCCESSFUL") return fail(request, wireErrors.transactionUnknown);
        const second = (request.headers["accept"] ?? "").includes("giftcards-v2");
        return replyJson(toJson(describeCards(sale, find(sale.itemId), second)));
      }, "v2"),
    },
  ];
}

function reportRoutes({ outside, guard, find, sales }: Parts): Route[] {
  const fail = failAt(outside);
  const text = (sale: Sale): string => toJson(describeOrder(sale, find(sale.itemId)));
  const wanted = (query: URLSearchParams): Sale[] => {
    const identifier = query.get("customIdentifier");
    const from = readFilterTime(query.get("startDate")) ?? -Infinity;
    const to = readFilterTime(query.get("endDate")) ?? Infinity;
    const rows = identifier ? sales.withReference(identifier) : sales.all();
    return rows.filter(
      ({ createdAt, status, itemId }) =>
        createdAt >= from &&
        createdAt <= to &&
        (!query.get("status") || status === query.get("status")) &&
        (!query.get("productId") || itemId === Number(query.get("productId"))),
    );
  };
  return [
    {
      method: "GET",
      path: "/reports/transactions",
      handle: guard(({ query }) =>
        replyJson(pageOf(wanted(query).map(text), readPageWish(query, { size: 50, cap: 50 }), asIs)),
      ),
    },
    {
      method: "GET",
      path: "/reports/transactions/:transactionId",
      handle: guard((request) => {
        const sale = sales.find(request.params["transactionId"] ?? "");
        return sale ? replyJson(text(sale)) : fail(request, wireErrors.reportUnknown);
      }),
    },
  ];
}
