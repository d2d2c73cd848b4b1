import fs from "node:fs";
import { parseArgs } from "node:util";
import { renderReport } from "@/e2e/faults/campaign/render-report";
import { runCampaign } from "@/e2e/faults/campaign/run-campaign";
import { runSimulation } from "@/e2e/faults/run-simulation";

/**
 * The fault campaign: `npm run faults -- --orders 300 --seed 1`. Orders go through real processes while these are killed, frozen and cut
 * off; then everything is made well, and every order, card and credit must be accounted for. Ends with 1 when one is not.
 */
const { values } = parseArgs({
  options: {
    orders: { type: "string", default: "300" },
    seed: { type: "string", default: "1" },
    /** Only kinds of faults whose name has this in it. */
    only: { type: "string" },
    /** Every wait is divided by it. */
    scale: { type: "string", default: "30" },
    webs: { type: "string", default: "3" },
    workers: { type: "string", default: "3" },
    buyers: { type: "string", default: "8" },
    calm: { type: "string", default: "300" },
    build: { type: "string", default: ".next-faults" },
    data: { type: "string", default: ".data/faults" },
    /** Folder of the database; without it, one in the folder above. */
    postgres: { type: "string" },
    port: { type: "string", default: "3400" },
    /** A file for the table, another beside it for the data. */
    report: { type: "string" },
    /** Instead of the campaign: the whole simulation, with so many seeds from `--seed` on. */
    simulate: { type: "boolean", default: false },
    seeds: { type: "string", default: "200" },
    /** Instead of the campaign: the wrong variants, each of which must be found. */
    mutants: { type: "boolean", default: false },
  },
});

if (values.simulate || values.mutants) {
  const { mutants } = values;
  process.exit(await runSimulation({ mutants, seeds: Number(values.seeds), seed: Number(values.seed) }));
}

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const leave = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => leave.abort());
const result = await runCampaign({
  signal: leave.signal,
  orders: Number(values.orders),
  seed: Number(values.seed),
  only: values.only === undefined ? undefined : new RegExp(values.only),
  timeScale: Number(values.scale),
  webs: Number(values.webs),
  workers: Number(values.workers),
  buyers: Number(values.buyers),
  calmMs: Number(values.calm) * 1000,
  dataDir: values.data,
  postgresDir: values.postgres ?? `${values.data}/postgres`,
  distDir: values.build,
  port: Number(values.port),
  sandboxPort: Number(values.port) + 1010,
  say,
});
const text = renderReport(result);
say(text);
if (values.report) {
  fs.writeFileSync(values.report, `${text}\n`);
  fs.writeFileSync(values.report.replace(/(\.md)?$/, ".json"), `${JSON.stringify(result, null, 1)}\n`);
}
const broken = result.verdicts.reduce((sum, { violations }) => sum + violations.length, 0);
process.exit(broken === 0 && result.calm.settledIn !== undefined ? 0 : 1);
