/** Brings node_modules to what package-lock.json says. Node's own modules only: nothing is installed yet. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import { giveUp, step } from "./say.mjs";

const MARKER = "node_modules/.homeline-installed";

export function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major < 20 || (major === 20 && minor < 19)) {
    giveUp(
      `Homeline needs Node 20.19 or newer; this is ${process.versions.node}. https://nodejs.org has it.`,
    );
  }
}

export async function ensureInstalled() {
  const wanted = createHash("sha256")
    .update(fs.readFileSync("package-lock.json"))
    .update(process.versions.modules)
    .digest("hex");
  const found = fs.existsSync(MARKER) ? fs.readFileSync(MARKER, "utf8") : "";
  if (found === wanted) return;
  await step("Installing packages", () => {
    const npm = process.platform === "win32" ? "npm.cmd" : "npm";
    const options = { stdio: ["ignore", "ignore", "pipe"], shell: process.platform === "win32" };
    const result = spawnSync(npm, ["ci", "--no-audit", "--no-fund", "--loglevel=error"], options);
    if (result.status !== 0) {
      giveUp(
        String(result.stderr),
        "npm could not install the packages: check the network and run it again.",
      );
    }
    fs.writeFileSync(MARKER, wanted);
  });
}

/** `.env` fills what the environment leaves open. */
export function loadEnvFile() {
  if (fs.existsSync(".env")) process.loadEnvFile(".env");
}
