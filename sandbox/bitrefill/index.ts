import type { CreateMounts, SandboxRequest } from "../outside";
import { createInvoiceRoutes } from "./create-invoice-routes";
import { createReadingRoutes } from "./create-reading-routes";
import { createGuard } from "./guard-requests";
import { openBooks } from "./open-books";
import { openCatalogue } from "./open-catalogue";
import { readBitrefillSettings } from "./read-settings";
import { replyError } from "./reply-with";
import { settleOrders } from "./settle-orders";
import { wireErrors } from "./wire-errors";

/** Bitrefill's API v2; the mount stands for `https://api.bitrefill.com/v2`. */
export const createBitrefillMounts: CreateMounts = (outside) => {
  const settings = readBitrefillSettings(outside.settings);
  const books = openBooks(outside, settings);
  const catalogue = openCatalogue(settings.currency);
  const shop = { outside, settings, books, catalogue };
  const parts = { ...shop, guard: createGuard(shop), settle: settleOrders(shop) };
  const about = (request: SandboxRequest): string => {
    const invoice = books.invoice(/^\/invoices\/([^/]+)/.exec(request.path)?.[1] ?? "");
    const orders = invoice ? books.ordersOf(invoice) : [];
    return orders.map(({ recipient, productId }) => `${recipient ?? ""}\n${productId}`).join("\n");
  };
  return [
    {
      provider: "bitrefill",
      prefix: "/bitrefill",
      routes: [...createInvoiceRoutes(parts), ...createReadingRoutes(parts)],
      about,
      notFound: (request) => replyError(request, wireErrors.routeUnknown),
    },
  ];
};
