import { setTimeout as wait } from "node:timers/promises";
import type { Random } from "../create-random";
import type { Estate } from "../open-estate";
import { livingMembers, pickMember, withTraps, type StrikeKind } from "./strike-kind";
import type { Trap } from "../open-wire";

const PROVIDERS = ["reloadly", "telecom", "valuetopup", "bitrefill", "a1topup"] as const;
/** Requests that may buy something. */
const PURCHASE =
  /^POST \/(?:reloadly\/topups\/topups|telecom\/\S*topup|valuetopup\/|bitrefill\/\S*pay|a1topup\/)/;
const MONEY = /^POST \/v1\/(?:payment_intents\/\w+\/(?:capture|cancel)|refunds|checkout\/sessions)/;

const head = (chunk: Buffer): string => chunk.subarray(0, 200).toString("latin1");

/** Breaks connections at what is sent, on every cable outside, until some were broken or nothing of the kind comes. */
async function breakAt(estate: Estate, trap: Omit<Trap, "times">): Promise<string> {
  const struck = await withTraps(
    livingMembers(estate).map(({ outside }) => outside.arm({ ...trap, times: 3 })),
    { enough: 3, patienceMs: 6000 },
  );
  return `${struck} struck`;
}

const broken = (name: string, line: RegExp, cut: Trap["cut"], faults: number[]): StrikeKind => ({
  name,
  faults,
  lane: "roads",
  strike: (estate) => breakAt(estate, { sees: (chunk) => line.test(head(chunk)), cut }),
});

/** Providers are cut one by one and healed in another order. */
async function swizzle(estate: Estate, random: Random): Promise<string> {
  const cut = new Map<string, () => void>();
  for (const provider of random.shuffled(PROVIDERS)) {
    const sees = (chunk: Buffer) => head(chunk).includes(` /${provider}/`);
    const armed = livingMembers(estate).map(({ outside }) =>
      outside.arm({ sees, cut: "request", times: 1_000_000 }),
    );
    cut.set(provider, () => armed.forEach(({ disarm }) => disarm()));
    await wait(300);
  }
  for (const provider of random.shuffled(PROVIDERS)) {
    cut.get(provider)?.();
    await wait(300);
  }
  return "all five, and back";
}

async function order(estate: Estate, fault: Record<string, unknown>): Promise<void> {
  const response = await fetch(`${estate.sandboxUrl}/__sandbox/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(fault),
  });
  if (!response.ok) throw new Error(`the sandbox refused a fault: ${await response.text()}`);
}

const struck = (name: string, scenario: string, faults: number[]): StrikeKind => ({
  name,
  faults,
  lane: "roads",
  strike: async (estate, random) => {
    const provider = random.pick(PROVIDERS);
    const times = random.whole(2, 6);
    await order(estate, { match: { provider }, scenario, times });
    await wait(800);
    return `${times} requests of ${provider}`;
  },
});

const stripe = (name: string, scenario: string, faults: number[]): StrikeKind => ({
  name,
  faults,
  lane: "roads",
  strike: async (estate, random) => {
    const times = random.whole(1, 4);
    const path = random.pick(["/v1/payment_intents/*/capture", "/v1/payment_intents/*/cancel", "/v1/*"]);
    await order(estate, { match: { provider: "stripe", method: "POST", path }, scenario, times });
    await wait(800);
    return `${times} of ${path}`;
  },
});

export const OUTSIDE_STRIKES: StrikeKind[] = [
  broken("answer to a purchase lost", PURCHASE, "answer", [12, 20]),
  broken("answer to a purchase cut in the middle", PURCHASE, "half", [23]),
  broken("purchase never left", PURCHASE, "request", [21]),
  broken("Stripe's answer lost", MONEY, "answer", [2, 42, 47]),
  broken("request to Stripe lost", MONEY, "request", []),
  {
    name: "outside roads cut",
    faults: [23],
    lane: "roads",
    strike: async (estate, random) => {
      const member = pickMember(estate, random, random.pick(["web", "worker", "worker"]));
      return `${member.outside.cut()} of ${member.name}`;
    },
  },
  {
    name: "outside refuses connections",
    faults: [24],
    lane: "roads",
    strike: async (estate, random) => {
      livingMembers(estate).forEach(({ outside }) => {
        outside.change({ kind: "refuse" });
        outside.cut();
      });
      const ms = random.whole(500, 2000);
      await wait(ms);
      livingMembers(estate).forEach(({ outside }) => outside.change({ kind: "clear" }));
      return `${ms} ms`;
    },
  },
  {
    name: "outside stalls, no connection of the database is held",
    faults: [54],
    lane: "roads",
    strike: async (estate, random) => {
      livingMembers(estate).forEach(({ outside }) => outside.change({ kind: "stall" }));
      await wait(random.whole(1200, 2500));
      const before = new Set(await estate.heldTransactions());
      await wait(500);
      const held = (await estate.heldTransactions()).filter((one) => before.has(one)).length;
      const frozen = livingMembers(estate).some(({ name }) => estate.isFrozen(name));
      livingMembers(estate).forEach(({ outside }) => outside.change({ kind: "clear" }));
      // One that stands still holds what it held.
      if (held > 0 && !frozen)
        estate.complaints.push(`${held} transactions stayed open while the world outside was silent`);
      return `${held} transactions held${frozen ? ", a process stood still" : ""}`;
    },
  },
  { name: "providers cut one by one, healed in another order", faults: [62], lane: "roads", strike: swizzle },
  struck("float empty", "0018", [41]),
  struck("provider throttles", "throttle", [38]),
  struck("provider answers 500 after it acted", "error-after", [23]),
  struck("provider answers with a page of HTML", "garbage-after", [23]),
  stripe("Stripe answers 500 under the key", "error-stored", [43]),
  stripe("Stripe acts, then answers 500", "error-after-stored", [43]),
];
