/** The worker in few files: read in a third of the time that its eight hundred sources take, so one that was killed is missed for less long. */
import fs from "node:fs";
import path from "node:path";
import { hashSources } from "./build.mjs";

const ENTRY = "scripts/worker.ts";

/** Makes it unless these sources were bundled before. @param {{ distDir: string }} options @returns {Promise<string>} the file to run */
export async function bundleWorker({ distDir }) {
  const name = hashSources(fs.readFileSync(ENTRY, "utf8")).slice(0, 16);
  const folder = path.join(distDir, "worker", name);
  const file = path.join(folder, "worker.mjs");
  if (fs.existsSync(file)) return file;
  const draft = `${folder}.${process.pid}`;
  const { build } = await import("esbuild");
  await build({
    entryPoints: [ENTRY],
    outdir: draft,
    bundle: true,
    // Its first lines run before the rest is read, so that it can be asked to end by then.
    splitting: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    outExtension: { ".js": ".mjs" },
    sourcemap: true,
    logLevel: "warning",
  });
  try {
    fs.renameSync(draft, folder);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    // Another worker that began at the same time made the same.
    if (!fs.existsSync(file)) throw error;
  }
  return file;
}
