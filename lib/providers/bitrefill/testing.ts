import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "lossless-json";
import { silentLog } from "@/lib/core/log";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import type { AskableProvider, AttemptRequest, ProviderDeps } from "../spec";
import type { BitrefillOptions } from "./client";
import { createBitrefill } from ".";

export const textOf = (name: string): string =>
  readFileSync(join(import.meta.dirname, "fixtures", `${name}.json`), "utf8");

/** An answer as the kit's client reads it. */
export const fixture = (name: string): unknown => parse(textOf(name), undefined, (number) => number);

export const attempt: AttemptRequest = {
  reference: "r-1",
  providerOperatorId: "example-mobile-ghana",
  sku: "example-mobile-ghana",
  number: "+233244123456",
  country: "GH",
  amount: { minor: 2050, currency: "GHS" },
};

/** Divides every wait; more, and a busy machine misses the deadlines. */
export const TIME_SCALE = 10;
export const SECRET = "sandbox-bitrefill-secret";
const CREDENTIALS = { apiId: "sandbox-bitrefill", apiSecret: SECRET };
const VALUES = { BITREFILL_WAIT_MS: "0", BITREFILL_RATE_LIMITS: "off" };

export const openSandbox = (timeScale: number, values: Record<string, string> = {}): Promise<TestSandbox> =>
  openTestSandbox({ timeScale, values: { ...VALUES, ...values } });

/** The kit on a sandbox. */
export function create(
  sandbox: { url: string },
  deps: Partial<ProviderDeps> & Partial<BitrefillOptions> = {},
): AskableProvider {
  return createBitrefill({
    fetch,
    clock: { now: () => new Date() },
    log: silentLog,
    timeScale: TIME_SCALE,
    baseUrl: `${sandbox.url}/bitrefill`,
    credentials: CREDENTIALS,
    ...deps,
  });
}
