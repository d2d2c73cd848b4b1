import type { CreateMounts } from "../outside";
import { createCatalogueRoutes } from "./create-catalogue-routes";
import { createEsimRoutes } from "./create-esim-routes";
import { createTopUpRoutes } from "./create-top-up-routes";
import { guardRequests } from "./guard-requests";
import { openCatalogue } from "./open-catalogue";
import { openEsims } from "./open-esims";
import { openTransactions } from "./open-transactions";
import { openWallet } from "./open-wallet";
import { openWebhooks } from "./open-webhooks";
import { readTelecomSettings } from "./read-settings";
import { refuse, wireErrors } from "./refuse";
import { settleTransactions } from "./settle-transactions";

/** GiftAPI's telecom and eSIM interface below `/telecom`, as if that were its `…/v1`. */
export const createTelecomMounts: CreateMounts = (outside) => {
  const settings = readTelecomSettings(outside.settings);
  const catalogue = openCatalogue();
  const guard = guardRequests(outside, settings);
  const wallet = openWallet(outside, settings);
  const webhooks = openWebhooks(outside, settings);
  const transactions = openTransactions(outside, wallet);
  const settle = settleTransactions({ outside, transactions, webhooks });
  const esims = openEsims({ outside, wallet, webhooks });
  const host = { outside, settings, catalogue, guard, wallet };
  return [
    {
      provider: "telecom",
      prefix: "/telecom",
      routes: [
        ...createCatalogueRoutes(host),
        ...createTopUpRoutes({ ...host, transactions, settle }),
        ...createEsimRoutes({ ...host, esims }),
        ...webhooks.routes(guard),
      ],
      notFound: () => refuse(wireErrors.noProduct),
    },
  ];
};
