import type { Spread } from "./measure-waits";
import type { CampaignResult } from "./run-campaign";

const seconds = (ms: number | undefined): string => (ms === undefined ? "–" : `${(ms / 1000).toFixed(1)} s`);
const MOST_SHOWN = 20;

interface Row {
  name: string;
  faults: number[];
  times: number;
  recovered: number[];
}

function rowsOf(result: CampaignResult): Row[] {
  const rows = new Map<string, Row>();
  for (const { name, faults, recoveredMs } of result.struck) {
    const row = rows.get(name) ?? { name, faults, times: 0, recovered: [] };
    row.times += 1;
    if (recoveredMs !== undefined) row.recovered.push(recoveredMs);
    rows.set(name, row);
  }
  const byOrders = result.byOrders.map((fault) => ({ ...fault, recovered: [] }));
  return [...rows.values(), ...byOrders].sort(
    (a, b) => (a.faults[0] ?? 99) - (b.faults[0] ?? 99) || a.name.localeCompare(b.name),
  );
}

function waitsOf({ waits }: CampaignResult): string[] {
  const tell = ({ count, p50, p99, most }: Spread): string =>
    `p50 ${seconds(p50)}, p99 ${seconds(p99)}, longest ${seconds(most)} (${count})`;
  return [
    `From the hold of a card to the claim, faults included: ${tell(waits.claimedAfter)}.`,
    `From the end of a lost lease until it was taken over: ${tell(waits.takenOverAfter)}.`,
  ];
}

const median = (of: number[]): number | undefined => [...of].sort((a, b) => a - b)[Math.floor(of.length / 2)];

/** What was struck, how soon orders arrived again, and what was found: a table for people. */
export function renderReport(result: CampaignResult): string {
  const { options, took, visits, states, calm, verdicts, hooks } = result;
  const lines = [
    `${options.orders} buyers, seed ${options.seed}, ${new Date(result.began).toISOString().slice(0, 10)}: ${options.webs} web and ${options.workers} worker processes, waits ${options.timeScale} times shorter.`,
    "",
    "| fault | list | times | an order arrived again after (median, longest) |",
    "| --- | --- | ---: | --- |",
    ...rowsOf(result).map(
      ({ name, faults, times, recovered }) =>
        `| ${name} | ${faults.join(", ")} | ${times} | ${recovered.length > 0 ? `${seconds(median(recovered))}, ${seconds(Math.max(...recovered))}` : ""} |`,
    ),
    "",
    `Webhooks: ${Object.entries(hooks)
      .map(([name, count]) => `${name} ${count}`)
      .join(", ")}.`,
    `Buyers: ${visits.total}, of them ${visits.paid} paid, ${visits.gaveUp} turned away; ${visits.lostRequests} requests without an answer.`,
    `Orders: ${Object.entries(states)
      .map(([state, count]) => `${count} ${state}`)
      .join(", ")}.`,
    ...waitsOf(result),
    `Start ${seconds(took.start)}, faults ${seconds(took.faults)}, calm and judgement ${seconds(took.calm)}; everything had settled ${seconds(calm.settledIn)} after the last fault.`,
    "",
    "| check | looked at | violations |",
    "| --- | ---: | ---: |",
    ...verdicts.map(({ check, looked, violations }) => `| ${check} | ${looked} | ${violations.length} |`),
  ];
  if (calm.settledIn === undefined) lines.push("", `Not settled: ${JSON.stringify(calm.left)}`);
  for (const { check, violations } of verdicts.filter((one) => one.violations.length > 0)) {
    lines.push("", `Broken: ${check}`);
    lines.push(...violations.slice(0, MOST_SHOWN).map(({ id, says }) => `- ${id} ${says}`));
  }
  return lines.join("\n");
}
