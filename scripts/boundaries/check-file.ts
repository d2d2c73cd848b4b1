import type { Problem } from "./check-imports";
import type { ModuleFacts } from "./read-module";
import { isTest, zoneOf, type Layer } from "./zone-of";

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Next's own folder names: `[locale]`, `(shop)`, `[...nextauth]`, `@modal`, `_private`. */
const FOLDER = /^(\[{1,2}(\.\.\.)?[a-z][a-zA-Z0-9]*\]{1,2}|\([a-z0-9-]+\)|@[a-z-]+|_[a-z-]+|\.[a-z-]+)$/;
const DRAWERS = /^(utils?|helpers?|quer(y|ies)|common|misc|shared|lib)$/;
/** Who may read the environment. */
const READS_ENV: readonly Layer[] = ["env", "root", "scripts", "e2e", "bench"];
const SETTINGS = "sandbox/settings.ts";
/** A server action changes something; what is read is read by the page. */
const READ_NAME = /^(read|get|list|load|fetch|query)(?=[A-Z])/;

const stem = (file: string) => file.replace(/(\.fuzz)?(\.(test|spec|bench|config|d|module))?\.[a-z]+$/, "");

/** Names: kebab-case, and no drawers that collect what has no place. */
export function checkName(path: string): Problem[] {
  const parts = path.split("/");
  const file = parts.pop() ?? "";
  const bad = (text: string): Problem => ({ path, line: 1, rule: "names", text });
  const problems: Problem[] = [];
  if (!KEBAB.test(stem(file))) problems.push(bad("is not kebab-case"));
  if (DRAWERS.test(stem(file))) problems.push(bad("is a drawer: name it after what it does"));
  for (const [depth, folder] of parts.entries()) {
    if (!KEBAB.test(folder) && !FOLDER.test(folder)) problems.push(bad(`folder ${folder} is not kebab-case`));
    // The one `lib` of the house, and the launchers' own.
    if (DRAWERS.test(folder) && !(folder === "lib" && (depth === 0 || parts[0] === "scripts"))) {
      problems.push(bad(`folder ${folder} is a drawer`));
    }
  }
  return problems;
}

export function checkEnvReads(path: string, facts: ModuleFacts): Problem[] {
  if (READS_ENV.includes(zoneOf(path).layer) || path === SETTINGS || isTest(path)) return [];
  const text = "reads the environment; only lib/env.ts and sandbox/settings.ts do";
  return facts.envReads.map((line) => ({ path, line, rule: "environment", text }));
}

/** "use server" makes every export callable by anybody: only async functions that change something belong there. */
export function checkServerActions(path: string, facts: ModuleFacts): Problem[] {
  return facts.exports.flatMap(({ name, async, line }) => {
    const bad = (text: string): Problem[] => [
      { path, line, rule: "server-actions", text: `${name} ${text}` },
    ];
    if (!async) return bad('is exported from a "use server" file and is no async function');
    if (READ_NAME.test(name)) return bad("reads; a server action only changes something");
    return [];
  });
}

/** A file that `node scripts/start.mjs` loads on a fresh clone, where nothing is installed yet. */
export function checkLauncher(path: string, facts: ModuleFacts): Problem[] {
  const text = "a launcher runs before anything is installed";
  return facts.imports
    .filter(({ specifier, dynamic }) => !dynamic && !/^(node:|\.)/.test(specifier))
    .map(({ specifier, line }) => ({ path, line, rule: "launchers", text: `imports ${specifier}: ${text}` }));
}
