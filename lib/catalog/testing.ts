import { systemClock } from "@/lib/core/clock";
import { silentLog } from "@/lib/core/log";
import { money } from "@/lib/core/money";
import { createA1Topup } from "@/lib/providers/a1topup";
import { createBitrefill } from "@/lib/providers/bitrefill";
import { createReloadly } from "@/lib/providers/reloadly";
import { createTelecom } from "@/lib/providers/telecom";
import { createValueTopup } from "@/lib/providers/valuetopup";
import {
  ProviderUnavailable,
  type Provider,
  type ProviderName,
  type ProviderOffer,
} from "@/lib/providers/spec";

/** A range of airtime in naira, ordered in dollars, as tests begin with. */
export function rangeOffer(over: Partial<ProviderOffer> = {}): ProviderOffer {
  return {
    sku: "341:range",
    operator: { providerOperatorId: "341", name: "MTN Nigeria", country: "NG", currency: "NGN" },
    kind: "airtime",
    description: "",
    order: { currency: "USD", type: "range", min: money(10, "USD"), max: money(10_000, "USD"), step: 1 },
    face: { type: "rate", currency: "NGN", perOrderUnit: "1500" },
    cost: costs("5"),
    popular: false,
    recipient: "number",
    requiredFields: [],
    ...over,
  };
}

/** A bundle of 1,000 naira for 80 cents. */
export function bundleOffer(over: Partial<ProviderOffer> = {}): ProviderOffer {
  return rangeOffer({
    sku: "346:0.80",
    operator: { providerOperatorId: "346", name: "MTN Nigeria Bundles", country: "NG", currency: "NGN" },
    kind: "bundle",
    description: "1GB, 7 days",
    order: { currency: "USD", type: "fixed", amount: money(80, "USD") },
    face: { type: "fixed", amount: money(100_000, "NGN") },
    ...over,
  });
}

export function costs(discountPercent: string): ProviderOffer["cost"] {
  return {
    walletCurrency: "USD",
    orderUnitsPerWalletUnit: "1",
    discountPercent,
    feePercent: "0",
    flatFee: money(0, "USD"),
  };
}

/** A provider that lists the given offers; with `breakAfter` its list ends in a failed read after so many. */
export function listing(
  offers: Iterable<ProviderOffer>,
  options: { name?: ProviderName; breakAfter?: number } = {},
): Pick<Provider, "name" | "listOffers"> {
  const name = options.name ?? "reloadly";
  return {
    name,
    async *listOffers(progress) {
      let done = 0;
      for (const offer of offers) {
        if (done === options.breakAfter) throw new ProviderUnavailable(name, "page 2 could not be read");
        yield offer;
        done += 1;
        progress?.({ done, total: undefined });
      }
    },
  };
}

/** The five kits, with the credentials that the sandbox knows. */
export function sandboxProviders(sandbox: { url: string }, timeScale: number): Provider[] {
  const { url } = sandbox;
  const deps = { fetch, clock: systemClock, log: silentLog, timeScale };
  return [
    createReloadly({
      ...deps,
      baseUrls: {
        auth: `${url}/reloadly/auth`,
        topups: `${url}/reloadly/topups`,
        giftcards: `${url}/reloadly/giftcards`,
        utilities: `${url}/reloadly/utilities`,
      },
      credentials: { clientId: "sandbox-client", clientSecret: "sandbox-secret", webhookSecret: "" },
    }),
    createTelecom({
      ...deps,
      baseUrls: { api: `${url}/telecom` },
      credentials: { token: "sandbox-telecom-token", webhookSecret: "" },
    }),
    createBitrefill({
      ...deps,
      baseUrl: `${url}/bitrefill`,
      credentials: { apiId: "sandbox-bitrefill", apiSecret: "sandbox-bitrefill-secret" },
    }),
    createValueTopup({
      ...deps,
      baseUrl: `${url}/valuetopup/api/v2`,
      account: { currency: "USD", creditLimit: undefined },
      credentials: { userId: "sandbox-user", password: "sandbox-valuetopup" },
    }),
    createA1Topup({
      ...deps,
      baseUrl: `${url}/a1topup`,
      credentials: { apiKey: "sandbox-a1topup-key" },
    }),
  ];
}
