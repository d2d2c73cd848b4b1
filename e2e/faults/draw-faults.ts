import type { Fault } from "./fault-list";

export interface Proof {
  simulation: boolean;
  campaign: boolean;
  /** Another test, by its file. */
  elsewhere?: string;
}

const START = "<!-- faults: written by a test, see the file it stands in -->";
const END = "<!-- end of faults -->";

const proofOf = ({ simulation, campaign, elsewhere }: Proof): string =>
  [
    ...(simulation ? ["simulation"] : []),
    ...(campaign ? ["campaign"] : []),
    ...(elsewhere ? [`\`${elsewhere}\``] : []),
  ].join(", ");

/** The table of all faults, what is expected of each, and where it is proven. */
export function drawFaults(faults: Fault[], proof: (fault: Fault) => Proof): string {
  const rows = faults.map(
    (fault) => `| ${fault.number} | ${fault.what} | ${fault.expected} | ${proofOf(proof(fault))} |`,
  );
  return ["| # | fault | what must come of it | proven in |", "| --- | --- | --- | --- |", ...rows].join(
    "\n",
  );
}

/** The page with this table in the place kept for it. @throws when the page keeps none */
export function putFaults(page: string, table: string): string {
  const [before, rest] = page.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error("The page keeps no place for the faults");
  return `${before}${START}\n\n${table}\n\n${END}${after}`;
}
