import type { CreateMounts, Mount, Outside, SandboxRequest } from "../outside";
import { createCatalogueRoutes } from "./create-catalogue-routes";
import { createLookupRoutes } from "./create-lookup-routes";
import { createReportRoutes } from "./create-report-routes";
import { createTopUpRoutes } from "./create-top-up-routes";
import { guardRequests } from "./guard-requests";
import { issueToken, type Product } from "./issue-token";
import { describeBalance, openBooks, type Books } from "./open-books";
import { openCatalogue } from "./open-catalogue";
import { readReloadlySettings, type ReloadlySettings } from "./read-settings";
import { replyJson, replyNoRoute, toJson, wireTime } from "./reply-with";
import { settleTopUps } from "./settle-top-ups";

/** Reloadly's four hosts as four paths. Gift cards and utilities know nothing but the shared wallet so far. */
export const createReloadlyMounts: CreateMounts = (outside) => {
  const settings = readReloadlySettings(outside.settings);
  const books = openBooks(outside, settings);
  return [
    mount("auth", outside, [
      {
        method: "POST",
        path: "/oauth/token",
        handle: (request) => issueToken(request, { settings, now: outside.now() }),
      },
    ]),
    createTopupsMount({ outside, settings, books }),
    createBalanceMount("giftcards", { outside, settings, books }),
    createBalanceMount("utilities", { outside, settings, books }),
  ];
};

interface Parts {
  outside: Outside;
  settings: ReloadlySettings;
  books: Books;
}

function createTopupsMount({ outside, settings, books }: Parts): Mount {
  const catalogue = openCatalogue();
  const guard = guardRequests("topups", { outside, settings });
  const settle = settleTopUps({ outside, books, settings });
  const host = { outside, catalogue, guard };
  return mount("topups", outside, [
    ...createReportRoutes({ ...host, books }),
    ...createLookupRoutes(host),
    ...createCatalogueRoutes(host),
    ...createTopUpRoutes({ ...host, settings, books, settle }),
  ]);
}

function createBalanceMount(product: Product, { outside, settings, books }: Parts): Mount {
  const guard = guardRequests(product, { outside, settings });
  const handle = guard(() => replyJson(toJson(describeBalance(books.wallet(), wireTime))));
  return mount(product, outside, [{ method: "GET", path: "/accounts/balance", handle }]);
}

function mount(host: string, outside: Outside, routes: Mount["routes"]): Mount {
  const notFound = (request: SandboxRequest) => replyNoRoute({ path: request.path, now: outside.now() });
  return { provider: "reloadly", prefix: `/reloadly/${host}`, routes, notFound };
}
