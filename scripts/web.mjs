/** One web process: `npm run web`, as many as wanted on one DATABASE_URL. */
import { spawn } from "node:child_process";
import { loadEnvFile } from "./install.mjs";
import { pagesServer } from "./processes.mjs";
import { giveUp } from "./say.mjs";
import { ensureBuilt, ensureGenerated } from "./build.mjs";
import { checkEnvironment } from "./stack.mjs";

loadEnvFile();
const live = (await checkEnvironment()) === "live";
const distDir = process.env.NEXT_DIST_DIR ?? ".next";
await ensureGenerated();
await ensureBuilt({ distDir, env: {} }).catch((error) => giveUp(error.message));
const args = pagesServer({ port: process.env.PORT ?? "3000", hostname: live ? "0.0.0.0" : "127.0.0.1" });
const child = spawn(process.execPath, args, {
  stdio: "inherit",
  env: { ...process.env, NEXT_DIST_DIR: distDir },
});
let asked = false;
for (const signal of ["SIGINT", "SIGTERM"])
  process.on(signal, () => {
    asked = true;
    child.kill(signal);
  });
// The server says by which signal it ended; who asked for it calls that well.
child.on("exit", (code) => process.exit(asked && code !== null && code > 128 ? 0 : (code ?? 1)));
