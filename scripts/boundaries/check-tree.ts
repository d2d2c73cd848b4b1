import { posix } from "node:path";
import { checkEnvReads, checkLauncher, checkName, checkServerActions } from "./check-file";
import { checkImports, type Problem } from "./check-imports";
import { findCycles } from "./find-cycles";
import { readModule, type ModuleFacts } from "./read-module";

const isModule = (path: string) => /\.(ts|tsx|mjs)$/.test(path) && !/\.d\.m?ts$/.test(path);
const ENDINGS = ["", ".ts", ".tsx", ".mjs", "/index.ts", "/index.tsx"];

/** Path of what an import names: undefined for a package, null when no such file is in the tree (the compiler's affair). */
function resolveIn(paths: ReadonlySet<string>, from: string, specifier: string): string | null | undefined {
  const isOurs = specifier.startsWith("@/") || specifier.startsWith(".");
  if (!isOurs) return undefined;
  const base = specifier.startsWith("@/") ? specifier.slice(2) : posix.join(posix.dirname(from), specifier);
  return ENDINGS.map((ending) => base + ending).find((path) => paths.has(path)) ?? null;
}

/**
 * Checks the house: who imports whom, circles, who reads the environment, what server actions export, names.
 * @param files every file of the tree by its path from the root; only modules need their text
 */
export function checkTree(files: ReadonlyMap<string, string>): Problem[] {
  const paths = new Set(files.keys());
  const modules = new Map<string, ModuleFacts>();
  for (const [path, source] of files) if (isModule(path)) modules.set(path, readModule(path, source));
  const problems: Problem[] = [];
  for (const [path, facts] of modules) {
    const resolve = (specifier: string) => resolveIn(paths, path, specifier);
    problems.push(
      ...checkName(path),
      ...checkImports(path, facts, resolve),
      ...checkEnvReads(path, facts),
      ...checkServerActions(path, facts),
    );
  }
  for (const path of launchersOf(modules, paths))
    problems.push(...checkLauncher(path, factsOf(modules, path)));
  return [...problems, ...checkCycles(modules, paths)];
}

function checkCycles(modules: ReadonlyMap<string, ModuleFacts>, paths: ReadonlySet<string>): Problem[] {
  const graph = new Map<string, string[]>();
  for (const [path, { imports }] of modules) {
    const targets = imports
      .filter(({ typeOnly }) => !typeOnly)
      .map(({ specifier }) => resolveIn(paths, path, specifier))
      .filter((target): target is string => typeof target === "string" && modules.has(target));
    graph.set(path, targets);
  }
  return findCycles(graph).map((members) => ({
    path: members[0] ?? "",
    line: 1,
    rule: "circles",
    text: `imports itself in a circle: ${members.join(", ")}`,
  }));
}

const factsOf = (modules: ReadonlyMap<string, ModuleFacts>, path: string): ModuleFacts => {
  const facts = modules.get(path);
  if (!facts) throw new Error(`Not a module: ${path}`);
  return facts;
};

/** The two commands of a fresh clone and everything they load at once. */
function launchersOf(modules: ReadonlyMap<string, ModuleFacts>, paths: ReadonlySet<string>): Set<string> {
  const reached = new Set(["scripts/start.mjs", "scripts/test.mjs"].filter((path) => modules.has(path)));
  for (const path of reached) {
    for (const { specifier, dynamic } of factsOf(modules, path).imports) {
      const target = resolveIn(paths, path, specifier);
      if (target && !dynamic && modules.has(target)) reached.add(target);
    }
  }
  return reached;
}
