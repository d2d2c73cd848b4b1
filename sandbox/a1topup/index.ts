import type { CreateMounts } from "../outside";
import { createRechargeRoute } from "./create-recharge-route";
import { openBooks } from "./open-books";
import { readA1TopupSettings } from "./read-settings";
import { renderPortal } from "./render-portal";

/** A1Topup's JSON API, and the portal in which a person looks recharges up. No route tells anything about a recharge afterwards. */
export const createA1TopupMounts: CreateMounts = (outside) => {
  const settings = readA1TopupSettings(outside.settings);
  const books = openBooks(outside, settings);
  return [
    {
      provider: "a1topup",
      prefix: "/a1topup",
      callingCode: "91",
      routes: [
        createRechargeRoute({ outside, settings, books }),
        { method: "GET", path: "/portal", handle: () => ({ html: renderPortal(books) }) },
      ],
      notFound: () => ({ status: 404, html: "<!doctype html><title>404</title><h1>Not Found</h1>" }),
    },
  ];
};
