import type { CreateMounts, Mount, Outside, SandboxRequest } from "../outside";
import { createCatalogueRoutes } from "./create-catalogue-routes";
import { createLookupRoutes } from "./create-lookup-routes";
import { createReportRoutes } from "./create-report-routes";
import { createTopUpRoutes } from "./create-top-up-routes";
import { guardRequests } from "./guard-requests";
import { issueToken } from "./issue-token";
import { createGiftCardRoutes } from "./giftcards/create-gift-card-routes";
import { openBooks } from "./open-books";
import { openCatalogue } from "./open-catalogue";
import { openWallet, type Wallet } from "./open-wallet";
import { readReloadlySettings, type ReloadlySettings } from "./read-settings";
import { replyNoRoute } from "./reply-with";
import { settleTopUps } from "./settle-top-ups";
import { createBillRoutes } from "./utilities/create-bill-routes";

/** Reloadly's four hosts as four paths; one wallet pays for all three products. */
export const createReloadlyMounts: CreateMounts = (outside) => {
  const settings = readReloadlySettings(outside.settings);
  const parts = { outside, settings, wallet: openWallet(outside, settings) };
  return [
    mount("auth", outside, [
      {
        method: "POST",
        path: "/oauth/token",
        handle: (request) => issueToken(request, { settings, now: outside.now() }),
      },
    ]),
    createTopupsMount(parts),
    mount("giftcards", outside, createGiftCardRoutes(parts)),
    mount("utilities", outside, createBillRoutes(parts)),
  ];
};

interface Parts {
  outside: Outside;
  settings: ReloadlySettings;
  wallet: Wallet;
}

function createTopupsMount({ outside, settings, wallet }: Parts): Mount {
  const books = openBooks(outside, wallet);
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

function mount(host: string, outside: Outside, routes: Mount["routes"]): Mount {
  const notFound = (request: SandboxRequest) => replyNoRoute({ path: request.path, now: outside.now() });
  return { provider: "reloadly", prefix: `/reloadly/${host}`, routes, notFound };
}
