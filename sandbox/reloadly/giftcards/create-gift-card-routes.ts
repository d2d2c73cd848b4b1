import type { Outside, Route } from "../../outside";
import { failAt } from "../create-catalogue-routes";
import { findSales } from "../find-sales";
import { guardRequests } from "../guard-requests";
import { openSales, type Sales } from "../open-sales";
import type { Wallet } from "../open-wallet";
import { pageOf, readPageWish } from "../page-of";
import type { ReloadlySettings } from "../read-settings";
import { replyJson, toJson } from "../reply-with";
import type { Sale } from "../sale";
import { createSelling } from "../sell-item";
import { settleSales } from "../settle-sales";
import { wireErrors } from "../wire-errors";
import { deriveGiftCards } from "./derive-gift-cards";
import { createGiftCardLists, type GiftCardParts } from "./create-gift-card-lists";
import { describeCards, describeOrder } from "./describe-gift-card";
import type { GiftCardProduct } from "./gift-card-product";
import { readGiftCardOrder } from "./read-gift-card-order";

const TOPIC = "giftcard_transaction.status";
const USUAL_WAIT = 700;
/** Virtual cards pass through PROCESSING. */
const SLOW = { status: "PROCESSING", next: { after: 1_000, step: "deliver" } } as const;
const asIs = (text: string): string => text;

interface Parts extends GiftCardParts {
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
  return [...createGiftCardLists(parts), ...orderRoutes(parts), ...reportRoutes(parts)];
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
  const wanted = (query: URLSearchParams): Sale[] =>
    findSales(sales, query, "customIdentifier").filter(
      ({ itemId }) => !query.get("productId") || itemId === Number(query.get("productId")),
    );
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
