import type { Outside, Route } from "../../outside";
import { failAt } from "../create-catalogue-routes";
import { findSales } from "../find-sales";
import { guardRequests, type Guard } from "../guard-requests";
import { openSales, type Sales } from "../open-sales";
import type { Wallet } from "../open-wallet";
import { pageOf, readPageWish } from "../page-of";
import type { ReloadlySettings } from "../read-settings";
import { replyJson, toJson } from "../reply-with";
import type { Sale } from "../sale";
import { createSelling } from "../sell-item";
import { settleSales } from "../settle-sales";
import { wireErrors } from "../wire-errors";
import type { Biller } from "./biller";
import { deriveBillers } from "./derive-billers";
import { describeBiller, describePayment, describeSubmitted } from "./describe-biller";
import { readPayment } from "./read-payment";

const USUAL_WAIT = 2_000;
const asIs = (text: string): string => text;

let derived: Biller[] | undefined;

interface Parts {
  outside: Outside;
  guard: Guard;
  billers: Biller[];
  find(id: number): Biller | undefined;
  sales: Sales;
  settings: ReloadlySettings;
}

/** Bills: billers, payments, and what became of them. Nobody knows the name of their webhook, so none is sent. */
export function createBillRoutes(input: {
  outside: Outside;
  settings: ReloadlySettings;
  wallet: Wallet;
}): Route[] {
  const { outside, settings, wallet } = input;
  const guard = guardRequests("utilities", { outside, settings });
  const billers = (derived ??= deriveBillers());
  const byId = new Map(billers.map((biller) => [biller.id, biller]));
  const sales = openSales(outside, { collection: "reloadly-bills", firstId: 61_000, wallet });
  const parts: Parts = { outside, guard, billers, find: (id) => byId.get(id), sales, settings };
  return [
    { method: "GET", path: "/accounts/balance", handle: guard(() => replyJson(toJson(wallet.describe()))) },
    billerRoute(parts),
    paymentRoute(parts),
    ...transactionRoutes(parts),
  ];
}

function billerRoute({ guard, billers }: Parts): Route {
  const wanted = (query: URLSearchParams): Biller[] => {
    const fits = (name: string, value: string): boolean => !query.get(name) || query.get(name) === value;
    return billers.filter(
      (biller) =>
        fits("id", String(biller.id)) &&
        fits("countryISOCode", biller.country) &&
        fits("serviceType", biller.service) &&
        fits("type", `${biller.type}_BILL_PAYMENT`) &&
        biller.name.toLowerCase().includes((query.get("name") ?? "").toLowerCase()),
    );
  };
  const handle = guard(({ query }) => {
    const rows = wanted(query).map((biller) => toJson(describeBiller(biller)));
    return replyJson(pageOf(rows, readPageWish(query, { size: 200, cap: 1000 }), asIs));
  });
  return { method: "GET", path: "/billers", handle };
}

/** Always asynchronous: the answer says that it is under way. */
function paymentRoute({ outside, guard, find, sales, settings }: Parts): Route {
  const fail = failAt(outside);
  const sell = createSelling({
    outside,
    sales,
    settle: settleSales(outside, sales, () => undefined),
    errors: {
      poor: wireErrors.insufficientWallet,
      used: wireErrors.referenceUsed,
      gone: wireErrors.billerUnknown,
    },
    pending: {
      status: "PROCESSING",
      next: { after: settings.waitMs ?? USUAL_WAIT, step: "deliver" },
    },
    describe: describeSubmitted,
    waitMs: () => 0,
  });
  const handle = guard((request) => {
    const draft = readPayment(request.json(), find);
    return "errorCode" in draft ? fail(request, draft) : sell(request, draft);
  });
  return { method: "POST", path: "/pay", handle };
}

function transactionRoutes({ outside, guard, find, sales }: Parts): Route[] {
  const fail = failAt(outside);
  const text = (sale: Sale): string => toJson(describePayment(sale, find(sale.itemId)));
  const wanted = (query: URLSearchParams): Sale[] => {
    const country = query.get("billerCountryCode");
    return findSales(sales, query, "referenceId").filter((sale) => !country || sale.country === country);
  };
  return [
    {
      method: "GET",
      path: "/transactions",
      handle: guard(({ query }) =>
        replyJson(pageOf(wanted(query).map(text), readPageWish(query, { size: 200, cap: 1000 }), asIs)),
      ),
    },
    {
      method: "GET",
      path: "/transactions/:transactionId",
      handle: guard((request) => {
        const sale = sales.find(request.params["transactionId"] ?? "");
        return sale ? replyJson(text(sale)) : fail(request, wireErrors.transactionUnknown);
      }),
    },
  ];
}
