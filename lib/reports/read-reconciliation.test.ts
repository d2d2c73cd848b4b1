import { afterEach, beforeEach, expect, test } from "vitest";
import { HOUR, openBooksShop } from "@/lib/reconciliation/testing";
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
