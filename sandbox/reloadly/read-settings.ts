import { exact, toUnits } from "../exact-decimal";
import type { Outside } from "../outside";

export interface ReloadlySettings {
  clientId: string;
  clientSecret: string;
  webhookSecret: string;
  tokenSeconds: number;
  /** The wallet's first balance in units of 0.00001 USD. */
  float: number;
  /** Fixed wait of every top-up in milliseconds of unscaled time; undefined lets it vary as real ones do. */
  waitMs: number | undefined;
  /** Requests a second and token before 429; 0 sets no limit. */
  ratePerSecond: number;
  /** How long the same number is refused after a top-up, in seconds of unscaled time; 0 refuses none. */
  sameNumberSeconds: number;
}

export function readReloadlySettings({ value }: Outside["settings"]): ReloadlySettings {
  const wait = value("RELOADLY_WAIT_MS");
  return {
    clientId: value("RELOADLY_CLIENT_ID") ?? "sandbox-client",
    clientSecret: value("RELOADLY_CLIENT_SECRET") ?? "sandbox-secret",
    webhookSecret: value("RELOADLY_WEBHOOK_SECRET") ?? "sandbox-reloadly-webhook",
    tokenSeconds: Number(value("RELOADLY_TOKEN_SECONDS") ?? 3600),
    float: toUnits(exact(value("RELOADLY_FLOAT_USD") ?? "1000000"), 5),
    waitMs: wait === undefined ? undefined : Number(wait),
    ratePerSecond: Number(value("RELOADLY_RATE_PER_SECOND") ?? 0),
    sameNumberSeconds: Number(value("RELOADLY_SAME_NUMBER_SECONDS") ?? 120),
  };
}
