import path from "node:path";

/** What the sandbox needs to know at start; every field has a default. */
export interface SandboxSettings {
  port: number;
  smtpPort: number;
  dataDir: string;
  /** Every realistic wait is divided by it. */
  timeScale: number;
  value(name: string): string | undefined;
}

export interface SandboxOverrides {
  /** 0 takes any free port. */
  port?: number;
  /** Without one: port + 1, or any free port when `port` is 0. */
  smtpPort?: number;
  dataDir?: string;
  timeScale?: number;
  values?: Record<string, string>;
}

const DEFAULTS: Record<string, string> = {
  SANDBOX_PORT: "4010",
  SANDBOX_DATA_DIR: ".data/sandbox",
  TIME_SCALE: "1",
  STRIPE_SECRET_KEY: "sk_test_sandbox",
  STRIPE_WEBHOOK_SECRET: "whsec_sandbox",
  RELOADLY_CLIENT_ID: "sandbox-client",
  RELOADLY_CLIENT_SECRET: "sandbox-secret",
  RELOADLY_WEBHOOK_SECRET: "sandbox-reloadly-webhook",
  A1TOPUP_API_KEY: "sandbox-a1topup-key",
  VALUETOPUP_USER_ID: "sandbox-user",
  VALUETOPUP_PASSWORD: "sandbox-valuetopup",
  TELECOM_TOKEN: "sandbox-telecom-token",
  TELECOM_WEBHOOK_SECRET: "sandbox-telecom-webhook",
  BITREFILL_API_ID: "sandbox-bitrefill",
  BITREFILL_API_SECRET: "sandbox-bitrefill-secret",
};

/** The only reader of the environment in the sandbox. Throws an Error with one line when a setting is unusable. */
export function readSettings(overrides: SandboxOverrides = {}): SandboxSettings {
  const value = (name: string): string | undefined =>
    overrides.values?.[name] ?? (process.env[name] || undefined) ?? DEFAULTS[name];
  const port = overrides.port ?? readNumber("SANDBOX_PORT", value("SANDBOX_PORT"));
  const timeScale = overrides.timeScale ?? readNumber("TIME_SCALE", value("TIME_SCALE"));
  if (!Number.isInteger(port) || port > 65_534)
    throw new Error("SANDBOX_PORT must be a port from 1 to 65534");
  if (timeScale <= 0) throw new Error("TIME_SCALE must be greater than 0");
  return {
    port,
    smtpPort: overrides.smtpPort ?? (port === 0 ? 0 : port + 1),
    dataDir: path.resolve(overrides.dataDir ?? value("SANDBOX_DATA_DIR") ?? ".data/sandbox"),
    timeScale,
    value,
  };
}

function readNumber(name: string, text: string | undefined): number {
  const number = Number(text);
  if (text === undefined || !Number.isFinite(number) || number < 0) {
    throw new Error(`${name} must be a number, not "${text ?? ""}"`);
  }
  return number;
}
