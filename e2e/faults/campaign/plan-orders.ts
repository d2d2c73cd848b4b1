import { isPorted } from "@/sandbox/world/read-world";
import {
  GRAMEENPHONE,
  JIO_INDIA,
  MTN_GHANA,
  MTN_NIGERIA,
  SAFARICOM_KENYA,
  type Ranges,
} from "@/e2e/fixtures/buyer";
import type { Fate } from "./create-hooks";
import type { Random } from "./create-random";

export interface Way {
  provider: string;
  operator: { country: string; name: string };
  ranges: Ranges;
  /** Of a hundred orders so many go this way. */
  share: number;
}

/** One operator for each provider, which is pinned to it. */
export const WAYS: readonly [Way, ...Way[]] = [
  { provider: "reloadly", operator: { country: "NG", name: "MTN" }, ranges: MTN_NIGERIA, share: 30 },
  { provider: "telecom", operator: { country: "KE", name: "Safaricom" }, ranges: SAFARICOM_KENYA, share: 26 },
  { provider: "valuetopup", operator: { country: "GH", name: "MTN" }, ranges: MTN_GHANA, share: 22 },
  {
    provider: "bitrefill",
    operator: { country: "BD", name: "Grameenphone" },
    ranges: GRAMEENPHONE,
    share: 12,
  },
  { provider: "a1topup", operator: { country: "IN", name: "Jio" }, ranges: JIO_INDIA, share: 10 },
];

/** How a buyer pays: as people do, mostly once. */
export type Paying =
  | "once"
  /** Pay is pressed five times at once. */
  | "five-presses"
  | "two-tabs"
  /** The card page is left and taken up again. */
  | "there-and-back"
  /** Stripe tells of the payment before the shop has stored that there is a card page. */
  | "told-too-early";

export type Leaving =
  /** Never: waits for the order's page. */
  | "stays"
  /** Closes the browser as soon as the card was taken. */
  | "landing-never-loaded"
  /** Leaves at the card page. */
  | "never-pays"
  /** Presses cancel as soon as the order's page shows it. */
  | "cancels"
  /** Keeps the order's page open, which is told of each change. */
  | "watches";

export interface PlannedOrder {
  n: number;
  way: Way;
  /** One for each order of the checkout; the first is the one that is dialled. */
  numbers: [string, ...string[]];
  email: string;
  card: string;
  paying: Paying;
  leaving: Leaving;
  hooks: Fate;
}

const GOOD_CARDS = ["4242424242424242", "5555555555554444", "378282246310005"] as const;
/** Cards with something about them, by Stripe's test numbers; the last one is the sandbox's own. */
const OTHER_CARDS = {
  "4000000000000002": "declined, then another card",
  "4000000000009995": "no funds, then another card",
  "4000002500003155": "asks for 3-D Secure",
  "4000000000009235": "held in review",
  "4000000000000259": "disputed after the charge",
  "4000000000007726": "refunds pend",
  "4000000000005126": "refunds fail",
  "4000000000007171": "the hold is gone at capture",
} as const;

/** What the last four digits ask of the provider. Without those that end before any order is made. */
const SCENARIOS =
  "0001 0002 0003 0005 0006 0007 0008 0009 0010 0011 0012 0013 0014 0015 0016 0017 0018 0019 0020".split(" ");
/** Those of them whose numbers are ported, all of them. */
const PORTED = ["0013", "0020"];
const PLAIN_SHARE = 0.62;

function numbers(random: Random) {
  const taken = new Set<string>();
  const draw = ({ prefixes, digits }: Ranges, scenario: string | undefined): string => {
    const prefix = prefixes[random.whole(0, prefixes.length - 1)] ?? "";
    const last = scenario ?? String(random.whole(1000, 9999));
    const middle = digits - prefix.length - last.length;
    return `${prefix}${String(random.whole(0, 10 ** middle - 1)).padStart(middle, "0")}${last}`;
  };
  return (ranges: Ranges, scenario: string | undefined): string => {
    for (;;) {
      const number = draw(ranges, scenario);
      if (taken.has(number) || (isPorted(number) && !PORTED.includes(scenario ?? ""))) continue;
      taken.add(number);
      return `+${number}`;
    }
  };
}

function cardOf(random: Random): string {
  if (random.chance(0.88)) return random.pick(GOOD_CARDS);
  const others = Object.keys(OTHER_CARDS);
  return others[random.whole(0, others.length - 1)] ?? GOOD_CARDS[0];
}

function hooksOf(random: Random): Fate {
  const drawn = random.whole(1, 100);
  if (drawn <= 6) return { kind: "lose" };
  if (drawn <= 14) return { kind: "repeat", times: random.whole(2, 50) };
  if (drawn <= 20) return { kind: "delay", ms: random.whole(200, 3000) };
  if (drawn <= 26) return { kind: "reverse", ms: random.whole(300, 1500) };
  if (drawn <= 31) return { kind: "forge" };
  if (drawn <= 36) return { kind: "stranger" };
  return { kind: "pass" };
}

function wayOf(random: Random): Way {
  let left = random.whole(
    1,
    WAYS.reduce((sum, { share }) => sum + share, 0),
  );
  return WAYS.find(({ share }) => (left -= share) <= 0) ?? WAYS[0];
}

const payingOf = (drawn: number): Paying =>
  drawn <= 6
    ? "five-presses"
    : drawn <= 11
      ? "two-tabs"
      : drawn <= 14
        ? "there-and-back"
        : drawn <= 17
          ? "told-too-early"
          : "once";

const leavingOf = (drawn: number): Leaving =>
  drawn <= 12
    ? "landing-never-loaded"
    : drawn <= 15
      ? "never-pays"
      : drawn <= 21
        ? "cancels"
        : drawn <= 31
          ? "watches"
          : "stays";

/** Every order of a campaign: the same seed makes the same ones. */
export function planOrders(random: Random, count: number): PlannedOrder[] {
  const numberFor = numbers(random.branch("numbers"));
  const chance = random.branch("orders");
  return Array.from({ length: count }, (_, n) => {
    const way = wayOf(chance);
    const scenario = chance.chance(PLAIN_SHARE)
      ? undefined
      : SCENARIOS[chance.whole(0, SCENARIOS.length - 1)];
    const drawn = chance.whole(1, 100);
    const more = Array.from({ length: drawn <= 4 ? 2 : drawn <= 10 ? 1 : 0 }, () =>
      numberFor(way.ranges, chance.chance(0.3) ? "0003" : undefined),
    );
    return {
      n,
      way,
      numbers: [numberFor(way.ranges, scenario), ...more],
      email: `buyer-${n}@example.test`,
      card: cardOf(chance),
      paying: payingOf(chance.whole(1, 100)),
      leaving: leavingOf(chance.whole(1, 100)),
      hooks: hooksOf(chance),
    };
  });
}
