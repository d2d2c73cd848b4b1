/** Builds the shop when its sources changed since the last build of a folder. */
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { nextCli, runOnce, typescript } from "./processes.mjs";
import { pressFiles } from "./web/press-files.mjs";

const SOURCES = [
  "app",
  "components",
  "db",
  "i18n",
  "lib",
  "messages",
  "next.config.mjs",
  "package-lock.json",
  "package.json",
  "tsconfig.json",
];

function filesOf(name) {
  if (!fs.existsSync(name)) return [];
  if (!fs.statSync(name).isDirectory()) return [name];
  return fs
    .readdirSync(name)
    .sort()
    .flatMap((entry) => filesOf(path.join(name, entry)));
}

/** Of all that a build reads, tests left out. */
export function hashSources(extra) {
  const hash = createHash("sha256").update(extra);
  for (const file of SOURCES.flatMap(filesOf)) {
    if (/\.test\.tsx?$/.test(file)) continue;
    hash.update(file).update(fs.readFileSync(file));
  }
  return hash.digest("hex");
}

/** Tables of operator ranges and flags: made once, they come from packages. */
export async function ensureGenerated() {
  if (!fs.existsSync("public/carriers/NOTICE.txt")) await runOnce(typescript("scripts/build-carriers.ts"));
  if (!fs.existsSync("public/flags/ng.svg")) await runOnce(typescript("scripts/build-flags.ts"));
}

/** @param {{ distDir: string, env: Record<string, string> }} options @returns {Promise<boolean>} whether it had to build */
export async function ensureBuilt({ distDir, env }) {
  const marker = path.join(distDir, "homeline-build");
  const wanted = hashSources(env.APP_URL ?? "");
  if (fs.existsSync(marker) && fs.readFileSync(marker, "utf8") === wanted) return false;
  await runOnce(nextCli("build"), { env: { ...env, NEXT_DIST_DIR: distDir, NODE_ENV: "production" } });
  await pressFiles(path.join(distDir, "static"));
  fs.writeFileSync(marker, wanted);
  return true;
}
