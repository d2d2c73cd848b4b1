/** Everything that must hold, on a fresh clone: checks, unit, contract and database tests, journeys in a browser, a fault campaign of 300 orders. `npm test check`, `journeys` and `faults` run a part. */
import fs from "node:fs";
import { checkNode, ensureInstalled } from "./install.mjs";
import { say, sinceStart, step } from "./say.mjs";

const DATA_DIR = ".data/test";
const REPORTS = `${DATA_DIR}/reports`;
/** Every wait of the shop and of the sandbox is divided by it. */
const TIME_SCALE = "20";

/** No test may ever reach the real world, whatever the environment or .env says: an empty variable counts as not set. */
const LIVE = [
  "STRIPE_SECRET_KEY",
  "STRIPE_WEBHOOK_SECRET",
  "SMTP_URL",
  "MAIL_FROM",
  "ADMIN_EMAILS",
  "APP_URL",
];
const LIVE_PROVIDERS = [
  "RELOADLY_CLIENT_ID",
  "RELOADLY_CLIENT_SECRET",
  "RELOADLY_WEBHOOK_SECRET",
  "A1TOPUP_API_KEY",
  "A1TOPUP_ENABLED",
  "VALUETOPUP_USER_ID",
  "VALUETOPUP_PASSWORD",
  "TELECOM_TOKEN",
  "TELECOM_WEBHOOK_SECRET",
  "BITREFILL_API_ID",
  "BITREFILL_API_SECRET",
  "BITREFILL_API_KEY",
];
for (const name of [...LIVE, ...LIVE_PROVIDERS, "DATABASE_URL"]) process.env[name] = "";
process.env.TEST_REPORTS = REPORTS;

checkNode();
await ensureInstalled();
const { ensureChromium } = await import("./chromium.mjs");
const { startDatabase } = await import("./database.mjs");
const { freshDatabase, keepStocked } = await import("./fresh-database.mjs");
const { startStack } = await import("./stack.mjs");
const { runShown, typescript } = await import("./processes.mjs");

const only = process.argv.slice(2).filter((word) => !word.startsWith("-"));
const wants = (part) => only.length === 0 || only.includes(part);
fs.rmSync(REPORTS, { recursive: true, force: true });
fs.mkdirSync(REPORTS, { recursive: true });

const chromium = wants("journeys") ? await ensureChromium() : "";
// Nothing in it must outlive this machine, and each commit that waits for the disk makes the tests wait.
const settings = ["fsync=off"];
const server = await step("PostgreSQL", () => startDatabase({ dir: `${DATA_DIR}/postgres`, settings }));
let broken = 0;
try {
  if (wants("check")) await runChecks();
  if (wants("journeys")) await runJourneys();
  if (wants("faults")) await runFaults();
} catch (error) {
  broken += 1;
  say(error.message);
} finally {
  server.stop();
}
sayFailures();
const { passed, failed } = countResults();
say(`\nAll of it took ${sinceStart()}.`);
say(`${passed} passed, ${failed + broken} failed`);
process.exit(failed + broken === 0 && passed > 0 ? 0 : 1);

async function runChecks() {
  const code = await runShown(typescript("scripts/check.ts"), { env: { DATABASE_URL: server.url } });
  // Failed unit tests are counted from their report; anything else that failed counts as one.
  if (code !== 0 && countResults().failed === 0) broken += 1;
}

async function runJourneys() {
  const databaseUrl = await freshDatabase(server.url, { stocked: true });
  fs.rmSync(`${DATA_DIR}/sandbox`, { recursive: true, force: true });
  const stack = await startStack({
    dataDir: DATA_DIR,
    distDir: ".next-test",
    databaseUrl,
    live: false,
    dev: false,
    quiet: true,
    onStocked: (url) => keepStocked(server.url, url),
    port: { wanted: 3200, asked: false },
    sandboxPort: { wanted: 4210, asked: false },
    env: {
      TIME_SCALE,
      LOG_LEVEL: "info",
      FOUR_EYES_USD: "1",
      // The sandbox's Stripe pays out what is a few seconds old, so that there are payouts to read.
      STRIPE_PAYOUT_SECONDS: "5",
      ADMIN_EMAILS: "owner@homeline.test,second@homeline.test",
    },
  });
  const env = {
    ...stack.env,
    CHROMIUM_PATH: chromium,
    SHOP_URL: stack.url,
    SANDBOX_URL: `http://127.0.0.1:${stack.ports.sandbox}`,
  };
  try {
    const code = await runShown(
      ["node_modules/playwright/cli.js", "test", "-c", "e2e/playwright.config.ts"],
      { env },
    );
    if (code !== 0 && countResults().failed === 0) broken += 1;
  } finally {
    await stack.stop();
  }
}

/** A fault campaign, always by the same plan, on the same build and database; each of its checks counts as a test. */
async function runFaults() {
  const args = "--orders 300 --buyers 48 --seed 1 --build .next-test --port 3200".split(" ");
  const places = ["--data", `${DATA_DIR}/faults`, "--postgres", `${DATA_DIR}/postgres`];
  const report = ["--report", `${REPORTS}/faults.md`];
  const code = await runShown(typescript("e2e/faults/run-faults.ts", ...args, ...places, ...report));
  if (code !== 0 && countResults().failed === 0) broken += 1;
}

function readReport(name) {
  const file = `${REPORTS}/${name}.json`;
  return fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, "utf8")) : undefined;
}

function countResults() {
  const files = readReport("unit")?.testResults ?? [];
  const journeys = readReport("journeys")?.stats;
  const checks = readReport("faults")?.verdicts ?? [];
  const brokenChecks = checks.filter(({ violations }) => violations.length > 0).length;
  const units = files.flatMap(({ assertionResults }) => assertionResults.map(({ status }) => status));
  return {
    passed:
      units.filter((status) => status === "passed").length +
      (journeys?.expected ?? 0) +
      checks.length -
      brokenChecks,
    failed:
      brokenChecks +
      files.reduce((sum, file) => sum + unitFailures(file).length, 0) +
      (journeys?.unexpected ?? 0) +
      (journeys?.flaky ?? 0),
  };
}

/** What failed of a file of unit tests: its tests, or the file itself where it could not even be loaded. */
function unitFailures({ name, status, message, assertionResults }) {
  const broke = assertionResults.filter((test) => test.status === "failed");
  if (broke.length === 0) return status === "failed" ? [`${name}\n${message}`] : [];
  return broke.map((test) => `${name}: ${test.fullName}\n${test.failureMessages.join("\n")}`);
}

/** What failed once more at the end, where it is found: between it and the first report stand ten minutes of output. */
function sayFailures() {
  const failures = (readReport("unit")?.testResults ?? []).flatMap(unitFailures);
  for (const failure of failures) say(`\nfailed: ${failure.slice(0, 3_000)}`);
  for (const { check, violations } of readReport("faults")?.verdicts ?? []) {
    if (violations.length > 0) say(`\nfailed: ${check}\n${violations.join("\n").slice(0, 3_000)}`);
  }
}
