import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createProcesses, type Processes } from "./processes.mjs";

let dir: string;
let processes: Processes;
let ends: (number | string)[];
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "homeline-processes-"));
  ends = [];
  processes = createProcesses({ dir, quiet: true, onEnd: (_, how) => void ends.push(how) });
});
afterEach(async () => {
  await processes.stopAll();
  rmSync(dir, { recursive: true, force: true });
});

const LIVES_ON =
  "process.on('SIGTERM', () => process.exit(7)); setInterval(() => {}, 1000); console.log('up')";
const program = (code: string): string[] => ["-e", code];

it("starts again what ends by itself, the first time with what it was given once", async () => {
  const once = { FIRST: "3" };
  const args = program(`const { FIRST } = process.env; if (FIRST) process.exit(Number(FIRST)); ${LIVES_ON}`);
  processes.startOnce("shop", { args, env: {}, once });
  await expect.poll(() => ends, { timeout: 10_000 }).toEqual([3]);
  await expect.poll(() => processes.alive("shop"), { timeout: 10_000 }).toBe(true);
});

it("starts a killed one again", async () => {
  processes.start("shop", program("setInterval(() => {}, 1000)"));
  const first = processes.pid("shop");
  processes.signal("shop", "SIGKILL");
  await expect
    .poll(() => processes.alive("shop") && processes.pid("shop") !== first, { timeout: 10_000 })
    .toBe(true);
  expect(ends).toEqual(["SIGKILL"]);
});

it("leaves alone what was stopped, and tells its exit code", async () => {
  processes.start("shop", program(LIVES_ON));
  // Asked before it has read its program, it would end by the signal itself.
  const said = () => readFileSync(join(processes.logs, "shop.log"), "utf8");
  await expect.poll(said, { timeout: 10_000 }).toContain("up");
  expect(await processes.stop("shop")).toBe(7);
  expect(processes.alive("shop")).toBe(false);
  expect(ends).toEqual([]);
});

it("never starts again what is lost for good", async () => {
  processes.start("shop", program(LIVES_ON));
  processes.lose("shop");
  expect(processes.alive("shop")).toBe(false);
  processes.start("other", program("process.exit(0)"));
  await expect.poll(() => ends, { timeout: 10_000 }).toEqual([0]);
  expect(processes.alive("shop")).toBe(false);
});
