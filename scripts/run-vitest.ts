import { spawn } from "node:child_process";
import { join } from "node:path";
import { startDatabase } from "./database.mjs";

const root = join(import.meta.dirname, "..");

/** Runs the test runner with these words and variables, on a database of one's own by DATABASE_URL, else on the embedded one. Resolves to its exit code. */
export async function runVitest(words: string[], variables: Record<string, string>): Promise<number> {
  const given = process.env.DATABASE_URL;
  const server = given
    ? undefined
    : await startDatabase({ dir: join(root, ".data/check/postgres"), settings: ["fsync=off"] });
  const child = spawn(process.execPath, [join(root, "node_modules/vitest/vitest.mjs"), "run", ...words], {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, DATABASE_URL: given ?? server?.url, ...variables },
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (server && server.how !== "attached") server.stop();
      resolve(code ?? 1);
    });
  });
}
