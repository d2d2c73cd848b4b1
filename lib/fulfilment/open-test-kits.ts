import type { Clock } from "@/lib/core/clock";
import { silentLog } from "@/lib/core/log";
import { demoProviders } from "@/lib/provider-env";
import { createA1Topup } from "@/lib/providers/a1topup";
import { createBitrefill } from "@/lib/providers/bitrefill";
import { createReloadly } from "@/lib/providers/reloadly";
import { createTelecom } from "@/lib/providers/telecom";
import { createValueTopup } from "@/lib/providers/valuetopup";
import type { Provider, ProviderName, ProviderOffer } from "@/lib/providers/spec";

export const KIT_NAMES = ["reloadly", "telecom", "bitrefill", "valuetopup", "a1topup"] as const;

/** Minor units of the order's currency: dear enough that four fifths of it can be charged. */
const LEAST = 10_000;

/** Each sells the airtime of another network, so that no order can go another way. */
const NETWORKS: Record<ProviderName, { country: string; name: RegExp; range: string }> = {
  reloadly: { country: "NG", name: /mtn/i, range: "+2348039" },
  telecom: { country: "NG", name: /airtel|zain/i, range: "+2348029" },
  bitrefill: { country: "NG", name: /glo/i, range: "+2348059" },
  valuetopup: { country: "NG", name: /9mobile|etisalat|\bt2\b/i, range: "+2348099" },
  a1topup: { country: "IN", name: /jio/i, range: "+917009" },
};

/** A number of the network that a provider sells. @param digits the last ones, at most six; four of them choose the scenario */
export const numberOf = (name: ProviderName, digits: string): string =>
  NETWORKS[name].range + digits.padStart(6, "0");

/** Whether this is the one thing that the provider sells in tests. */
export function sellsInTests(provider: ProviderName, { operator, kind, order }: ProviderOffer): boolean {
  const { country, name } = NETWORKS[provider];
  const dear = order.type === "range" || order.amount.minor >= LEAST;
  return kind === "airtime" && dear && operator.country === country && name.test(operator.name);
}

export interface TestKits {
  /** Of the sandbox. */
  url: string;
  /** Where webhooks arrive; the provider's name follows it. */
  webhooks: string;
  timeScale: number;
  fetch: typeof fetch;
  clock: Clock;
}

/** A real kit against a sandbox. */
export function createTestKit(name: ProviderName, { url, webhooks, ...own }: TestKits): Provider {
  const deps = { ...own, log: silentLog };
  const env = demoProviders(url);
  if (!env.reloadly || !env.telecom || !env.bitrefill || !env.valuetopup || !env.a1topup)
    throw new Error("The sandbox lacks a provider");
  switch (name) {
    case "reloadly":
      return createReloadly({ ...deps, baseUrls: env.reloadly.baseUrls, credentials: env.reloadly });
    case "telecom":
      return createTelecom({ ...deps, baseUrls: env.telecom.baseUrls, credentials: env.telecom });
    case "bitrefill":
      return createBitrefill({ ...deps, ...env.bitrefill, webhookUrl: `${webhooks}/bitrefill` });
    case "valuetopup":
      return createValueTopup({ ...deps, ...env.valuetopup });
    case "a1topup":
      return createA1Topup({ ...deps, baseUrl: env.a1topup.baseUrl, credentials: env.a1topup });
  }
}
