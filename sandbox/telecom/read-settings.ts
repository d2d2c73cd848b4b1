import type { Outside } from "../outside";

export interface TelecomSettings {
  token: string;
  /** Signs webhooks to an address that was set from outside; one that was registered has its own. */
  webhookSecret: string;
  /** The float's first balance in micros of a US dollar. */
  float: number;
  /** Fixed wait of every top-up in milliseconds of unscaled time; undefined lets it vary as real ones do. */
  waitMs: number | undefined;
  /** Requests a second before 429; 0 sets no limit. */
  ratePerSecond: number;
}

export function readTelecomSettings({ value }: Outside["settings"]): TelecomSettings {
  const wait = value("TELECOM_WAIT_MS");
  return {
    token: value("TELECOM_TOKEN") ?? "sandbox-telecom-token",
    webhookSecret: value("TELECOM_WEBHOOK_SECRET") ?? "sandbox-telecom-webhook",
    float: Number(value("TELECOM_FLOAT_USD") ?? "1000000") * 1_000_000,
    waitMs: wait === undefined ? undefined : Number(wait),
    ratePerSecond: Number(value("TELECOM_RATE_PER_SECOND") ?? 0),
  };
}
