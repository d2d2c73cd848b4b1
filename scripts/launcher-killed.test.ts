import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { afterEach, beforeEach, expect, it } from "vitest";
import { startDatabase, type StartedDatabase } from "./database.mjs";
import { createProcesses } from "./processes.mjs";

let dir: string;
let launcher: ChildProcess | undefined;
let database: StartedDatabase | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "homeline-launched-"));
  // Started by root, the server runs as somebody else, who must get in.
  chmodSync(dir, 0o755);
});
afterEach(() => {
  launcher?.kill("SIGKILL");
  database?.stop("immediate");
  rmSync(dir, { recursive: true, force: true });
});

/** What `npm start` does, in a process of its own: a database and two children, one with a title of its own, and then it lives on. */
async function launch(): Promise<{ url: string; children: number[] }> {
  const program = `
    const { startDatabase } = await import("./scripts/database.mjs");
    const { createProcesses } = await import("./scripts/processes.mjs");
    const { url } = await startDatabase({ dir: ${JSON.stringify(join(dir, "postgres"))} });
    const processes = createProcesses({ dir: ${JSON.stringify(dir)}, quiet: true });
    processes.start("idle", ["--import", "tsx", "-e", "setInterval(() => {}, 1000)"]);
    processes.start("web", ["-e", "process.title = 'homeline-web'; setInterval(() => {}, 1000)"]);
    console.log(JSON.stringify({ url, children: [processes.pid("idle"), processes.pid("web")] }));
    setInterval(() => {}, 1000);`;
  launcher = spawn(process.execPath, ["--input-type=module", "-e", program], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [said] = (await once(launcher.stdout ?? launcher, "data")) as [Buffer];
  return JSON.parse(said.toString()) as { url: string; children: number[] };
}

/** One that ended and was not yet buried counts as gone. */
const isAlive = (pid: number): boolean => {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.trim().startsWith("Z");
};

const commandOf = (pid: number | undefined): string =>
  spawnSync("ps", ["-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim();

it("the launcher is killed with -9 and started again: the same database with its data, and no child is left of before", async () => {
  const { url, children } = await launch();
  await expect.poll(() => commandOf(children[1])).toBe("homeline-web");
  const write = postgres(url, { max: 1, onnotice: () => undefined });
  await write`create table kept as select 42 as answer`;
  await write.end();
  launcher?.kill("SIGKILL");
  expect(children.filter(isAlive)).toEqual(children);

  database = await startDatabase({ dir: join(dir, "postgres") });
  expect(database).toMatchObject({ how: "attached", url });
  const read = postgres(database.url, { max: 1 });
  expect(await read`select answer from kept`).toMatchObject([{ answer: 42 }]);
  await read.end();

  await createProcesses({ dir, quiet: true }).stopAll();
  await expect.poll(() => children.filter(isAlive)).toEqual([]);
}, 60_000);
