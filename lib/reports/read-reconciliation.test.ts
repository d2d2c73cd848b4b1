import { afterEach, beforeEach, expect, test } from "vitest";
import { micros } from "@/lib/core/money";
import { HOUR, openBooksShop } from "@/lib/reconciliation/testing";
import { compareSides } from "./books/compare-sides";
import { readReconciliation } from "./read-reconciliation";
import { readRun } from "./read-run";

let shop: Awaited<ReturnType<typeof openBooksShop>>;
beforeEach(async () => {
  shop = await openBooksShop();
});
afterEach(() => shop.close());

/** One order that neither Stripe nor the provider knows anything of, found by a run. */
async function findTwoBreaks(): Promise<{ orderId: string; provider: string }> {
  const { orderId } = await shop.sell();
  await shop.mirror();
  shop.other.stripe = [];
  shop.other.provider = [];
  await shop.travel(HOUR);
  await shop.run();
  const { open } = await readReconciliation(shop.staff);
  return { orderId, provider: open.rows.find(({ source }) => source === "reloadly")?.id ?? "" };
}

test("staff see the runs, what is open with its verbs, and how the rest was closed", async () => {
  expect(await readReconciliation(shop.staff)).toEqual({
    runs: [],
    open: { total: 0, rows: [] },
    closed: [],
  });
  const { orderId } = await findTwoBreaks();
  const { runs, open } = await readReconciliation(shop.staff);
  expect(runs).toMatchObject([{ state: "complete", found: 2, newBreaks: 2 }]);
  expect(runs[0]?.sources.map(({ name }) => name)).toEqual(["stripe", "reloadly"]);
  expect(open.total).toBe(2);
  const [provider, stripe] = [
    open.rows.find(({ source }) => source === "reloadly"),
    open.rows.find(({ source }) => source === "stripe"),
  ];
  expect(provider).toMatchObject({
    class: "unknown-to-them",
    about: "attempt",
    orderId,
    mends: ["look-again", "explain"],
  });
  // What is about the whole checkout leads to its first order.
  expect(stripe).toMatchObject({
    about: "payment",
    orderId,
    mends: ["capture-again", "look-again", "explain"],
  });
  expect(stripe?.ours).toMatchObject({ currency: "USD" });
  await shop.mend({ breakId: provider?.id ?? "", verb: "explain", reason: "their list starts tomorrow" });
  const after = await readReconciliation(shop.staff);
  expect(after.open.total).toBe(1);
  expect(after.closed).toMatchObject([
    {
      state: "explained",
      mends: [],
      closed: { by: "owner-1", verb: "explain", reason: "their list starts tomorrow" },
    },
  ]);
  await expect(readReconciliation(shop.system)).rejects.toThrow("Not permitted");
});

test("a run tells who began it, how far it read, and what it was the first to see, open ones first", async () => {
  const { provider } = await findTwoBreaks();
  await shop.mend({ breakId: provider, verb: "explain", reason: "their list starts tomorrow" });
  const { runs } = await readReconciliation(shop.staff);
  const runId = runs[0]?.id ?? "";
  // A second run finds what is still open, and was not the first to see it.
  const second = await shop.run();
  const first = await readRun(shop.staff, { runId, skip: 0, limit: 10 });
  expect(first).toMatchObject({
    run: { id: runId, state: "complete", newBreaks: 2 },
    startedBy: null,
    nightly: false,
    classes: [{ class: "unknown-to-them", count: 2 }],
    firstSeen: { total: 2, rows: [{ state: "open" }, { state: "explained", mends: [] }] },
  });
  const rest = await readRun(shop.staff, { runId, skip: 1, limit: 10 });
  expect(rest?.firstSeen).toMatchObject({ total: 2, rows: [{ state: "explained" }] });
  const later = await readRun(shop.staff, { runId: second?.runId ?? "", skip: 0, limit: 10 });
  expect(later?.classes).toEqual([{ class: "unknown-to-them", count: 1 }]);
  expect(later?.firstSeen).toEqual({ total: 0, rows: [] });
  expect(await readRun(shop.staff, { runId: "nothing", skip: 0, limit: 10 })).toBeNull();
  await expect(readRun(shop.system, { runId, skip: 0, limit: 10 })).rejects.toThrow("Not permitted");
});

const sidesOf = async (source: string) => {
  const { open } = await readReconciliation(shop.staff);
  const found = open.rows.find((row) => row.source === source);
  if (!found?.sides) throw new Error(`No break of ${source}`);
  return found.sides;
};
const told = ({
  entries,
}: {
  entries: { what: string; state: string | null; amount: { micros: number } | null }[];
}) => entries.map(({ what, state, amount }) => [what, state, amount?.micros ?? null]);

test("a break tells what all three say: amounts, states and references, and that the compared one knows nothing", async () => {
  await findTwoBreaks();
  const stripe = await sidesOf("stripe");
  expect(stripe.ours.compared?.micros).toBeGreaterThan(0);
  const [payment, order, attempt] = stripe.ours.entries;
  expect([payment?.what, payment?.state]).toEqual(["payment", "captured"]);
  expect(payment?.amount).toEqual(stripe.ours.compared);
  expect([order?.what, order?.state, attempt?.what, attempt?.state]).toEqual([
    "order",
    "delivered",
    "attempt",
    "delivered",
  ]);
  expect(attempt?.reference).toMatch(/^hl-/);
  expect(stripe.stripe).toMatchObject({ compared: null, entries: [], differs: ["missing"] });
  // Nobody says that the provider is wrong where Stripe was compared; it answered, and no line of it was read.
  expect(stripe.provider).toMatchObject({
    who: ["reloadly"],
    entries: [{ what: "answer", reference: "p-1" }],
    differs: [],
  });
  const provider = await sidesOf("reloadly");
  expect(provider.provider.differs).toEqual(["missing"]);
  expect(provider.stripe.differs).toEqual([]);
});

test("another amount, another state, and what nobody here knows are marked where they differ, and nowhere else", async () => {
  const sold = [await shop.sell(), await shop.sell()];
  await shop.mirror();
  const [drifting, reversed] = shop.other.provider;
  if (!drifting || !reversed) throw new Error("Nothing was sold");
  drifting.cost = micros(drifting.cost.micros + 500_000, "USD");
  const cost = reversed.cost.micros;
  Object.assign(reversed, { state: "reversed", cost: micros(0, "USD") });
  shop.other.provider.push({ ...drifting, reference: "hl-strange", providerReference: "p-strange" });
  await shop.travel(HOUR);
  await shop.run();
  const { open } = await readReconciliation(shop.staff);
  const of = (kind: string) => open.rows.find((row) => row.class === kind)?.sides;
  expect(open.rows).toHaveLength(3);

  const drift = of("amount-drift");
  expect(drift?.provider).toMatchObject({ compared: { micros: cost + 500_000 }, differs: ["amount"] });
  expect(drift?.ours.compared?.micros).toBe(cost);
  expect(drift && told(drift.provider)).toEqual([["line", "delivered", cost + 500_000]]);
  expect(drift && told(drift.stripe)).toEqual([["charge", null, expect.any(Number)]]);
  expect(drift?.stripe.differs).toEqual([]);

  const back = of("reversed-unheard");
  expect(back?.provider.differs).toEqual(["state"]);
  expect(back && told(back.provider)).toEqual([["line", "reversed", 0]]);

  const strange = of("unknown-to-us");
  expect(strange?.ours).toMatchObject({ entries: [], differs: ["missing"] });
  expect(strange?.provider).toMatchObject({
    who: ["reloadly"],
    entries: [{ reference: "p-strange" }],
    differs: [],
  });
  expect(strange?.stripe).toMatchObject({ entries: [], differs: [] });
  expect(sold).toHaveLength(2);
});

test("of a charge that is another than was booked Stripe's amount is marked, in whichever break it is seen", async () => {
  const { paymentId } = await shop.sell();
  await shop.mirror();
  const [charge] = shop.other.stripe;
  if (!charge) throw new Error("Nothing was charged");
  charge.presented = micros(charge.presented.micros * 2, "USD");
  charge.settled = charge.presented;
  Object.assign(shop.other.provider[0] ?? {}, { state: "reversed", cost: micros(0, "USD") });
  await shop.travel(HOUR);
  await shop.run();
  const sides = await sidesOf("stripe");
  expect(sides.stripe.differs).toEqual(["amount"]);
  expect(sides.ours.entries[0]?.reference).toBe(paymentId);
  // What the other break is about stands here too, and the reverse.
  expect(sides.provider).toMatchObject({ compared: null, differs: ["state"] });
  expect((await sidesOf("reloadly")).stripe).toMatchObject({ compared: null, differs: ["amount"] });
});

test("a float that fell by more than our books explain is another amount, though its provider keeps no record", () => {
  const said = { payment: null, orders: [], attempts: [], lines: [] };
  const [ours, theirs] = [micros(9_000_000, "USD"), micros(8_000_000, "USD")];
  const attempt = {
    id: "a",
    provider: "a1topup",
    state: "delivered" as const,
    reference: "hl-x-1",
    theirs: "77",
    booked: { currency: "USD", micros: 1_000_000 },
    at: "2026-11-26T12:00:00.000Z",
  };
  const sides = compareSides({ ...said, attempts: [attempt] }, { source: "a1topup", ours, theirs });
  expect(sides.provider).toMatchObject({
    who: ["a1topup"],
    compared: theirs,
    entries: [{ what: "answer", reference: "77" }],
    differs: ["amount"],
  });
  expect(sides.stripe.differs).toEqual([]);
});
