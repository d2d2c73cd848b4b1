import type { CreateMounts } from "../outside";
import { createCatalogueRoutes } from "./create-catalogue-routes";
import { createLookupRoutes } from "./create-lookup-routes";
import { createPromotionRoutes } from "./create-promotion-routes";
import { createTransactionRoutes } from "./create-transaction-routes";
import { guardRequests } from "./guard-requests";
import { openBooks } from "./open-books";
import { openCatalogue } from "./open-catalogue";
import { readValueTopupSettings } from "./read-settings";
import { replyStatus } from "./reply-with";
import { settleTransactions } from "./settle-transactions";

/** ValueTopup's API, version 2. */
export const createValueTopupMounts: CreateMounts = (outside) => {
  const settings = readValueTopupSettings(outside.settings);
  const catalogue = openCatalogue(settings.countries);
  const guard = guardRequests(outside, settings);
  const books = openBooks({ outside, settings, catalogue });
  const settle = settleTransactions({ outside, books });
  const host = { outside, catalogue, guard };
  return [
    {
      provider: "valuetopup",
      prefix: "/valuetopup/api/v2",
      routes: [
        ...createCatalogueRoutes(host),
        ...createLookupRoutes(host),
        ...createPromotionRoutes(host),
        ...createTransactionRoutes({ ...host, settings, books, settle }),
      ],
      notFound: () => replyStatus(404, "Not Found"),
    },
  ];
};
