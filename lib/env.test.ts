import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EnvProblem, readEnv, VARIABLES } from "./env";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "homeline-env-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const key = () => randomBytes(32).toString("base64");
const LIVE: Record<string, string> = {
  DATABASE_URL: "postgres://shop:secret@db.example.org:5432/shop",
  APP_URL: "https://shop.example.org",
  STRIPE_SECRET_KEY: "sk_live_1",
  STRIPE_WEBHOOK_SECRET: "whsec_live",
  SMTP_URL: "smtps://user:password@mail.example.org:465",
  MAIL_FROM: "Homeline <orders@example.org>",
  NEXTAUTH_SECRET: key(),
  ARTEFACT_KEY: key(),
};
const RELOADLY = {
  RELOADLY_CLIENT_ID: "id",
  RELOADLY_CLIENT_SECRET: "secret",
  RELOADLY_WEBHOOK_SECRET: "webhook",
};
const A1TOPUP = { A1TOPUP_API_KEY: "key", A1TOPUP_ENABLED: "yes" };
const VALUETOPUP = { VALUETOPUP_USER_ID: "user", VALUETOPUP_PASSWORD: "password" };
const BITREFILL = { BITREFILL_API_ID: "id", BITREFILL_API_SECRET: "secret" };
const TELECOM = { TELECOM_TOKEN: "token", TELECOM_WEBHOOK_SECRET: "webhook" };

const read = (variables: Record<string, string | undefined> = {}) =>
  readEnv({ DATA_DIR: folder, ...variables });
const without = (name: string) =>
  Object.fromEntries(Object.entries(LIVE).filter(([other]) => other !== name));

function problemsOf(variables: Record<string, string | undefined>): string[] {
  try {
    read(variables);
    return [];
  } catch (error) {
    if (!(error instanceof EnvProblem)) throw error;
    expect(error.message).toBe(error.problems.join("\n"));
    return error.problems;
  }
}

describe("with nothing set", () => {
  test("everything is the sandbox's, on this machine", () => {
    expect(read()).toMatchObject({
      mode: "demo",
      databaseUrl: "",
      appUrl: "http://127.0.0.1:3000",
      timeScale: 1,
      adminEmails: ["owner@homeline.test"],
      mail: { smtpUrl: "smtp://127.0.0.1:4011" },
      stripe: { host: "127.0.0.1", port: 4010, protocol: "http" },
      reloadly: { baseUrls: { topups: "http://127.0.0.1:4010/reloadly/topups" } },
      a1topup: { baseUrl: "http://127.0.0.1:4010/a1topup" },
      valuetopup: {
        account: { currency: "USD" },
        baseUrl: "http://127.0.0.1:4010/valuetopup/api/v2",
      },
      bitrefill: {
        credentials: { apiId: "sandbox-bitrefill" },
        baseUrl: "http://127.0.0.1:4010/bitrefill",
      },
      telecom: { baseUrls: { api: "http://127.0.0.1:4010/telecom" } },
      fxUrl: "http://127.0.0.1:4010/fx/latest",
    });
  });
  test("an empty variable counts as not set, whatever it is", () => {
    const empty = Object.fromEntries(VARIABLES.map((name) => [name, " "]));
    expect(read({ ...empty, DATA_DIR: folder })).toEqual(read());
  });
  test("ports and address follow what is asked for", () => {
    const env = read({
      PORT: "3100",
      SANDBOX_PORT: "4100",
      APP_URL: "http://localhost:8080/",
      TIME_SCALE: "20",
    });
    expect(env).toMatchObject({ appUrl: "http://localhost:8080", timeScale: 20, stripe: { port: 4100 } });
    expect(env.mail.smtpUrl).toBe("smtp://127.0.0.1:4101");
    expect(read({ PORT: "3100" }).appUrl).toBe("http://127.0.0.1:3100");
  });
  test("owners, and what is sold to though forbidden, are listed with commas, in any case", () => {
    expect(read({ SELL_TO_FORBIDDEN: " cu," }).sellToForbidden).toEqual(["CU"]);
    expect(read({ ADMIN_EMAILS: " Ama@Example.org, ,kofi@example.org" }).adminEmails).toEqual([
      "ama@example.org",
      "kofi@example.org",
    ]);
  });
});

describe("a wrong variable is named in one line", () => {
  test.each([
    ["DATABASE_URL", "mysql://x", "DATABASE_URL must start with postgres://"],
    ["PORT", "0", "PORT must be a whole number from 1 to 65535"],
    ["PORT", "http", "PORT must be a whole number from 1 to 65535"],
    ["PORT", "1e3", "PORT must be a whole number from 1 to 65535"],
    ["PORT", "3000.5", "PORT must be a whole number from 1 to 65535"],
    ["SANDBOX_PORT", "65535", "SANDBOX_PORT must be a whole number from 1 to 65534"],
    ["APP_URL", "shop.example.org", "APP_URL must be an address like https://shop.example.org"],
    ["APP_URL", "https://shop.example.org/path", "APP_URL must be an address like https://shop.example.org"],
    ["TIME_SCALE", "0", "TIME_SCALE must be a whole number from 1 to 10000"],
    ["TIME_SCALE", "0.5", "TIME_SCALE must be a whole number from 1 to 10000"],
    ["TIME_SCALE", "-1", "TIME_SCALE must be a whole number from 1 to 10000"],
    ["LOG_LEVEL", "loud", "LOG_LEVEL must be one of debug, info, warn, error, silent"],
    ["RELOADLY_ENVIRONMENT", "prod", "RELOADLY_ENVIRONMENT must be one of live, test"],
    ["A1TOPUP_ENABLED", "maybe", "A1TOPUP_ENABLED must be one of yes, no"],
    ["VALUETOPUP_ENVIRONMENT", "prod", "VALUETOPUP_ENVIRONMENT must be one of live, test"],
    ["VALUETOPUP_CURRENCY", "dollars", "VALUETOPUP_CURRENCY must be a currency code like USD"],
    ["VALUETOPUP_CREDIT_LIMIT", "-5", "VALUETOPUP_CREDIT_LIMIT must be an amount like 5000.00"],
    [
      "TELECOM_URL",
      "http://api.example.org",
      "TELECOM_URL must be an address like https://api.giftapi.io/v1",
    ],
    ["FX_URL", "rates", "FX_URL must start with https://"],
    ["NEXTAUTH_SECRET", "short", "NEXTAUTH_SECRET must be at least 32 letters: openssl rand -base64 32"],
    ["ARTEFACT_KEY", "c2hvcnQ=", "ARTEFACT_KEY must be 32 bytes in base64: openssl rand -base64 32"],
    ["WORKER_CONCURRENCY", "0", "WORKER_CONCURRENCY must be a whole number from 1 to 500"],
    ["DATABASE_POOL", "201", "DATABASE_POOL must be a whole number from 1 to 200"],
    ["SELL_TO_FORBIDDEN", "CU,NG", "SELL_TO_FORBIDDEN must be some of CU,IR,KP,SY,UA-43,UA-40,UA-14,UA-09"],
    ["FAILPOINTS", "x=kill", "FAILPOINTS must be a list like attempt.claimed=kill@3,intent.told=freeze"],
  ])("%s=%s", (name, value, line) => {
    expect(problemsOf({ [name]: value })).toEqual([line]);
    // Live, the same line and no other.
    expect(
      problemsOf({ ...LIVE, [name]: value }).filter((problem) => !problem.includes("when live")),
    ).toEqual([line]);
  });
  test("all that is wrong and missing is said at once", () => {
    const lines = problemsOf({ PORT: "x", LOG_LEVEL: "loud", STRIPE_SECRET_KEY: "sk", TIME_SCALE: "20" });
    expect(lines.map((line) => line.split(" ")[0])).toEqual([
      "PORT",
      "LOG_LEVEL",
      "DATABASE_URL",
      "APP_URL",
      "STRIPE_WEBHOOK_SECRET",
      "SMTP_URL",
      "MAIL_FROM",
      "NEXTAUTH_SECRET",
      "ARTEFACT_KEY",
      "TIME_SCALE",
    ]);
    expect(lines.filter((line) => line.includes("\n"))).toEqual([]);
  });
});

describe("never half live", () => {
  test("nothing ends itself on purpose", () => {
    const lines = problemsOf({ ...LIVE, FAILPOINTS: "intent.told=kill" });
    expect(lines).toEqual(["FAILPOINTS must not be set when live"]);
  });
  test("with everything set nothing is left of the sandbox", () => {
    const env = read({ ...LIVE, ...RELOADLY, ...A1TOPUP, ...VALUETOPUP, ...TELECOM, ...BITREFILL });
    expect(env).toMatchObject({
      mode: "live",
      appUrl: "https://shop.example.org",
      adminEmails: [],
      stripe: { secretKey: "sk_live_1", host: "api.stripe.com", port: 443, protocol: "https" },
      reloadly: {
        baseUrls: {
          auth: "https://auth.reloadly.com",
          topups: "https://topups.reloadly.com",
          giftcards: "https://giftcards.reloadly.com",
          utilities: "https://utilities.reloadly.com",
        },
      },
      a1topup: { apiKey: "key", baseUrl: "https://a1topup.com" },
      valuetopup: {
        credentials: { userId: "user", password: "password" },
        account: { currency: "USD" },
        baseUrl: "https://www.valuetopup.com/api/v2",
      },
      bitrefill: {
        credentials: { apiId: "id", apiSecret: "secret" },
        baseUrl: "https://api.bitrefill.com/v2",
      },
      telecom: { token: "token", webhookSecret: "webhook", baseUrls: { api: "https://api.giftapi.io/v1" } },
      fxUrl: undefined,
    });
    expect(JSON.stringify(env)).not.toMatch(/127\.0\.0\.1|localhost|sandbox|homeline\.test|4010/i);
  });
  test("a provider without credentials is off", () => {
    const env = read(LIVE);
    expect(env.reloadly).toBeUndefined();
    expect(env.a1topup).toBeUndefined();
    expect(env.valuetopup).toBeUndefined();
    expect(env.telecom).toBeUndefined();
    expect(env.bitrefill).toBeUndefined();
    expect(JSON.stringify(env)).not.toMatch(
      /127\.0\.0\.1|localhost|sandbox|reloadly|a1topup|valuetopup|giftapi|bitrefill|homeline\.test/i,
    );
  });
  test("A1Topup is off until it is switched on, and is not switched on without its key", () => {
    const { A1TOPUP_API_KEY } = A1TOPUP;
    expect(read({ ...LIVE, A1TOPUP_API_KEY }).a1topup).toBeUndefined();
    expect(read({ ...LIVE, A1TOPUP_API_KEY, A1TOPUP_ENABLED: "no" }).a1topup).toBeUndefined();
    expect(problemsOf({ ...LIVE, A1TOPUP_ENABLED: "yes" })).toEqual([
      "A1TOPUP_ENABLED is yes, but A1TOPUP_API_KEY is missing",
    ]);
  });
  test.each(Object.keys(LIVE))("%s missing stops the start with its line", (name) => {
    const lines = problemsOf({ ...without(name), ...RELOADLY });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(new RegExp(`^${name} is missing: .`));
    // Empty is missing.
    expect(problemsOf({ ...LIVE, ...RELOADLY, [name]: " " })).toEqual(lines);
  });
  test.each([
    "STRIPE_SECRET_KEY",
    "STRIPE_WEBHOOK_SECRET",
    "SMTP_URL",
    "A1TOPUP_API_KEY",
    ...Object.keys({ ...RELOADLY, ...VALUETOPUP, ...TELECOM, ...BITREFILL, BITREFILL_API_KEY: "" }),
  ])("%s alone is enough to be live, and asks for all the rest", (name) => {
    const value = LIVE[name] ?? "x";
    const lines = problemsOf({ [name]: value });
    const missing = Object.keys(LIVE).filter((other) => other !== name);
    for (const other of missing)
      expect(lines.some((line) => line.startsWith(`${other} is missing`))).toBe(true);
  });
  test.each(Object.keys(RELOADLY))("Reloadly has three credentials or none: not without %s", (name) => {
    const two = Object.fromEntries(Object.entries(RELOADLY).filter(([other]) => other !== name));
    expect(problemsOf({ ...LIVE, ...two })).toEqual([
      "RELOADLY_CLIENT_ID, RELOADLY_CLIENT_SECRET and RELOADLY_WEBHOOK_SECRET belong together: set all three or none",
    ]);
  });
  test("time runs at its own speed", () => {
    expect(problemsOf({ ...LIVE, TIME_SCALE: "20" })).toEqual(["TIME_SCALE must be 1 when live"]);
    expect(problemsOf({ ...LIVE, TIME_SCALE: "1" })).toEqual([]);
  });
  test("Reloadly's own sandbox is asked for by name", () => {
    const env = read({ ...LIVE, ...RELOADLY, RELOADLY_ENVIRONMENT: "test" });
    expect(env.reloadly?.baseUrls.topups).toBe("https://topups-sandbox.reloadly.com");
  });
  test("no secret of the demo is made", () => {
    const dir = join(folder, "live");
    read({ ...LIVE, DATA_DIR: dir });
    expect(() => statSync(dir)).toThrow("ENOENT");
  });
});

describe("the demo's secrets", () => {
  test("are made once, kept, and nobody else's to read", () => {
    const dir = join(folder, "once");
    const first = read({ DATA_DIR: dir });
    expect(Buffer.from(first.artefactKey, "base64")).toHaveLength(32);
    expect(first.authSecret).not.toBe(first.artefactKey);
    expect(read({ DATA_DIR: dir })).toEqual(first);
    expect(readdirSync(dir)).toEqual(["demo-secrets.json"]);
    if (process.platform !== "win32") {
      expect(statSync(join(dir, "demo-secrets.json")).mode & 0o777).toBe(0o600);
    }
    expect(read({ DATA_DIR: join(folder, "other") }).artefactKey).not.toBe(first.artefactKey);
  });
  test("are the same for processes that come for them at one moment", { timeout: 60_000 }, async () => {
    const dir = join(folder, "together");
    const gate = join(folder, "gate");
    const processes = Array.from({ length: 3 }, () => comeForSecrets(dir, gate));
    await Promise.all(processes.map(({ ready }) => ready));
    writeFileSync(gate, "");
    const keys = await Promise.all(processes.map(({ secret }) => secret));
    expect(keys[0]?.split(" ")).toHaveLength(200);
    expect(new Set(keys).size).toBe(1);
    expect(
      readdirSync(dir, { recursive: true }).filter(
        (name) => !/^\d+([/\\]demo-secrets.json)?$/.test(String(name)),
      ),
    ).toEqual([]);
  });
});

/** A process that is ready to take the secrets of 200 demos and does so when the gate opens. */
function comeForSecrets(dir: string, gate: string) {
  const script = `
    const { readEnv } = await import("@/lib/env");
    const { existsSync } = await import("node:fs");
    process.stdout.write("ready ");
    while (!existsSync(process.argv[2])) {}
    const keys = [];
    for (let n = 0; n < 200; n += 1) keys.push(readEnv({ DATA_DIR: process.argv[1] + "/" + n }).artefactKey);
    process.stdout.write(keys.join(" "));`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", script, dir, gate], {
    cwd: join(import.meta.dirname, ".."),
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk.toString();
      if (said.startsWith("ready ")) resolve();
    });
  });
  const secret = new Promise<string>((resolve) => {
    child.once("close", () => resolve(said.replace("ready ", "")));
  });
  return { ready, secret };
}

test(".env.example explains every variable, and sets none", () => {
  const example = readFileSync(join(import.meta.dirname, "../.env.example"), "utf8");
  const named = [...example.matchAll(/^#([A-Z0-9_]+)=/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(VARIABLES.toSorted());
  expect(example.split("\n").filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
});
