import { afterAll, beforeAll, expect, it } from "vitest";
import { systemClock } from "@/lib/core/clock";
import { silentLog } from "@/lib/core/log";
import { demoProviders } from "@/lib/provider-env";
import { createA1Topup } from "@/lib/providers/a1topup";
import { createBitrefill } from "@/lib/providers/bitrefill";
import { createReloadly } from "@/lib/providers/reloadly";
import { createTelecom } from "@/lib/providers/telecom";
import { createValueTopup } from "@/lib/providers/valuetopup";
import type { Provider, ProviderName } from "@/lib/providers/spec";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { openProviderShop, type Placed, type ProviderShop } from "./open-provider-shop";

const TIME_SCALE = 60;
/** After so long each order has come to its end, or rests. */
const LONGEST_MS = 50_000;
/** Between the tries of what is rejected for the moment. */
const RETRY_MS = 2000;
/** Minor units of the order's currency. */
const LEAST = 10_000;
const NAMES = ["reloadly", "telecom", "bitrefill", "valuetopup", "a1topup"] as const;

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
const OWN: Record<(typeof NAMES)[number], Record<string, Expected>> = {
  reloadly: {},
  // A repeat is the look-up, and every repeat is lost as well: asked until a person decides after a day.
  telecom: { "0009": held("in_doubt", "in_doubt") },
  // An order says what was ordered, never what arrived.
  bitrefill: { "0011": delivered },
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
  Object.entries({ ...USUAL, ...OWN[name] }).map(([digits, expected]) => {
    const words = `${expected.order}, ${expected.payment}, ${expected.credits.join() || "no credit"}`;
    return [name, digits, words, expected] as const;
  }),
);

let sandbox: TestSandbox;
let startedAt = 0;
const shops = new Map<ProviderName, ProviderShop>();
const placed = new Map<string, Placed>();

function kitOf(name: ProviderName, webhooks: string): Provider {
  const deps = { fetch, clock: systemClock, log: silentLog, timeScale: TIME_SCALE };
  const env = demoProviders(sandbox.url);
  if (!env.reloadly || !env.telecom || !env.bitrefill || !env.valuetopup || !env.a1topup) throw new Error();
  switch (name) {
    case "reloadly":
      return createReloadly({ ...deps, baseUrls: env.reloadly.baseUrls, credentials: env.reloadly });
    case "telecom":
      return createTelecom({ ...deps, baseUrls: env.telecom.baseUrls, credentials: env.telecom });
    case "bitrefill":
      return createBitrefill({ ...deps, ...env.bitrefill, webhookUrl: `${webhooks}/bitrefill` });
    case "valuetopup":
      return createValueTopup({ ...deps, ...env.valuetopup });
    case "a1topup":
      return createA1Topup({ ...deps, baseUrl: env.a1topup.baseUrl, credentials: env.a1topup });
  }
}

/** Of MTN in Nigeria; A1Topup sells in India alone. */
const OPERATORS: Record<ProviderName, string> = {
  reloadly: "341",
  telecom: "mtn_ng",
  bitrefill: "mtn-nigeria",
  valuetopup: "2714",
  a1topup: "JIO",
};
const numberOf = (name: ProviderName, digits: string): string =>
  name === "a1topup" ? `+91700901${digits}` : `+23480390${NAMES.indexOf(name)}${digits}`;

async function openShop(name: ProviderName): Promise<void> {
  const shop = await openProviderShop({
    sandbox,
    timeScale: TIME_SCALE,
    create: (webhooks) => [kitOf(name, webhooks)],
    sells: ({ operator, kind, order }) =>
      operator.providerOperatorId === OPERATORS[name] &&
      kind === "airtime" &&
      // Dear enough that four fifths of it can be charged.
      (order.type === "range" || order.amount.minor >= LEAST),
    // All that goes wrong goes wrong at one operator here.
    policy: { circuitFailures: 1_000_000, temporaryRetry: RETRY_MS },
  });
  shops.set(name, shop);
  const orders = Object.keys(USUAL).map(async (digits) => {
    placed.set(`${name} ${digits}`, await shop.place(numberOf(name, digits)));
  });
  await Promise.all(orders);
}

beforeAll(async () => {
  sandbox = await openTestSandbox({ timeScale: TIME_SCALE });
  await Promise.all(NAMES.map(openShop));
  startedAt = performance.now();
}, 120_000);

afterAll(async () => {
  await Promise.all([...shops.values()].map((shop) => shop.close()));
  await sandbox?.close();
}, 60_000);

async function creditsOf(number: string): Promise<string[]> {
  const answer = await fetch(`${sandbox.url}/__sandbox/ledger?limit=1000`);
  const { credits } = (await answer.json()) as { credits: { number: string; state: string }[] };
  return credits.filter((credit) => number.endsWith(credit.number.slice(-10))).map(({ state }) => state);
}

async function outcomeOf(name: ProviderName, digits: string): Promise<Expected> {
  const order = placed.get(`${name} ${digits}`);
  const end = order && (await shops.get(name)?.end(order));
  if (!order || !end) throw new Error(`${name} ${digits} was never placed`);
  const { attempts, charged, held: total } = end;
  return {
    order: end.order,
    payment: end.payment,
    tries: Math.min(attempts.length, 3),
    attempt: attempts.at(-1)?.state ?? "none",
    sends: attempts.at(-1)?.sends ?? 0,
    credits: (await creditsOf(order.number)) as Expected["credits"],
    charged: charged === total ? "all" : charged > 0 ? "part" : "nothing",
  };
}

// All orders are on their way at once: whoever is looked at first waits for its own end alone.
it.each(CASES)(
  "%s %s: %s",
  async (name, digits, _, expected) => {
    const timeout = Math.max(1000, startedAt + LONGEST_MS - performance.now());
    await expect.poll(() => outcomeOf(name, digits), { timeout, interval: 100 }).toEqual(expected);
  },
  LONGEST_MS + 10_000,
);

it("never credits twice, and never charges for what was not credited", async () => {
  for (const [name, digits] of CASES) {
    const { credits, charged } = await outcomeOf(name, digits);
    expect([name, digits, credits.length <= 1]).toEqual([name, digits, true]);
    if (charged !== "nothing") expect([name, digits, credits.length]).toEqual([name, digits, 1]);
  }
});
