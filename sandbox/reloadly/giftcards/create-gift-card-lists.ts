import type { Outside, Route, SandboxReply, SandboxRequest } from "../../outside";
import { exact, multiply, readExact, toText } from "../../exact-decimal";
import { failAt } from "../create-catalogue-routes";
import type { Guard } from "../guard-requests";
import type { Wallet } from "../open-wallet";
import { pageOf, readPageWish } from "../page-of";
import { replyJson, toJson } from "../reply-with";
import { wireErrors } from "../wire-errors";
import { describeGiftCard } from "./describe-gift-card";
import { CATEGORIES, type GiftCardProduct } from "./gift-card-product";

export interface GiftCardParts {
  outside: Outside;
  guard: Guard;
  wallet: Wallet;
  products: GiftCardProduct[];
  find(id: number): GiftCardProduct | undefined;
}

/** What can be read without an order: balance, products, how to redeem, discounts and rates. */
export function createGiftCardLists(parts: GiftCardParts): Route[] {
  return [...productRoutes(parts), ...pricingRoutes(parts)];
}

function productRoutes({ outside, guard, products, find, wallet }: GiftCardParts): Route[] {
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

function pricingRoutes({ outside, guard, products, find }: GiftCardParts): Route[] {
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
