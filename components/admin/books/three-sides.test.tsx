import { expect, it, vi } from "vitest";
import { htmlOf } from "../testing";
import type { BreakSides } from "@/lib/reports/books/types";
import { ThreeSides } from "./three-sides";

// There is no request whose cookie names a time zone.
vi.mock("../read-time-zone", () => ({ readTimeZone: async () => "UTC" }));

const usd = (micros: number) => ({ micros, currency: "USD" });
const at = "2026-11-26T12:00:00.000Z";

const SIDES: BreakSides = {
  ours: {
    who: [],
    compared: usd(6_500_000),
    differs: [],
    entries: [
      { key: "o", what: "order", state: "delivered", amount: usd(7_630_000), reference: "o-1", at },
      { key: "a", what: "attempt", state: "delivered", amount: usd(6_500_000), reference: "hl-x-1", at },
    ],
  },
  stripe: { who: [], compared: null, differs: [], entries: [] },
  provider: {
    who: ["reloadly"],
    compared: usd(7_000_000),
    differs: ["amount"],
    entries: [{ key: "l", what: "line", state: "delivered", amount: usd(7_000_000), reference: "p-1", at }],
  },
};

it("each side has its heading, its amounts, states, ids and times; what differs is said in words", async () => {
  const html = await htmlOf(<ThreeSides sides={SIDES} />);
  const sides = html
    .split("<section")
    .slice(1)
    .map((side) => side.replaceAll(/^[^>]*>|<[^>]+>/g, " ").replaceAll(/\s+/g, " "));
  expect(sides).toHaveLength(3);
  const [ours, stripe, provider] = sides;
  for (const words of ["Our books", "6.50 USD was compared", "Order Delivered", "7.63 USD", "o-1", "hl-x-1"])
    expect(ours).toContain(words);
  expect(ours).not.toContain("another");
  expect(stripe).toContain("No movement of Stripe’s goes with it.");
  for (const words of [
    "Reloadly another amount",
    "7.00 USD was compared",
    "Line of its record delivered",
    "p-1",
  ])
    expect(provider).toContain(words);
});
