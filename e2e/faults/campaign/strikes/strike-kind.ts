import { setTimeout as wait } from "node:timers/promises";
import type { Random } from "../create-random";
import type { ArmedTrap } from "../open-wire";
import type { Estate } from "../open-estate";
import type { Member } from "../open-member";

/** One kind of fault that is struck while orders run. */
export interface StrikeKind {
  name: string;
  /** Numbers of the list of faults. */
  faults: number[];
  /** Strikes of different lanes run side by side, those of one lane one after the other. */
  lane: "processes" | "roads";
  /** One of many of its kind, so that each is struck more rarely; 1 as a rule. */
  weight?: number;
  /** Takes so long that a short run has it by chance alone. */
  long?: boolean;
  /** Strikes, and makes good what does not heal by itself. Returns what it did, for the record. */
  strike(estate: Estate, random: Random): Promise<string>;
}

/** Divides a wait of the real world as the shop divides it. */
export const scaled = (estate: Estate, realMs: number): number => realMs / estate.options.timeScale;

/** A living process of a role, by chance. */
export function pickMember(estate: Estate, random: Random, role: Member["role"]): Member {
  const of = estate.members.filter((member) => member.role === role && !estate.lost.has(member.name));
  const living = of.filter(({ alive }) => alive());
  const [first, ...rest] = living.length > 0 ? living : of;
  if (!first) throw new Error(`No ${role} is left`);
  return random.pick([first, ...rest]);
}

export const livingMembers = (estate: Estate): Member[] =>
  estate.members.filter(({ name }) => !estate.lost.has(name));

/** Waits until traps have sprung often enough together, or for so long, and takes them away. Returns how often they sprung. */
export async function withTraps(
  traps: ArmedTrap[],
  until: { enough: number; patienceMs: number },
): Promise<number> {
  const count = (): number => traps.reduce((sum, { sprung }) => sum + sprung(), 0);
  for (const end = Date.now() + until.patienceMs; Date.now() < end && count() < until.enough;) await wait(50);
  const struck = count();
  traps.forEach(({ disarm }) => disarm());
  return struck;
}

const AWAY =
  /ECONNREFUSED|ECONNRESET|CONNECTION_|connection to the database|deadlock detected|shutting down|starting up/;
const INSIST_MS = 60_000;

/** Does what a fault needs of the database, which another fault may have taken away: again until it is there. */
export async function insist<Result>(work: () => Promise<Result>): Promise<Result> {
  for (const until = Date.now() + INSIST_MS; ;) {
    try {
      return await work();
    } catch (error) {
      if (!AWAY.test(String(error)) || Date.now() > until) throw error;
      await wait(200);
    }
  }
}
