/** One worker process: `npm run worker`, as many as wanted on one DATABASE_URL. */
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundleWorker } from "./bundle-worker.mjs";
import { loadEnvFile } from "./install.mjs";
import { giveUp } from "./say.mjs";
import { checkEnvironment } from "./stack.mjs";

loadEnvFile();
await checkEnvironment();
const distDir = process.env.NEXT_DIST_DIR ?? ".next";
const file = await bundleWorker({ distDir }).catch((error) => giveUp(error.message));
await import(pathToFileURL(path.resolve(file)).href);
