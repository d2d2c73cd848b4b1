import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkTree } from "./boundaries/check-tree";

/** Prints every import, circle, name or server action that breaks the order of the house, a line each. */
const root = join(import.meta.dirname, "..");
const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
});
const files = new Map<string, string>();
for (const path of listed.split("\0")) {
  if (path === "" || !existsSync(join(root, path))) continue;
  files.set(path, /\.(ts|tsx|mjs)$/.test(path) ? readFileSync(join(root, path), "utf8") : "");
}
const problems = checkTree(files);
for (const { path, line, text } of problems) process.stdout.write(`${path}:${line} ${text}\n`);
process.stdout.write(
  problems.length === 0
    ? `${files.size} files keep the boundaries\n`
    : `${problems.length} broken boundaries\n`,
);
process.exitCode = problems.length === 0 ? 0 : 1;
