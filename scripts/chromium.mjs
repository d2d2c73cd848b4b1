/** A Chromium for the browser tests: one that is there, else one that is installed. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { giveUp, step } from "./say.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"];
const PLACES = [
  "/usr/bin/chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

function ownOfPlaywright() {
  try {
    return createRequire(import.meta.url)("playwright").chromium.executablePath();
  } catch {
    return "";
  }
}

function find() {
  const onPath = (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => NAMES.map((name) => path.join(folder, name)));
  const candidates = [process.env.CHROMIUM_PATH ?? "", ...PLACES, ...onPath, ownOfPlaywright()];
  return candidates.find((file) => file && fs.existsSync(file));
}

const run = (command, ...args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;

function install() {
  const root = process.getuid?.() === 0;
  const sudo = root ? [] : ["sudo", "-n"];
  const apt = (...args) => run(...sudo, "apt-get", ...args);
  if (run("apt-get", "--version") && apt("update") && apt("install", "-y", "chromium")) return;
  run(process.execPath, "node_modules/playwright/cli.js", "install", "chromium");
}

/** @returns {Promise<string>} path of the program */
export async function ensureChromium() {
  const found = find();
  if (found) return found;
  await step("Installing Chromium", install);
  return find() ?? giveUp("No Chromium for the browser tests: install one, or set CHROMIUM_PATH to it.");
}
