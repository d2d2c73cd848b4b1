import type { Route } from "../outside";
import { hashText } from "../world/hash-text";
import { readWorld, type WorldOperator } from "../world/read-world";
import type { HostParts } from "./create-catalogue-routes";
import { describeProduct } from "./describe-sku";
import { readCountryOf } from "./read-country-of";
import { replyCode, replyWith } from "./reply-with";
import type { Sku } from "./valuetopup-sku";

/** Countries whose numbers are not looked up. */
const NOT_LOOKED_UP = new Set(["US", "ES"]);
const DAY = 86_400_000;

/** The operator of a number, by its range, and what is due on a bill. */
export function createLookupRoutes({ outside, catalogue, guard }: HostParts): Route[] {
  const world = readWorld();
  const isSold = ({ key }: WorldOperator) => catalogue.topUpsOf(key).length > 0;
  return [
    {
      method: "GET",
      path: "/lookup/mobile/:mobile",
      handle: guard((request) => {
        const digits = request.params["mobile"] ?? "";
        if (!/^\d{6,15}$/.test(digits)) return replyCode("033");
        const iso = readCountryOf(digits);
        const scenario = request.fault?.scenario ?? outside.scenarioOf(`+${digits}`);
        if (!iso || scenario === "0004") return replyCode("501");
        if (NOT_LOOKED_UP.has(iso)) return replyWith([]);
        const network =
          scenario === "0013" ? world.anotherOperator(digits, iso, isSold) : world.rangeHolder(digits, iso);
        return replyWith(network ? catalogue.topUpsOf(network.key).map(describeProduct) : []);
      }),
    },
    {
      method: "GET",
      path: "/lookup/billpay/fetch-account-detail",
      handle: guard(({ query }) => {
        const sku = catalogue.sku(Number(query.get("skuId")));
        const account = query.get("accountNumber") ?? "";
        if (sku?.product.category !== "BillPay") return replyCode("510");
        const scenario = outside.scenarioOf(account);
        if (!/^[\w-]{4,30}$/.test(account) || scenario === "0003" || scenario === "0004")
          return replyCode("500");
        return replyWith(describeBill(sku, account, outside.now()));
      }),
    },
  ];
}

/** Every third account says no amount: anything between the bounds may then be paid. */
function describeBill(sku: Sku, account: string, now: number): Record<string, unknown> {
  const pick = hashText(`valuetopup bill ${sku.skuId} ${account}`);
  const span = Number(sku.max) - Number(sku.min);
  const due = Math.round(Number(sku.min) + ((pick % 1000) / 1000) * span * 0.2);
  return {
    accountNumber: account,
    customerName: pick % 5 === 0 ? null : `Customer ${pick % 10_000}`,
    billAmount: pick % 3 === 0 ? null : due,
    currencyCode: sku.faceCurrency,
    dueDate: pick % 3 === 0 ? null : new Date(now + (3 + (pick % 20)) * DAY).toISOString().slice(0, 10),
    minAmount: Number(sku.min),
    maxAmount: Number(sku.max),
  };
}
