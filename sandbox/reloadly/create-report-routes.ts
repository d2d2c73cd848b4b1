import type { Route } from "../outside";
import { failAt, type HostParts } from "./create-catalogue-routes";
import { describeStatus, describeTopUp } from "./describe-top-up";
import type { Books } from "./open-books";
import { pageOf, readPageWish } from "./page-of";
import { readFilterTime } from "./read-filter-time";
import { replyJson, toJson } from "./reply-with";
import type { TopUp } from "./top-up";
import { wireErrors } from "./wire-errors";

/** Balance, status and reports. */
export function createReportRoutes({ outside, guard, books }: HostParts & { books: Books }): Route[] {
  const fail = failAt(outside);
  return [
    {
      method: "GET",
      path: "/accounts/balance",
      handle: guard(() => replyJson(toJson(books.wallet.describe()))),
    },
    {
      method: "GET",
      path: "/topups/:transactionId/status",
      handle: guard((request) => {
        const topUp = books.find(request.params["transactionId"] ?? "");
        return topUp
          ? replyJson(toJson(describeStatus(topUp)))
          : fail(request, wireErrors.transactionUnknown);
      }),
    },
    {
      method: "GET",
      path: "/topups/reports/transactions",
      handle: guard(({ query }) => {
        const wish = readPageWish(query, { size: 100, cap: 500 });
        return replyJson(pageOf(findTopUps(books, query), wish, (topUp) => toJson(describeTopUp(topUp))));
      }),
    },
    {
      method: "GET",
      path: "/topups/reports/transactions/:transactionId",
      handle: guard((request) => {
        const topUp = books.find(request.params["transactionId"] ?? "");
        return topUp ? replyJson(toJson(describeTopUp(topUp))) : fail(request, wireErrors.reportUnknown);
      }),
    },
  ];
}

function findTopUps(books: Books, query: URLSearchParams): TopUp[] {
  const identifier = query.get("customIdentifier");
  const country = query.get("countryCode")?.toUpperCase();
  const operatorId = query.get("operatorId");
  const operatorName = query.get("operatorName")?.toLowerCase();
  const from = readFilterTime(query.get("startDate")) ?? -Infinity;
  const to = readFilterTime(query.get("endDate")) ?? Infinity;
  const rows = identifier ? books.withIdentifier(identifier) : books.all();
  return rows.filter(
    (row) =>
      (!country || row.country === country) &&
      (!operatorId || row.operatorId === Number(operatorId)) &&
      (!operatorName || row.operatorName.toLowerCase().includes(operatorName)) &&
      row.createdAt >= from &&
      row.createdAt <= to,
  );
}
