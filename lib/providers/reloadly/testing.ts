import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { parse } from "lossless-json";
import { silentLog } from "@/lib/core/log";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import type { AskableProvider, AttemptRequest, ProviderDeps, ProviderOffer } from "../spec";
import { createReloadly } from ".";

export const SECRET = "sandbox-secret";
const CREDENTIALS = {
  clientId: "sandbox-client",
  clientSecret: SECRET,
  webhookSecret: "sandbox-reloadly-webhook",
};
const VALUES = { RELOADLY_WAIT_MS: "0", RELOADLY_SAME_NUMBER_SECONDS: "0" };

export const openSandbox = (timeScale: number, values: Record<string, string> = {}): Promise<TestSandbox> =>
  openTestSandbox({ timeScale, values: { ...VALUES, ...values } });

/** A kit that sells everything of this sandbox. */
export function create(
  { url }: { url: string },
  { clientSecret = SECRET, ...deps }: Partial<ProviderDeps & { clientSecret: string }> = {},
): AskableProvider {
  return createReloadly({
    fetch,
    clock: { now: () => new Date() },
    log: silentLog,
    timeScale: 50,
    ...deps,
    baseUrls: {
      auth: `${url}/reloadly/auth`,
      topups: `${url}/reloadly/topups`,
      giftcards: `${url}/reloadly/giftcards`,
      utilities: `${url}/reloadly/utilities`,
    },
    credentials: { ...CREDENTIALS, clientSecret },
  });
}

/** Of MTN in Nigeria. */
export const numberOf = (digits: string, nth: number): string =>
  `+234803${String(nth).padStart(3, "0")}${digits}`;

/** An answer as the kit's client reads it. */
export const fixture = (name: string): unknown =>
  parse(
    readFileSync(join(import.meta.dirname, "fixtures", `${name}.json`), "utf8"),
    undefined,
    (number) => number,
  );

export async function readOffers(provider: AskableProvider): Promise<ProviderOffer[]> {
  const offers: ProviderOffer[] = [];
  for await (const offer of provider.listOffers()) offers.push(offer);
  return offers;
}

/** An order of an offer without a number; of a range twice the least. */
export function attemptOf(
  offer: ProviderOffer | undefined,
  over: Partial<AttemptRequest> & { reference: string },
): AttemptRequest {
  if (!offer) return expect.fail("no such offer");
  const { order } = offer;
  return {
    providerOperatorId: offer.operator.providerOperatorId,
    sku: offer.sku,
    kind: offer.kind,
    number: null,
    country: offer.operator.country,
    amount: order.type === "fixed" ? order.amount : { ...order.min, minor: order.min.minor * 2 },
    ...over,
  };
}

/** What the float pays for an amount by the offer's terms, in millionths, floating point: good to a few of them. */
export function reckonedCost({ cost }: ProviderOffer, { amount }: AttemptRequest, exponent: number): number {
  const ordered = amount.minor / 10 ** exponent;
  const share = 1 - Number(cost.discountPercent) / 100 + Number(cost.feePercent) / 100;
  const flat = cost.flatFee.minor / 10 ** exponent;
  return ((ordered * share + flat) / Number(cost.orderUnitsPerWalletUnit)) * 1e6;
}
