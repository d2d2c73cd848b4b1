import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "@/lib/core/clock";
import type { ProviderName } from "@/lib/providers/spec";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { openTestKitShop, type Placed, type KitShop } from "./open-test-kit-shop";
import { createTestKit, KIT_NAMES as NAMES, numberOf, sellsInTests } from "./open-test-kits";

const TIME_SCALE = 60;
/** Three quarters of a minute on a quiet machine; nothing is lost by waiting longer on a busy one. */
const LONGEST_MS = 240_000;
/** Between the tries of what is rejected for the moment. */
const RETRY_MS = 2000;

/** How an order ends, or rests while nobody can say more; the credits are the sandbox's own count. */
interface Expected {
  order: string;
  payment: string;
  /** How many attempts were made (three are many), how the last one stands, and how often it was sent. */
  tries: number;
  attempt: string;
  sends: number;
  credits: ("credited" | "reversed")[];
  charged: "all" | "part" | "nothing";
}

const delivered: Expected = {
  order: "delivered",
  payment: "captured",
  tries: 1,
  attempt: "delivered",
  sends: 1,
  credits: ["credited"],
  charged: "all",
};
const rejected: Expected = {
  order: "undeliverable",
  payment: "voided",
  tries: 1,
  attempt: "rejected",
  sends: 1,
  credits: [],
  charged: "nothing",
};
const thirdTime: Expected = { ...delivered, tries: 3 };
/** The money stays held, whatever the truth is. */
const held = (order: string, attempt: string, over: Partial<Expected> = {}): Expected => ({
  order,
  payment: "authorised",
  tries: 1,
  attempt,
  sends: 1,
  credits: [],
  charged: "nothing",
  ...over,
});
/** Nobody can be asked: a person decides. */
const review = (credits: Expected["credits"] = []) => held("review", "in_doubt", { credits });
const reversed: Expected = { ...rejected, payment: "refunded", credits: ["reversed"] };
/** Taken back, and no word of it comes: only the comparison with their statement will tell. */
const reversedUnheard: Expected = { ...delivered, credits: ["reversed"] };

const USUAL: Record<string, Expected> = {
  "0001": delivered,
  "0002": rejected,
  "0003": rejected,
  "0004": delivered,
  "0005": delivered,
  "0006": rejected,
  "0007": held("accepted", "accepted"),
  "0008": delivered,
  // Each send is lost, and they know of none: sent three times under one reference, then a person decides.
  "0009": held("review", "in_doubt", { sends: 3 }),
  "0010": delivered,
  "0011": { ...delivered, charged: "part" },
  "0012": reversed,
  "0013": delivered,
  "0014": thirdTime,
  "0015": delivered,
  "0016": delivered,
  "0017": delivered,
  "0018": rejected,
  "0019": thirdTime,
  "0020": rejected,
};

/** Where a provider's format, or what it can prove, makes another end. */
const OWN: Record<(typeof NAMES)[number], Record<string, Expected | null>> = {
  reloadly: {},
  // A repeat is the look-up, and every repeat is lost as well: asked until a person decides after a day.
  telecom: { "0009": held("in_doubt", "in_doubt") },
  // An order says what was ordered, never what arrived.
  // Its one webhook may come before the reversal or after it: left out here.
  bitrefill: { "0011": delivered, "0012": null },
  valuetopup: { "0009": review(), "0012": reversedUnheard },
  a1topup: {
    // Operator down, however often it is tried: for six hours.
    "0002": held("authorised", "rejected", { tries: 3 }),
    "0005": review(["credited"]),
    "0007": review(),
    "0008": review(["credited"]),
    "0009": review(),
    "0010": review(["credited"]),
    "0012": reversedUnheard,
    "0016": review(["credited"]),
    "0017": review(["credited"]),
    "0019": delivered,
  },
};
const CASES = NAMES.flatMap((name) =>
  Object.entries({ ...USUAL, ...OWN[name] }).flatMap(([digits, expected]) => {
    if (!expected) return [];
    const words = `${expected.order}, ${expected.payment}, ${expected.credits.join() || "no credit"}`;
    return [[name, digits, words, expected] as const];
  }),
);

let sandbox: TestSandbox;
let startedAt = 0;
let shop: KitShop;
const placed = new Map<string, Placed>();

beforeAll(async () => {
  sandbox = await openTestSandbox({ timeScale: TIME_SCALE });
  shop = await openTestKitShop({
    sandbox,
    timeScale: TIME_SCALE,
    create: (webhooks) => {
      const kits = { url: sandbox.url, webhooks, timeScale: TIME_SCALE, fetch, clock: systemClock };
      return NAMES.map((name) => createTestKit(name, kits));
    },
    sells: sellsInTests,
    // All that goes wrong goes wrong at one operator here.
    policy: { circuitFailures: 1_000_000, temporaryRetry: RETRY_MS },
  });
  // One after the other: many at once would starve each other of their deadlines, and prove something else.
  for (const [name, digits] of CASES)
    placed.set(`${name} ${digits}`, await shop.place(name, numberOf(name, digits)));
  startedAt = performance.now();
}, 240_000);

afterAll(async () => {
  await shop?.close();
  await sandbox?.close();
}, 60_000);

/** States of what was credited to a number, oldest first. Each provider writes numbers in its own way. */
async function readCredits(number: string): Promise<string[]> {
  const answer = await fetch(`${sandbox.url}/__sandbox/ledger?limit=1000`);
  const { credits } = (await answer.json()) as { credits: { number: string; state: string }[] };
  return credits.filter((credit) => number.endsWith(credit.number.slice(-10))).map(({ state }) => state);
}

async function outcomeOf(name: ProviderName, digits: string): Promise<Omit<Expected, "credits">> {
  const order = placed.get(`${name} ${digits}`);
  if (!order) throw new Error(`${name} ${digits} was never placed`);
  const { attempts, charged, held: total, ...end } = await shop.end(order);
  return {
    order: end.order,
    payment: end.payment,
    tries: Math.min(attempts.length, 3),
    attempt: attempts.at(-1)?.state ?? "none",
    sends: attempts.at(-1)?.sends ?? 0,
    charged: charged === total ? "all" : charged > 0 ? "part" : "nothing",
  };
}

// All orders are on their way at once: whoever is looked at first waits for its own end alone.
it.each(CASES)(
  "%s %s: %s",
  async (name, digits, _, { credits, ...expected }) => {
    const timeout = Math.max(5000, startedAt + LONGEST_MS - performance.now());
    await expect.poll(() => outcomeOf(name, digits), { timeout, interval: 500 }).toEqual(expected);
    // What is taken back without a word is taken back whenever they please, often after our end.
    await expect.poll(() => readCredits(numberOf(name, digits)), { timeout, interval: 500 }).toEqual(credits);
  },
  LONGEST_MS + 10_000,
);
