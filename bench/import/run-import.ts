import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { count } from "drizzle-orm";
import { offers } from "@/db/schema";
import { createTestDatabase } from "@/db/testing";
import { sandboxProviders } from "@/lib/catalog/testing";
import { openTestSandbox } from "@/sandbox/open-test-sandbox";
import { watchForeignShare } from "../measure-foreign-share";
import { verdictOf, type Result } from "../result";

const MOST_SECONDS = 120;
const MOST_MIB = 500;
const LOOK_MS = 100;

interface Imported {
  seconds: number;
  /** The most memory it ever held. */
  mib: number;
}

/** Kernel's own record of the most memory a process has held; undefined once it is gone. */
function peakOf(pid: number): number | undefined {
  try {
    const line = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return line ? Number(line[1]) / 1024 : undefined;
  } catch {
    return undefined;
  }
}

/** The import as operators of the shop run it: a process of its own, at the providers' real limits. */
function importOnce(env: NodeJS.ProcessEnv): Promise<Imported> {
  const start = performance.now();
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/import-catalog.ts"], {
    env,
    stdio: ["ignore", "ignore", "inherit"],
  });
  let mib = 0;
  const watch = setInterval(() => (mib = peakOf(child.pid ?? 0) ?? mib), LOOK_MS);
  return new Promise((resolve, reject) => {
    child.once("exit", (code) => {
      clearInterval(watch);
      if (code === 0) resolve({ seconds: (performance.now() - start) / 1000, mib });
      else reject(new Error(`The import ended with ${code}`));
    });
  });
}

/** The same lists read and thrown away: no import can be faster. */
async function readOnly(url: string): Promise<{ seconds: number; read: number }> {
  const start = performance.now();
  const read = await Promise.all(
    sandboxProviders({ url }, 1).map(async (provider) => {
      let listed = 0;
      for await (const offer of provider.listOffers()) listed += offer.sku === "" ? 0 : 1;
      return listed;
    }),
  );
  return { seconds: (performance.now() - start) / 1000, read: read.reduce((sum, one) => sum + one, 0) };
}

/** Bitrefill counts pages by the minute: a reading right after another would wait for the next one. */
const nextMinute = () => new Promise((resolve) => setTimeout(resolve, 60_000));

/** All five catalogs into an empty database, then once more. */
export async function runImport(): Promise<Result[]> {
  const [database, sandbox] = [await createTestDatabase(), await openTestSandbox({ timeScale: 1 })];
  const dataDir = mkdtempSync(join(tmpdir(), "homeline-bench-"));
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    SANDBOX_PORT: String(sandbox.port),
    DATA_DIR: dataDir,
    LOG_LEVEL: "error",
    TIME_SCALE: "1",
  };
  const foreign = watchForeignShare();
  const first = await importOnce(env);
  const [row] = await database.ctx.db.select({ stored: count() }).from(offers);
  await nextMinute();
  const again = await importOnce(env);
  await nextMinute();
  const floor = await readOnly(sandbox.url);
  const shared = { goal: "import", foreign: foreign() };
  await Promise.all([database.close(), sandbox.close()]);
  rmSync(dataDir, { recursive: true, force: true });
  const stored = row?.stored ?? 0;
  return [
    {
      ...shared,
      what: `five catalogs into an empty shop, ${stored} offers`,
      measured: `${first.seconds.toFixed(1)} s, ${Math.round(stored / first.seconds)} offers/s`,
      ceiling: `the lists read and thrown away: ${floor.seconds.toFixed(1)} s, ratio ${(first.seconds / floor.seconds).toFixed(1)}`,
      wanted: `≤ ${MOST_SECONDS} s`,
      verdict: verdictOf(first.seconds <= MOST_SECONDS && floor.read >= stored),
    },
    {
      ...shared,
      what: "the same once more, nothing changed",
      measured: `${again.seconds.toFixed(1)} s`,
      ceiling: "–",
      wanted: `≤ ${MOST_SECONDS} s`,
      verdict: verdictOf(again.seconds <= MOST_SECONDS),
    },
    {
      ...shared,
      what: "most memory of the importing process",
      measured: `${Math.round(Math.max(first.mib, again.mib))} MiB`,
      ceiling: "–",
      wanted: `≤ ${MOST_MIB} MiB`,
      verdict: verdictOf(Math.max(first.mib, again.mib) <= MOST_MIB),
    },
  ];
}
