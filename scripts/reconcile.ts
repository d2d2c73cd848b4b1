import { reconcileBooks, runtime } from "@/lib/runtime";

/**
 * Compares our books with Stripe's and each provider's: `npm run reconcile [-- --from 2026-11-01 --to 2026-11-08]`, both ISO, the last day
 * without them. Ends with 1 when the books differ, with 2 when a source could not be read to its end.
 */
const DAY_MS = 86_400_000;

function moment(flag: string): Date | undefined {
  const at = process.argv.indexOf(flag);
  if (at === -1) return undefined;
  const date = new Date(process.argv[at + 1] ?? "");
  if (Number.isNaN(date.getTime())) throw new Error(`${flag} takes a day or a time such as 2026-11-01`);
  return date;
}

const { connection } = runtime("reconcile");
const to = moment("--to");
const from = moment("--from") ?? new Date((to?.getTime() ?? Date.now()) - DAY_MS);
const run = await reconcileBooks({ from, ...(to ? { to } : {}) });
const say = (line: string) => process.stdout.write(`${line}\n`);
if (run) {
  say(`From ${run.from.toISOString()} to ${run.to.toISOString()}`);
  for (const [name, { state, lines, error }] of Object.entries(run.sources))
    say(`${name.padEnd(12)} ${state.padEnd(11)} ${lines} lines${error ? `: ${error}` : ""}`);
  const found = Object.entries(run.found);
  if (found.length === 0) say(run.state === "complete" ? "The books agree." : "What could be read agrees.");
  for (const [kind, count] of found) say(`${kind.padEnd(24)} ${count}`);
  process.exitCode = run.state === "incomplete" ? 2 : found.length > 0 ? 1 : 0;
}
await connection.close();
