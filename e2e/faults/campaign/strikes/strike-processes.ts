import fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Failpoint } from "@/lib/core/failpoint";
import type { Estate } from "../open-estate";
import type { Member } from "../open-member";
import { livingMembers, pickMember, scaled, type StrikeKind } from "./strike-kind";

/** Where a worker dies: between each commit and the next effect outside, and between that and the next commit. */
const WORKER_POINTS: [Failpoint, ...Failpoint[]] = [
  "attempt.claimed",
  "attempt.checked",
  "attempt.answered",
  "outcome.committed",
  "order.worked",
  "attempt.prepared",
  "preparation.stored",
  "lookup.asked",
  "lookup.answered",
  "hold.read",
  "hold.confirmed",
  "intent.committed",
  "intent.told",
  "intent.concluded",
  "refund.committed",
  "refund.told",
  "webhook.worked",
  "mail.sent",
  "payment.worked",
  "reconciler.woke",
];
const WEB_POINTS: [Failpoint, ...Failpoint[]] = [
  "checkout.frozen",
  "session.created",
  "session.stored",
  "webhook.stored",
];
/** Longer than any lease at the scale of a campaign would take to end. */
const LEASE_REAL_MS = 160_000;
const PATIENCE_MS = 30_000;

function stateOf(pid: number | undefined): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2, stat.lastIndexOf(")") + 3);
  } catch {
    return "gone";
  }
}

/** Restarts a process so that it meets its end at a point, once. */
async function armAt(member: Member, plan: string): Promise<void> {
  await member.stop();
  member.start({}, { FAILPOINTS: plan });
}

async function waitUntil(holds: () => boolean, patienceMs: number): Promise<boolean> {
  for (const until = Date.now() + patienceMs; Date.now() < until; await wait(50)) if (holds()) return true;
  return false;
}

/** It dies when an order brings it there; nobody waits for that. */
async function dieAt(member: Member, point: Failpoint): Promise<string> {
  await armAt(member, `${point}=kill`);
  return `${member.name} will die there`;
}

/** It stops between its check and the call, and goes on when its lease is long over. */
async function freezeAt(estate: Estate, member: Member, point: Failpoint): Promise<string> {
  await armAt(member, `${point}=freeze`);
  const thaw = async (): Promise<void> => {
    const frozen = await waitUntil(() => stateOf(estate.pidOf(member.name)) === "T", PATIENCE_MS);
    if (frozen) estate.traffic.leaveCalls(member.name);
    if (frozen) await wait(scaled(estate, LEASE_REAL_MS) + 500);
    member.signal("SIGCONT");
  };
  estate.background.push(thaw());
  return `${member.name} will stop there`;
}

async function freeze(estate: Estate, member: Member, ms: number): Promise<void> {
  member.signal("SIGSTOP");
  estate.traffic.leaveCalls(member.name);
  await wait(ms);
  member.signal("SIGCONT");
}

async function rollAll(estate: Estate): Promise<string> {
  const began = Date.now();
  const ended: string[] = [];
  for (const member of livingMembers(estate)) {
    const stopped = await member.stop();
    if (stopped) {
      estate.stops.push({ name: member.name, ...stopped });
      if (stopped.how !== 0) ended.push(`${member.name} ended by ${stopped.how}`);
    }
    member.start();
    await estate.waitForMember(member);
  }
  return [`all restarted in ${Date.now() - began} ms`, ...ended].join(", ");
}

const killed = (role: Member["role"], faults: number[]): StrikeKind => ({
  name: `${role} killed`,
  faults,
  lane: "processes",
  strike: async (estate, random) => {
    const member = pickMember(estate, random, role);
    member.signal("SIGKILL");
    return member.name;
  },
});

const killedAt = (role: Member["role"], point: Failpoint, faults: number[]): StrikeKind => ({
  name: `${role} killed at ${point}`,
  faults,
  lane: "processes",
  weight: 0.25,
  strike: (estate, random) => dieAt(pickMember(estate, random, role), point),
});

/** Which of the list's faults a point is, where it is one of them. */
const FAULTS_OF: Partial<Record<Failpoint, number[]>> = {
  "checkout.frozen": [1],
  "session.created": [2],
  "attempt.claimed": [11],
  "attempt.checked": [11],
  "attempt.answered": [13],
  "outcome.committed": [14],
  "order.worked": [14],
};

export const PROCESS_STRIKES: StrikeKind[] = [
  killed("worker", [12]),
  killed("web", []),
  ...WORKER_POINTS.map((point) => killedAt("worker", point, FAULTS_OF[point] ?? [])),
  ...WEB_POINTS.map((point) => killedAt("web", point, FAULTS_OF[point] ?? [])),
  {
    name: "worker frozen past its leases",
    faults: [15],
    lane: "processes",
    strike: async (estate, random) => {
      const member = pickMember(estate, random, "worker");
      const ms = scaled(estate, LEASE_REAL_MS) + 500;
      await freeze(estate, member, ms);
      return `${member.name} for ${Math.round(ms)} ms`;
    },
  },
  {
    name: "worker frozen between its check and the call",
    faults: [15],
    lane: "processes",
    strike: async (estate, random) => {
      const member = pickMember(estate, random, "worker");
      return freezeAt(estate, member, "attempt.checked");
    },
  },
  {
    name: "web frozen",
    faults: [],
    lane: "processes",
    strike: async (estate, random) => {
      const member = pickMember(estate, random, "web");
      await freeze(estate, member, random.whole(500, 3000));
      return member.name;
    },
  },
  {
    name: "every process restarted in turn",
    faults: [58],
    lane: "processes",
    long: true,
    strike: rollAll,
  },
  {
    name: "worker restarted with SIGTERM",
    faults: [58],
    lane: "processes",
    strike: async (estate, random) => {
      const member = pickMember(estate, random, "worker");
      const stopped = await member.stop();
      if (stopped) estate.stops.push({ name: member.name, ...stopped });
      member.start();
      return `${member.name} ended with ${stopped?.how}`;
    },
  },
  {
    name: "one process's clock ten minutes off",
    faults: [56],
    lane: "processes",
    strike: async (estate, random) => {
      const member = pickMember(estate, random, random.pick(["worker", "worker", "web"]));
      const ahead = Math.round(scaled(estate, 600_000)) * (random.chance(0.5) ? 1 : -1);
      await member.stop();
      member.start(estate.skewed(ahead));
      await wait(4000);
      await member.stop();
      member.start();
      return `${member.name} by ${ahead} ms`;
    },
  },
];
