import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { freePort } from "@/scripts/ports.mjs";

const NEXT = join(process.cwd(), "node_modules/next/dist/bin/next");
const FOLDER = join(import.meta.dirname, "../bare-next");

/** Builds and starts the bare Next app. @throws when it cannot be built */
export async function startBareNext(
  databaseUrl: string,
): Promise<{ url: string; pid: number; stop(): void }> {
  const env = { ...process.env, NODE_ENV: "production" as const, DATABASE_URL: databaseUrl };
  const built = spawnSync(process.execPath, [NEXT, "build", FOLDER], { env, encoding: "utf8" });
  if (built.status !== 0)
    throw new Error(`The bare Next app was not built:\n${built.stdout}\n${built.stderr}`);
  const port = await freePort();
  const child = spawn(process.execPath, [NEXT, "start", FOLDER, "-p", String(port), "-H", "127.0.0.1"], {
    env,
    stdio: "ignore",
  });
  const url = `http://127.0.0.1:${port}`;
  const answers = () =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) {
    if (child.exitCode !== null) throw new Error("The bare Next app stopped");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { url, pid: child.pid ?? 0, stop: () => void child.kill("SIGTERM") };
}
