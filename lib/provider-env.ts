import { z } from "zod";

/** The providers' part of the environment. Nothing is read from the process here: lib/env.ts hands in what it read. */

/** Setting any of these means the real world, as any of Stripe's or of the mail server's does. */
export const PROVIDER_CREDENTIALS = [
  "RELOADLY_CLIENT_ID",
  "RELOADLY_CLIENT_SECRET",
  "RELOADLY_WEBHOOK_SECRET",
  "A1TOPUP_API_KEY",
  "VALUETOPUP_USER_ID",
  "VALUETOPUP_PASSWORD",
  "TELECOM_TOKEN",
  "TELECOM_WEBHOOK_SECRET",
  "BITREFILL_API_ID",
  "BITREFILL_API_SECRET",
  "BITREFILL_API_KEY",
] as const;

/** How variables are read, the providers' and all others. */
export const text = z.string().optional();
export const matching = (pattern: RegExp, error: string) => z.string().regex(pattern, error);
export const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, { error: `must be one of ${words.join(", ")}` });

/** Every variable of a provider. */
export const providerVariables = {
  RELOADLY_CLIENT_ID: text,
  RELOADLY_CLIENT_SECRET: text,
  RELOADLY_WEBHOOK_SECRET: text,
  RELOADLY_ENVIRONMENT: oneOf(["live", "test"]).default("live"),
  A1TOPUP_API_KEY: text,
  A1TOPUP_ENABLED: oneOf(["yes", "no"]).default("no"),
  VALUETOPUP_USER_ID: text,
  VALUETOPUP_PASSWORD: text,
  VALUETOPUP_ENVIRONMENT: oneOf(["live", "test"]).default("live"),
  VALUETOPUP_CURRENCY: matching(/^[A-Z]{3}$/, "must be a currency code like USD").default("USD"),
  VALUETOPUP_CREDIT_LIMIT: matching(/^\d{1,9}(\.\d{1,2})?$/, "must be an amount like 5000.00").optional(),
  TELECOM_TOKEN: text,
  TELECOM_WEBHOOK_SECRET: text,
  TELECOM_URL: matching(/^https:\/\/[^?#\s]+$/, "must be an address like https://api.giftapi.io/v1").default(
    "https://api.giftapi.io/v1",
  ),
  BITREFILL_API_ID: text,
  BITREFILL_API_SECRET: text,
  BITREFILL_API_KEY: text,
};

const variables = z.object(providerVariables);
type Raw = z.infer<typeof variables>;
type Given = Record<string, string | undefined>;

type BitrefillCredentials = { apiId: string; apiSecret: string } | { apiKey: string };

/** Absent: the provider is off. */
export interface ProviderEnv {
  reloadly:
    | {
        clientId: string;
        clientSecret: string;
        webhookSecret: string;
        baseUrls: Record<"auth" | "topups" | "giftcards" | "utilities", string>;
      }
    | undefined;
  /** Live it is off until it is switched on. */
  a1topup: { apiKey: string; baseUrl: string } | undefined;
  /** `creditLimit` only with credit terms, a decimal in the wallet's currency. */
  valuetopup:
    | {
        credentials: { userId: string; password: string };
        account: { currency: string; creditLimit: string | undefined };
        baseUrl: string;
      }
    | undefined;
  /** Without the secret its webhooks are refused, and what became of orders is found by asking. */
  telecom: { token: string; webhookSecret: string | undefined; baseUrls: Record<"api", string> } | undefined;
  /** A business account has an id and a secret, a personal one a key. */
  bitrefill: { credentials: BitrefillCredentials; baseUrl: string } | undefined;
}

/** Every provider, played by the sandbox at this address. */
export function demoProviders(sandbox: string): ProviderEnv {
  return {
    reloadly: {
      clientId: "sandbox-client",
      clientSecret: "sandbox-secret",
      webhookSecret: "sandbox-reloadly-webhook",
      baseUrls: {
        auth: `${sandbox}/reloadly/auth`,
        topups: `${sandbox}/reloadly/topups`,
        giftcards: `${sandbox}/reloadly/giftcards`,
        utilities: `${sandbox}/reloadly/utilities`,
      },
    },
    a1topup: { apiKey: "sandbox-a1topup-key", baseUrl: `${sandbox}/a1topup` },
    valuetopup: {
      credentials: { userId: "sandbox-user", password: "sandbox-valuetopup" },
      account: { currency: "USD", creditLimit: undefined },
      baseUrl: `${sandbox}/valuetopup/api/v2`,
    },
    telecom: {
      token: "sandbox-telecom-token",
      webhookSecret: "sandbox-telecom-webhook",
      baseUrls: { api: `${sandbox}/telecom` },
    },
    bitrefill: {
      credentials: { apiId: "sandbox-bitrefill", apiSecret: "sandbox-bitrefill-secret" },
      baseUrl: `${sandbox}/bitrefill`,
    },
  };
}

/** The providers whose credentials are set. */
export function liveProviders(raw: Raw): ProviderEnv {
  return {
    reloadly: reloadlyOf(raw),
    a1topup: a1topupOf(raw),
    valuetopup: valuetopupOf(raw),
    telecom: telecomOf(raw),
    bitrefill: bitrefillOf(raw),
  };
}

function reloadlyOf(raw: Raw): ProviderEnv["reloadly"] {
  if (!raw.RELOADLY_CLIENT_ID || !raw.RELOADLY_CLIENT_SECRET || !raw.RELOADLY_WEBHOOK_SECRET)
    return undefined;
  const suffix = raw.RELOADLY_ENVIRONMENT === "live" ? "" : "-sandbox";
  return {
    clientId: raw.RELOADLY_CLIENT_ID,
    clientSecret: raw.RELOADLY_CLIENT_SECRET,
    webhookSecret: raw.RELOADLY_WEBHOOK_SECRET,
    baseUrls: {
      auth: "https://auth.reloadly.com",
      topups: `https://topups${suffix}.reloadly.com`,
      giftcards: `https://giftcards${suffix}.reloadly.com`,
      utilities: `https://utilities${suffix}.reloadly.com`,
    },
  };
}

/** Its lost answers can be found out by a person alone, so a key is not enough to send it orders. */
function a1topupOf(raw: Raw): ProviderEnv["a1topup"] {
  if (!raw.A1TOPUP_API_KEY || raw.A1TOPUP_ENABLED === "no") return undefined;
  return { apiKey: raw.A1TOPUP_API_KEY, baseUrl: "https://a1topup.com" };
}

function valuetopupOf(raw: Raw): ProviderEnv["valuetopup"] {
  if (!raw.VALUETOPUP_USER_ID || !raw.VALUETOPUP_PASSWORD) return undefined;
  const host = raw.VALUETOPUP_ENVIRONMENT === "live" ? "www" : "sandbox";
  return {
    credentials: { userId: raw.VALUETOPUP_USER_ID, password: raw.VALUETOPUP_PASSWORD },
    account: { currency: raw.VALUETOPUP_CURRENCY, creditLimit: raw.VALUETOPUP_CREDIT_LIMIT },
    baseUrl: `https://${host}.valuetopup.com/api/v2`,
  };
}

function telecomOf(raw: Raw): ProviderEnv["telecom"] {
  if (!raw.TELECOM_TOKEN) return undefined;
  return {
    token: raw.TELECOM_TOKEN,
    webhookSecret: raw.TELECOM_WEBHOOK_SECRET,
    // Paths are appended to it.
    baseUrls: { api: raw.TELECOM_URL.replace(/\/$/, "") },
  };
}

function bitrefillOf(raw: Raw): ProviderEnv["bitrefill"] {
  const { BITREFILL_API_ID: apiId, BITREFILL_API_SECRET: apiSecret, BITREFILL_API_KEY: apiKey } = raw;
  const credentials = apiId && apiSecret ? { apiId, apiSecret } : apiKey ? { apiKey } : undefined;
  return credentials && { credentials, baseUrl: "https://api.bitrefill.com/v2" };
}

/** Both or none. */
const PAIRS = [
  ["VALUETOPUP_USER_ID", "VALUETOPUP_PASSWORD"],
  ["BITREFILL_API_ID", "BITREFILL_API_SECRET"],
] as const;

/** What must be set together, or not at all. */
export function providerProblems(raw: Given): string[] {
  const problems: string[] = [];
  const reloadly = [raw.RELOADLY_CLIENT_ID, raw.RELOADLY_CLIENT_SECRET, raw.RELOADLY_WEBHOOK_SECRET];
  if (reloadly.some(Boolean) && !reloadly.every(Boolean)) {
    problems.push(
      "RELOADLY_CLIENT_ID, RELOADLY_CLIENT_SECRET and RELOADLY_WEBHOOK_SECRET belong together: set all three or none",
    );
  }
  if (raw.A1TOPUP_ENABLED === "yes" && !raw.A1TOPUP_API_KEY)
    problems.push("A1TOPUP_ENABLED is yes, but A1TOPUP_API_KEY is missing");
  if (raw.TELECOM_WEBHOOK_SECRET && !raw.TELECOM_TOKEN)
    problems.push("TELECOM_WEBHOOK_SECRET is set, but TELECOM_TOKEN is missing");
  for (const [one, other] of PAIRS) {
    if (Boolean(raw[one]) !== Boolean(raw[other]))
      problems.push(`${one} and ${other} belong together: set both or none`);
  }
  if (raw.BITREFILL_API_KEY && (raw.BITREFILL_API_ID || raw.BITREFILL_API_SECRET)) {
    problems.push(
      "BITREFILL_API_KEY is a personal account's: set it, or BITREFILL_API_ID and BITREFILL_API_SECRET",
    );
  }
  return problems;
}
