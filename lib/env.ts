import { randomBytes } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import {
  demoProviders,
  liveProviders,
  matching,
  oneOf,
  PROVIDER_CREDENTIALS,
  type ProviderEnv,
  providerProblems,
  providerVariables,
  text,
} from "./provider-env";
import { type FailpointPlan, parseFailpoints } from "./core/failpoint";
import { FORBIDDEN_DESTINATIONS } from "./core/forbidden-destination";

/** Setting any of these means the real world: nothing then falls back to the sandbox. */
const LIVE_CREDENTIALS = [
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "SMTP_URL",
  ...PROVIDER_CREDENTIALS,
] as const;

const NEEDED_WHEN_LIVE = {
  DATABASE_URL: "postgres://user:password@host:5432/name",
  APP_URL: "the shop's public address, https://…",
  STRIPE_SECRET_KEY: "Stripe → Developers → API keys",
  STRIPE_WEBHOOK_SECRET: "Stripe → Developers → Webhooks → signing secret",
  SMTP_URL: "smtps://user:password@host:465",
  MAIL_FROM: 'the sender of receipts: "Homeline <orders@example.org>"',
  NEXTAUTH_SECRET: "32 random bytes: openssl rand -base64 32",
  ARTEFACT_KEY: "32 random bytes in base64; PINs and codes are encrypted with it",
} as const;

const whole = (least: number, most: number, otherwise: number) =>
  z
    .string()
    .default(String(otherwise))
    .refine((typed) => /^\d{1,9}$/.test(typed) && Number(typed) >= least && Number(typed) <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    })
    .transform(Number);
const listed = (list: string): string[] =>
  list
    .split(",")
    .map((one) => one.trim())
    .filter(Boolean);
const optional = (pattern: RegExp, error: string) => matching(pattern, error).optional();

const schema = z.object({
  DATABASE_URL: optional(/^postgres(ql)?:\/\//, "must start with postgres://"),
  PORT: whole(1, 65535, 3000),
  SANDBOX_PORT: whole(1, 65534, 4010),
  APP_URL: optional(/^https?:\/\/[^/?#\s]+\/?$/, "must be an address like https://shop.example.org"),
  DATA_DIR: z.string().default(".data"),
  TIME_SCALE: whole(1, 10_000, 1),
  LOG_LEVEL: oneOf(["debug", "info", "warn", "error", "silent"]).default("info"),
  ADMIN_EMAILS: text,
  MAIL_FROM: text,
  STRIPE_SECRET_KEY: text,
  STRIPE_WEBHOOK_SECRET: text,
  ...providerVariables,
  FX_URL: optional(/^https?:\/\//, "must start with https://"),
  SMTP_URL: optional(/^smtps?:\/\//, "must start with smtp:// or smtps://"),
  NEXTAUTH_SECRET: z.string().min(32, "must be at least 32 letters: openssl rand -base64 32").optional(),
  ARTEFACT_KEY: z
    .string()
    .refine((key) => Buffer.from(key, "base64").length === 32, {
      error: "must be 32 bytes in base64: openssl rand -base64 32",
    })
    .optional(),
  UNDO_SECONDS: whole(0, 60, 0),
  FOUR_EYES_USD: whole(0, 1_000_000, 100),
  SELL_TO_FORBIDDEN: z
    .string()
    .default("")
    .transform((typed) => listed(typed.toUpperCase()))
    .refine((codes) => codes.every((code) => FORBIDDEN_DESTINATIONS.includes(code)), {
      error: `must be some of ${FORBIDDEN_DESTINATIONS.join(",")}`,
    }),
  WORKER_CONCURRENCY: whole(1, 500, 100),
  DATABASE_POOL: whole(1, 200, 12),
  FAILPOINTS: z
    .string()
    .optional()
    .transform((typed, check) => {
      const plans = typed === undefined ? [] : parseFailpoints(typed);
      if (!plans) check.addIssue("must be a list like attempt.claimed=kill@3,intent.told=freeze");
      return plans ?? [];
    }),
});

/** Every variable the shop reads. */
export const VARIABLES = Object.keys(schema.shape);

export interface Env extends ProviderEnv {
  mode: "demo" | "live";
  databaseUrl: string;
  appUrl: string;
  timeScale: number;
  /** How long a buyer may take an order back before it is sent. */
  undoSeconds: number;
  /** Above it, two of staff settle an order by hand. */
  fourEyesAboveUsd: number;
  /** Destinations that are forbidden by default and sold to here, by ISO 3166 code. */
  sellToForbidden: string[];
  logLevel: "debug" | "info" | "warn" | "error" | "silent";
  adminEmails: string[];
  databasePool: number;
  /** Where this process ends or stops itself, for tests; never when live. */
  failpoints: FailpointPlan[];
  workerConcurrency: number;
  mail: { smtpUrl: string; from: string };
  /** Demo: where the mails can be read. */
  mailboxUrl: string | undefined;
  stripe: {
    secretKey: string;
    webhookSecret: string;
    host: string;
    port: number;
    protocol: "http" | "https";
  };
  fxUrl: string | undefined;
  authSecret: string;
  /** 32 bytes in base64. */
  artefactKey: string;
}

export class EnvProblem extends Error {
  constructor(readonly problems: string[]) {
    super(problems.join("\n"));
    this.name = "EnvProblem";
  }
}

type Raw = z.infer<typeof schema>;

interface DemoSecrets {
  authSecret: string;
  artefactKey: string;
}

/** Made once: written beside and linked into place, so that of several processes starting together one wins and none reads half a file. */
function demoSecrets(dataDir: string): DemoSecrets {
  const path = join(dataDir, "demo-secrets.json");
  if (!existsSync(path)) {
    const made: DemoSecrets = {
      authSecret: randomBytes(32).toString("base64"),
      artefactKey: randomBytes(32).toString("base64"),
    };
    mkdirSync(dataDir, { recursive: true });
    const draft = `${path}.${randomBytes(8).toString("hex")}`;
    writeFileSync(draft, JSON.stringify(made), { mode: 0o600, flag: "wx" });
    try {
      linkSync(draft, path);
    } catch {
      // Another process was first, or this disk knows no links.
      if (!existsSync(path)) renameSync(draft, path);
    } finally {
      rmSync(draft, { force: true });
    }
  }
  return JSON.parse(readFileSync(path, "utf8")) as DemoSecrets;
}

/** Where `npm start` left the address of the embedded database, so that one more web or worker process finds it; empty before. */
function ownDatabase(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, "database-url"), "utf8").trim();
  } catch {
    return "";
  }
}

function demoEnv(raw: Raw): Env {
  const sandbox = `http://127.0.0.1:${raw.SANDBOX_PORT}`;
  const secrets = demoSecrets(raw.DATA_DIR);
  return {
    ...common(raw),
    mode: "demo",
    databaseUrl: raw.DATABASE_URL ?? ownDatabase(raw.DATA_DIR),
    appUrl: addressOf(raw.APP_URL) ?? `http://127.0.0.1:${raw.PORT}`,
    adminEmails: addresses(raw.ADMIN_EMAILS ?? "owner@homeline.test"),
    mail: {
      smtpUrl: `smtp://127.0.0.1:${raw.SANDBOX_PORT + 1}`,
      from: raw.MAIL_FROM ?? "Homeline <orders@homeline.test>",
    },
    mailboxUrl: `${sandbox}/mail`,
    stripe: {
      secretKey: "sk_test_sandbox",
      webhookSecret: "whsec_sandbox",
      host: "127.0.0.1",
      port: raw.SANDBOX_PORT,
      protocol: "http",
    },
    ...demoProviders(sandbox),
    fxUrl: `${sandbox}/fx/latest`,
    authSecret: raw.NEXTAUTH_SECRET ?? secrets.authSecret,
    artefactKey: raw.ARTEFACT_KEY ?? secrets.artefactKey,
  };
}

function common(raw: Raw) {
  return {
    timeScale: raw.TIME_SCALE,
    undoSeconds: raw.UNDO_SECONDS,
    fourEyesAboveUsd: raw.FOUR_EYES_USD,
    sellToForbidden: raw.SELL_TO_FORBIDDEN,
    logLevel: raw.LOG_LEVEL,
    databasePool: raw.DATABASE_POOL,
    workerConcurrency: raw.WORKER_CONCURRENCY,
    failpoints: raw.FAILPOINTS,
  };
}

/** Paths are appended to it. */
const addressOf = <T extends string | undefined>(url: T) => url?.replace(/\/$/, "") as T;

const addresses = (list: string) => listed(list.toLowerCase());

function liveProblems(raw: Record<string, string | undefined>): string[] {
  const problems: string[] = [];
  for (const [name, hint] of Object.entries(NEEDED_WHEN_LIVE)) {
    if (raw[name] === undefined) problems.push(`${name} is missing: ${hint}`);
  }
  problems.push(...providerProblems(raw));
  if ((raw.TIME_SCALE ?? "1") !== "1") problems.push("TIME_SCALE must be 1 when live");
  if (raw.FAILPOINTS !== undefined) problems.push("FAILPOINTS must not be set when live");
  return problems;
}

function liveEnv(raw: Raw): Env {
  const needed = (name: keyof typeof NEEDED_WHEN_LIVE): string => raw[name] ?? "";
  return {
    ...common(raw),
    mode: "live",
    databaseUrl: needed("DATABASE_URL"),
    appUrl: addressOf(needed("APP_URL")),
    adminEmails: addresses(raw.ADMIN_EMAILS ?? ""),
    mail: { smtpUrl: needed("SMTP_URL"), from: needed("MAIL_FROM") },
    mailboxUrl: undefined,
    stripe: {
      secretKey: needed("STRIPE_SECRET_KEY"),
      webhookSecret: needed("STRIPE_WEBHOOK_SECRET"),
      host: "api.stripe.com",
      port: 443,
      protocol: "https",
    },
    ...liveProviders(raw),
    fxUrl: raw.FX_URL,
    authSecret: needed("NEXTAUTH_SECRET"),
    artefactKey: needed("ARTEFACT_KEY"),
  };
}

/** Reads and checks the environment; an empty variable counts as not set. @throws EnvProblem with one line for each wrong or missing variable. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const given: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(source)) if (value?.trim()) given[name] = value.trim();
  const live = LIVE_CREDENTIALS.some((name) => given[name] !== undefined);
  const parsed = schema.safeParse(given);
  const wrong = parsed.error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`) ?? [];
  const problems = [...wrong, ...(live ? liveProblems(given) : [])];
  if (!parsed.success || problems.length > 0) throw new EnvProblem(problems);
  return live ? liveEnv(parsed.data) : demoEnv(parsed.data);
}

let known: Env | undefined;

/** The environment of this process, read once. */
export function env(): Env {
  if (known) return known;
  if (existsSync(".env")) process.loadEnvFile(".env");
  const read = readEnv(process.env);
  if (!read.databaseUrl) {
    throw new EnvProblem([
      "DATABASE_URL is missing: set it, or run npm start once, which brings a database of its own",
    ]);
  }
  known = read;
  return known;
}

/** next-auth asks the environment for its own address, and nothing else can tell it: the only thing we ever write there. */
export function announceAuthUrl(appUrl: string): void {
  process.env.NEXTAUTH_URL = appUrl;
}
