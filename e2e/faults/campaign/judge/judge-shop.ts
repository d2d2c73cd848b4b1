import fs from "node:fs";
import path from "node:path";
import { connect } from "@/db/connect";
import { systemClock } from "@/lib/core/clock";
import { silentLog } from "@/lib/core/log";
import { createPolicy } from "@/lib/core/policy";
import { LAST_JOBS_MS } from "@/lib/jobs";
import { checkInvariants } from "@/lib/reports";
import { PATIENCE_MS, type Estate } from "../open-estate";
import type { Passed } from "../open-traffic";
import type { Stopped } from "../open-member";
import type { StruckStrike } from "../run-strikes";
import type { Verdict, Violation } from "./judge-books";

const SILENT_FAILURES =
  /unhandled ?rejection|uncaught ?exception|triggerUncaught|maxlistenersexceeded|out of memory/i;
/** Connections are cut on purpose; what both drivers leave behind of one that nobody was waiting for is no loss. */
const CUT_CONNECTION = /CONNECTION_(CLOSED|ENDED|DESTROYED)|Connection terminated unexpectedly|ECONNRESET/;
/** Bitrefill takes so many payments in ten minutes. */
const BITREFILL = { calls: 60, perRealMs: 600_000 };
/** Next's way to say that it ended in order because it was asked to. */
const ENDED_BY_SIGTERM = 143;
/** Younger, a process of Node has not read its first line, and ends by the signal itself. */
const NODE_STARTS_MS = 3000;
/** A timer may ring so much early by the clock of the day. */
const TIMER_MS = 100;
/** A fault may still be what ended a process so long after it. */
const AFTERMATH_MS = 10_000;

async function invariants(estate: Estate): Promise<Verdict> {
  const connection = connect(estate.databaseUrl(), { max: 2, name: "campaign" });
  try {
    const violations = await checkInvariants({
      db: connection.db,
      actor: { kind: "system", id: "campaign" },
      clock: systemClock,
      log: silentLog,
      policy: createPolicy(estate.options.timeScale),
    });
    const looked = 1;
    return {
      check: "every rule that always holds, holds",
      looked,
      violations: violations.map(({ rule, id }) => ({ id, says: `breaks: ${rule}` })),
    };
  } finally {
    await connection.close();
  }
}

async function ledger(estate: Estate): Promise<Verdict> {
  const rows = await estate.sql()<{ currency: string; sum: string; entries: number }[]>`
    select currency, sum(micros)::text as sum, count(*)::int as entries from ledger_entries group by currency`;
  return {
    check: "the ledger sums to nought in every currency",
    looked: rows.reduce((sum, { entries }) => sum + entries, 0),
    violations: rows
      .filter(({ sum }) => sum !== "0")
      .map(({ currency, sum }) => ({ id: currency, says: `sums to ${sum} micros` })),
  };
}

function logs(estate: Estate): Verdict {
  const violations: Violation[] = [];
  let looked = 0;
  for (const file of fs.readdirSync(estate.logs)) {
    const lines = fs.readFileSync(path.join(estate.logs, file), "utf8").split("\n");
    looked += lines.length;
    for (const line of lines)
      if (SILENT_FAILURES.test(line) && !CUT_CONNECTION.test(line))
        violations.push({ id: file, says: line.slice(0, 300) });
  }
  return { check: "no process lost an error but of a connection that was cut", looked, violations };
}

const OF_THE_DATABASE = /^(database|connection|engine)/;

/** What a worker has in hand it cannot give back to a database that is away: it says so, and leaves with 1. */
const wasWithoutDatabase = (stopped: Stopped, struck: StruckStrike[]): boolean =>
  struck.some(
    ({ name, began, ended }) =>
      OF_THE_DATABASE.test(name) &&
      began <= stopped.at &&
      ended + AFTERMATH_MS >= stopped.at - stopped.took - LAST_JOBS_MS,
  );

/** Whoever ends by itself does so because of a fault. */
function endings(estate: Estate, struck: StruckStrike[]): Verdict {
  const violations = estate.ends
    .filter(({ how }) => how !== "SIGKILL")
    .filter(({ at }) => !struck.some(({ began, ended }) => at >= began && at <= ended + AFTERMATH_MS))
    .map(({ name, how }) => ({ id: name, says: `ended by itself (${how})` }));
  const stops = estate.stops
    .filter(({ how }) => how !== 0 && how !== ENDED_BY_SIGTERM)
    .filter(({ how, age }) => how !== "SIGTERM" || age > NODE_STARTS_MS)
    .filter(({ how, took }) => how !== "SIGKILL" || took >= PATIENCE_MS - TIMER_MS)
    .filter((stopped) => stopped.how !== 1 || !wasWithoutDatabase(stopped, struck))
    .map(({ name, how, age }) => ({ id: name, says: `was asked to end at ${age} ms and ended by ${how}` }));
  return {
    check: "no process ends by itself, and asked to it ends in order",
    looked: estate.ends.length + estate.stops.length,
    violations: [...violations, ...stops],
  };
}

const mostIn = (times: number[], windowMs: number): number => {
  const sorted = [...times].sort((a, b) => a - b);
  let from = 0;
  return sorted.reduce((most, at, index) => {
    while (at - (sorted[from] ?? at) >= windowMs) from += 1;
    return Math.max(most, index - from + 1);
  }, 0);
};

const tellCall = ({ member, from, to }: Passed): string =>
  `${member} from ${new Date(from).toISOString()} for ${to - from} ms`;

function limits(estate: Estate): Verdict {
  const { traffic, options } = estate;
  const payments = traffic.timesOf(/^POST \/bitrefill\/\S*\/pay/);
  const mostPaid = mostIn(payments, BITREFILL.perRealMs / options.timeScale);
  const mostAtOnce = traffic.mostAtOnce(/^POST \/a1topup\//);
  const violations: Violation[] = [];
  if (mostPaid > BITREFILL.calls)
    violations.push({ id: "bitrefill", says: `${mostPaid} payments in one window of ${BITREFILL.calls}` });
  if (mostAtOnce.length > 1)
    violations.push({ id: "a1topup", says: `calls at once: ${mostAtOnce.map(tellCall).join(", ")}` });
  return {
    check: `limits of providers hold across all processes (${payments.length} payments at Bitrefill, at most ${mostPaid} in a window; A1Topup at most ${mostAtOnce.length} at once)`,
    looked: payments.length + traffic.timesOf(/a1topup/).length,
    violations,
  };
}

function hooks({ hooks: { counts } }: Estate): Verdict {
  const taken = counts["wrongly-taken"];
  return {
    check: "forged and stale webhooks are refused",
    looked: counts.forged,
    violations: taken > 0 ? [{ id: "webhooks", says: `${taken} were taken` }] : [],
  };
}

const complaints = (estate: Estate, struck: StruckStrike[]): Verdict => ({
  check: "no fault found what must not be",
  looked: struck.length,
  violations: [
    ...estate.complaints.map((says) => ({ id: "shop", says })),
    ...struck.filter(({ failed }) => failed).map(({ name, note }) => ({ id: name, says: note })),
  ],
});

/** Looks at the shop itself: its rules, its ledger, its processes and what they said. */
export async function judgeShop(estate: Estate, struck: StruckStrike[]): Promise<Verdict[]> {
  return [
    await invariants(estate),
    await ledger(estate),
    logs(estate),
    endings(estate, struck),
    limits(estate),
    hooks(estate),
    complaints(estate, struck),
  ];
}
