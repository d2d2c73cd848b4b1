import type { Outside, Route, SandboxRequest } from "../outside";
import type { WorldCountry } from "../world/read-world";
import { offeredTo } from "./offered-to";
import { describeOperator, describeProduct, categoryId, exchangeRateOf } from "./describe-sku";
import { diallingOf } from "./dialling-of";
import type { Guard } from "./guard-requests";
import type { Catalogue } from "./open-catalogue";
import { replyCode, replyText, replyWith } from "./reply-with";
import { listErrors } from "./response-codes";
import type { Product, Sku } from "./valuetopup-sku";

export interface HostParts {
  outside: Outside;
  catalogue: Catalogue;
  guard: Guard;
}

const LARGEST_PAGE = 100;

/** Countries, operators, products, SKUs, gift cards, rates, errors and bundles. */
export function createCatalogueRoutes(parts: HostParts): Route[] {
  return [...placeRoutes(parts), ...skuRoutes(parts), ...giftCardRoutes(parts)];
}

/** A filter of the query: a product passes when the filter is not given or fits. */
function passes(query: URLSearchParams): (product: Product) => boolean {
  const wanted = (name: string) => query.get(name) || undefined;
  const country = wanted("countryCode")?.toUpperCase();
  const [operator, category, id] = ["operatorId", "categoryId", "productId"].map(wanted);
  return (product) =>
    (country === undefined || product.country === country) &&
    (operator === undefined || product.operatorId === Number(operator)) &&
    (category === undefined || categoryId(product) === Number(category)) &&
    (id === undefined || product.productId === Number(id));
}

function placeRoutes({ catalogue, guard }: HostParts): Route[] {
  const countries = JSON.stringify(catalogue.countries.map(describeCountry));
  return [
    { method: "GET", path: "/catalog/countries", handle: guard(() => replyText(countries)) },
    {
      method: "GET",
      path: "/catalog/operators",
      handle: guard(({ query }) => {
        const found = catalogue.products.filter(passes(query));
        const once = new Map(found.map((product) => [product.operatorId, describeOperator(product)]));
        return replyWith([...once.values()]);
      }),
    },
    {
      method: "GET",
      path: "/catalog/getproducts",
      handle: guard(({ query }) => replyWith(catalogue.products.filter(passes(query)).map(describeProduct))),
    },
    { method: "GET", path: "/catalog/errors", handle: guard(() => replyWith(listErrors())) },
  ];
}

function describeCountry(country: WorldCountry): Record<string, unknown> {
  const { codes, length } = diallingOf(country);
  const [code = ""] = codes;
  const areas = codes.length > 1 ? codes.map((one) => one.slice(1)).join(",") : "";
  return {
    countryCode: country.iso,
    countryName: country.name,
    region: country.continent,
    internationalCountryCode: areas ? "1" : code,
    areaCodes: areas,
    numberLength: String(length),
  };
}

function skuRoutes({ catalogue, guard }: HostParts): Route[] {
  const isCard = (sku: Sku) => sku.product.category === "GiftCard";
  const listed = catalogue.skus.filter((sku) => !isCard(sku));
  const textsOf = (skus: Sku[], request: SandboxRequest) =>
    replyText(`[${skus.map((sku) => catalogue.text(sku, request.headers["accept-language"])).join(",")}]`);
  return [
    {
      method: "GET",
      path: "/catalog/skus",
      handle: guard((request) => {
        const { query } = request;
        const one = query.get("skuId");
        const wanted = passes(new URLSearchParams({ productId: query.get("productId") ?? "" }));
        return textsOf(
          listed.filter((sku) => wanted(sku.product) && (!one || sku.skuId === Number(one))),
          request,
        );
      }),
    },
    {
      method: "GET",
      path: "/catalog/sku/exchangeRate/:skuId",
      handle: guard(({ params }) => {
        const sku = catalogue.sku(Number(params["skuId"]));
        if (!sku) return replyCode("510");
        return replyWith({
          skuId: sku.skuId,
          productName: sku.product.productName,
          currencyCode: sku.deliveryCurrency,
          exchangeRate: exchangeRateOf(sku),
        });
      }),
    },
    {
      method: "GET",
      path: "/catalog/bundles/:productId/:mobileNumber",
      handle: guard((request) => {
        const product = catalogue.product(Number(request.params["productId"]));
        const digits = request.params["mobileNumber"] ?? "";
        if (!product?.perNumber) return replyCode("510", "The product has no dynamic bundles");
        if (!/^\d{6,15}$/.test(digits)) return replyCode("033");
        return textsOf(
          catalogue.skusOf(product.productId).filter((sku) => offeredTo(sku, digits)),
          request,
        );
      }),
    },
  ];
}

function giftCardRoutes({ catalogue, guard }: HostParts): Route[] {
  const cards = catalogue.skus.filter((sku) => sku.product.category === "GiftCard");
  return [
    {
      method: "GET",
      path: "/catalog/skus/giftcards",
      handle: guard((request) => {
        const { query } = request;
        const size = Number(query.get("pageSize") ?? LARGEST_PAGE);
        if (!Number.isInteger(size) || size < 1 || size > LARGEST_PAGE)
          return replyCode("999", "pageSize must be from 1 to 100");
        const cursor = Number(query.get("cursor") ?? 0);
        const one = query.get("skuId");
        const wanted = passes(query);
        const rest = cards.filter(
          (sku) => sku.skuId >= cursor && wanted(sku.product) && (!one || sku.skuId === Number(one)),
        );
        const next = rest[size]?.skuId ?? 0;
        const rows = rest
          .slice(0, size)
          .map((sku) => catalogue.text(sku, request.headers["accept-language"]));
        return {
          headers: { "content-type": "application/json" },
          text: `{"responseCode":"000","responseMessage":null,"payLoad":[${rows.join(",")}],"next":${next},"next_cursor":${next}}`,
        };
      }),
    },
  ];
}
