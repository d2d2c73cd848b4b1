import { writeFileSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import { join } from "node:path";
import type { Result } from "./result";

const share = (foreign: number | undefined): string =>
  foreign === undefined ? "–" : `${Math.round(foreign * 100)} %`;

/** Writes the results as a table, with what one must know to read them. */
export function writeResults(results: Result[]): string {
  const busiest = Math.max(0, ...results.map(({ foreign }) => foreign ?? 0));
  const text = [
    "# Benchmark results",
    "",
    `${new Date().toISOString().slice(0, 16).replace("T", " ")} UTC · ${availableParallelism()} × ${cpus()[0]?.model.trim() ?? "?"} · Node ${process.version}`,
    "",
    "Server, load and database share these processors. Ratios compare two things measured in turns in the same run; absolute numbers",
    "depend on the machine. *Foreign* is the share of the processors that programs other than ours used meanwhile.",
    ...(busiest > 0.1
      ? [
          "",
          `**The machine was busy with other work (up to ${share(busiest)}): times are worse than on a quiet one.**`,
        ]
      : []),
    "",
    "| goal | what | measured | beside it | wanted | verdict | foreign |",
    "| --- | --- | --- | --- | --- | --- | --- |",
    ...results.map(
      ({ goal, what, measured, ceiling, wanted, verdict, foreign }) =>
        `| ${goal} | ${what} | **${measured}** | ${ceiling} | ${wanted} | ${verdict} | ${share(foreign)} |`,
    ),
    "",
  ].join("\n");
  writeFileSync(join(import.meta.dirname, "results.md"), text);
  return text;
}
