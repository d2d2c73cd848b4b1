import { checkNode, ensureInstalled, loadEnvFile } from "./install.mjs";
import { giveUp, say, sinceStart } from "./say.mjs";

checkNode();
loadEnvFile();
const dev = process.argv.includes("--dev");
say(`Homeline: ${dev ? "development" : "the shop"} is starting.`);
await ensureInstalled();
const { checkEnvironment, startStack } = await import("./stack.mjs");

const live = (await checkEnvironment()) === "live";
const stack = await startStack({
  dataDir: process.env.DATA_DIR ?? ".data",
  distDir: process.env.NEXT_DIST_DIR ?? (dev ? ".next-dev" : ".next"),
  live,
  dev,
  port: { wanted: Number(process.env.PORT ?? 3000), asked: Boolean(process.env.PORT) },
  sandboxPort: { wanted: Number(process.env.SANDBOX_PORT ?? 4010), asked: Boolean(process.env.SANDBOX_PORT) },
}).catch((error) => giveUp("", error.message));

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  say("\nStopping …");
  await stack.stop();
  say("Stopped. Orders, catalog and mails are kept for the next start.");
  process.exit(0);
}
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => void stop());

say(`
Ready after ${sinceStart()}.

  Shop       ${stack.url}
  Dashboard  ${stack.url}/admin   (owner: ${owners()})`);
if (!live) {
  const sandbox = `http://127.0.0.1:${stack.ports.sandbox}`;
  say(`  Mailbox    ${sandbox}/mail   (receipts and sign-in links)
  Sandbox    ${sandbox}/   (scenarios by the last digits of a number, test cards, ledger)

  Try +234 803 123 4567 and the card 4242 4242 4242 4242.`);
}
say(`  Logs       ${stack.processes.logs}/\n\nCtrl-C stops everything; nothing is lost.`);

function owners() {
  if (process.env.ADMIN_EMAILS) return process.env.ADMIN_EMAILS;
  return live ? "nobody: set ADMIN_EMAILS" : "owner@homeline.test, the link comes to the mailbox";
}
