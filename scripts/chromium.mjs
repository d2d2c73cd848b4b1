/** A Chromium for the browser tests: one that is there, else one that is installed. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { giveUp, step } from "./say.mjs";

/** Chromium without a window of its own draws the same pages for half the work. */
const SHELLS = ["chromium-headless-shell", "chrome-headless-shell"];
const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome", "msedge"];
const PLACES = [
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

const there = (file) => Boolean(file) && fs.existsSync(file);

const onPath = (names) =>
  (process.env.PATH ?? "")
    .split(path.delimiter)
    .flatMap((folder) => names.map((name) => path.join(folder, name)))
    .find(there);

const findAny = () => onPath(NAMES) ?? [...PLACES, ownOfPlaywright()].find(there);

const run = (command, ...args) => spawnSync(command, args, { stdio: "ignore" }).status === 0;

/** Debian's package, where this is such a machine and we may install. */
function installByApt(name) {
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
  const apt = (...args) => run(...sudo, "apt-get", ...args);
  return run("apt-get", "--version") && apt("update") && apt("install", "-y", name);
}

function install() {
  if (installByApt("chromium-headless-shell")) return;
  if (findAny() || installByApt("chromium")) return;
  run(process.execPath, "node_modules/playwright/cli.js", "install", "chromium");
}

/** @returns {Promise<string>} path of the program */
export async function ensureChromium() {
  const asked = process.env.CHROMIUM_PATH;
  if (there(asked)) return asked;
  if (!onPath(SHELLS)) await step("A Chromium without a window", install);
  return (
    onPath(SHELLS) ??
    findAny() ??
    giveUp("No Chromium for the browser tests: install one, or set CHROMIUM_PATH to it.")
  );
}
