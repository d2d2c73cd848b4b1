import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { alerts, attempts, ledgerEntries, payments, reconciliationRuns } from "@/db/schema";
import { micros } from "@/lib/core/money";
import { workOrder, workPayment } from "@/lib/fulfilment";
import { reconcileNightly } from "./reconcile-nightly";
import { feeOf, HOUR, lineOf, openBooksShop } from "./testing";

let shop: Awaited<ReturnType<typeof openBooksShop>>;
beforeEach(async () => {
  shop = await openBooksShop();
});
afterEach(() => shop.close());

const attemptOf = async (orderId: string) => {
  const [attempt] = await shop.ctx.db.select().from(attempts).where(eq(attempts.orderId, orderId));
  if (!attempt) throw new Error("No attempt");
  return attempt;
};

/** Classes and subjects of what stands open. */
const open = async () =>
  (await shop.readBreaks())
    .filter(({ state }) => state === "open")
    .map(({ class: kind, source, subject }) => `${kind} ${source} ${subject.split(":")[0]}`);

/** Time enough for the other books to follow. */
const later = () => shop.travel(HOUR);

async function breakOf(kind: string) {
  const found = (await shop.readBreaks()).find((row) => row.class === kind);
  if (!found) throw new Error(`No ${kind}`);
  return found;
}

async function mend(kind: string, verb: Parameters<typeof shop.mend>[0]["verb"]) {
  const { id } = await breakOf(kind);
  return shop.mend({ breakId: id, verb, reason: "looked into it" });
}

describe("books that agree", () => {
  test("leave no break; Stripe's fees are booked, once", async () => {
    await shop.sell();
    await shop.sell();
    await shop.mirror();
    await later();
    const first = await shop.run();
    expect(first).toMatchObject({ state: "complete", found: {}, newBreaks: 0 });
    expect(first?.sources).toMatchObject({ stripe: { lines: 2 }, reloadly: { lines: 2 } });
    await shop.run();
    const charged = shop.other.stripe.reduce((sum, { presented }) => sum + presented.micros, 0);
    const fees = shop.other.stripe.reduce((sum, { presented }) => sum + feeOf(presented.micros), 0);
    expect(await shop.balance("stripe-fees")).toBe(fees);
    expect(await shop.balance("stripe")).toBe(charged - fees);
    expect(await shop.readBreaks()).toEqual([]);
  });

  test("what is younger than the lag is left for the next run", async () => {
    await shop.sell();
    const run = await shop.run();
    expect(run).toMatchObject({ state: "complete", found: {} });
    expect(run?.to.getTime()).toBeLessThanOrEqual(Date.now() - shop.ctx.policy.settlementLag + 1000);
  });
});

describe("the provider's record", () => {
  test("a debit that they booked twice is found, and booked here as well when staff say so", async () => {
    const { orderId } = await shop.sell();
    await shop.mirror();
    const line = lineOf(shop.other.provider, await attemptOf(orderId));
    shop.other.provider.push({ ...line, providerReference: "p-again" });
    await later();
    expect((await shop.run())?.found).toEqual({ "debited-twice": 1 });
    expect(await breakOf("debited-twice")).toMatchObject({
      orderId,
      oursMicros: line.cost.micros,
      theirsMicros: 2 * line.cost.micros,
    });
    expect(await mend("debited-twice", "book-correction")).toEqual({ ok: true, value: null });
    expect(await shop.balance("float:reloadly")).toBe(-2 * line.cost.micros);
    expect((await shop.run())?.found).toEqual({});
  });

  test("a transaction of a reference that we do not know is shown until it is booked", async () => {
    await shop.sell();
    await shop.mirror();
    const [known] = shop.other.provider;
    if (!known) throw new Error("Nothing sold");
    const foreign = { ...known, reference: "somebody-else", providerReference: "p-foreign" };
    shop.other.provider.push(foreign);
    await later();
    await shop.run();
    expect(await open()).toEqual(["unknown-to-us reloadly line"]);
    expect(await mend("unknown-to-us", "book-correction")).toMatchObject({ ok: true });
    expect(await shop.balance("corrections")).toBe(known.cost.micros);
    expect((await shop.run())?.found).toEqual({});
    expect(await shop.balance("corrections")).toBe(known.cost.micros);
  });

  test.each([
    ["by one micro", 1, "USD"],
    ["by far", 70_000, "USD"],
  ])("an amount that differs %s is found, and booked", async (_, by, currency) => {
    const { orderId } = await shop.sell();
    await shop.mirror();
    const line = lineOf(shop.other.provider, await attemptOf(orderId));
    line.cost = micros(line.cost.micros + by, currency);
    await later();
    await shop.run();
    expect(await open()).toEqual(["amount-drift reloadly attempt"]);
    expect(await mend("amount-drift", "book-correction")).toMatchObject({ ok: true });
    expect(await shop.balance("float:reloadly", currency)).toBe(-line.cost.micros);
    expect((await shop.run())?.found).toEqual({});
  });

  test("a debit in another currency than was booked is a drift of the whole", async () => {
    const { orderId } = await shop.sell();
    await shop.mirror();
    const line = lineOf(shop.other.provider, await attemptOf(orderId));
    line.cost = micros(6_000_000, "EUR");
    await later();
    await shop.run();
    expect(await breakOf("amount-drift")).toMatchObject({
      oursMicros: 0,
      theirsMicros: 6_000_000,
      currency: "EUR",
    });
  });

  test("a delivery that they know nothing of is shown, and closes when their books have it", async () => {
    const { orderId } = await shop.sell();
    await shop.mirror();
    const lines = shop.other.provider;
    shop.other.provider = [];
    await later();
    await shop.run();
    expect(await open()).toEqual(["unknown-to-them reloadly attempt"]);
    shop.other.provider = lines;
    await shop.run();
    expect(await breakOf("unknown-to-them")).toMatchObject({
      orderId,
      state: "mended",
      closedBy: "system",
      reason: "no longer found",
    });
  });

  test("a reversal that nobody told us of is asked about at once, and the buyer gets the money back", async () => {
    const { orderId, paymentId } = await shop.sell();
    await shop.mirror();
    const attempt = await attemptOf(orderId);
    Object.assign(lineOf(shop.other.provider, attempt), { state: "reversed", cost: micros(0, "USD") });
    shop.supplier.findings.push({ kind: "rejected", failure: { code: "refused" }, retry: "never" });
    await later();
    await shop.run();
    expect(await breakOf("reversed-unheard")).toMatchObject({ state: "mended", verb: "look-again" });
    await workPayment(shop.ctx, paymentId);
    const [payment] = await shop.ctx.db.select().from(payments).where(eq(payments.id, paymentId));
    expect(payment).toMatchObject({ state: "refunded", refundedMinor: payment?.capturedMinor });
    expect(await shop.balance("float:reloadly")).toBe(0);
    shop.other.stripe = [];
    await shop.mirror();
    expect((await shop.run())?.found).toEqual({});
  });

  test("an order that we gave up and they delivered is asked about; what is lost by it stays for staff to explain", async () => {
    shop.supplier.answers.push({ kind: "in-doubt", why: "timeout" });
    const { orderId, paymentId } = await shop.sell();
    await shop.travel(6 * 24 * HOUR + HOUR);
    const doubtful = await attemptOf(orderId);
    await workOrder(shop.ctx, orderId);
    await workPayment(shop.ctx, paymentId);
    expect((await attemptOf(orderId)).state).toBe("abandoned");
    const cost = micros(6_500_000, "USD");
    const at = new Date();
    const { reference } = doubtful;
    shop.other.provider = [{ reference, providerReference: "p-late", cost, state: "delivered", at }];
    shop.supplier.findings.push({ kind: "delivered", providerReference: "p-late", cost });
    await shop.run();
    expect((await attemptOf(orderId)).state).toBe("delivered");
    expect(await breakOf("delivered-not-captured")).toMatchObject({ source: "reloadly", state: "mended" });
    await later();
    await shop.run({ to: new Date(Date.now() + 7 * 24 * HOUR) });
    expect(await open()).toEqual(["delivered-not-captured stripe order"]);
  });

  test("an order that we gave up and they never took is no loss any more, when staff say so", async () => {
    shop.supplier.answers.push({ kind: "in-doubt", why: "timeout" });
    const { orderId, paymentId } = await shop.sell();
    await shop.travel(6 * 24 * HOUR + HOUR);
    await workOrder(shop.ctx, orderId);
    await workPayment(shop.ctx, paymentId);
    const { reference } = await attemptOf(orderId);
    expect(await shop.balance("suspected-loss")).toBe(6_500_000);
    const line = { reference, providerReference: "p-never", cost: micros(0, "USD"), at: new Date() };
    shop.other.provider = [{ ...line, state: "failed" }];
    await later();
    await shop.run({ to: new Date(Date.now() + 7 * 24 * HOUR) });
    expect(await open()).toEqual(["amount-drift reloadly suspicion"]);
    expect(await mend("amount-drift", "book-correction")).toMatchObject({ ok: true });
    expect([await shop.balance("suspected-loss"), await shop.balance("float:reloadly")]).toEqual([0, 0]);
    expect((await shop.run({ to: new Date(Date.now() + 7 * 24 * HOUR) }))?.found).toEqual({});
  });

  test("a page that fails in the middle makes the run incomplete, and nothing is made of what is missing", async () => {
    await shop.sell();
    await shop.sell();
    await shop.mirror();
    shop.other.breaksOffAfter = 1;
    shop.other.stripe.pop();
    await later();
    const run = await shop.run();
    expect(run?.state).toBe("incomplete");
    expect(run?.sources["reloadly"]).toMatchObject({
      state: "incomplete",
      error: "page 2 could not be read",
    });
    // Stripe's side was read to its end, and is compared.
    expect(await open()).toEqual(["unknown-to-them stripe payment"]);
  });

  test("who keeps no statement is asked of each attempt", async () => {
    const { orderId } = await shop.sell();
    await shop.mirror();
    shop.other.keepsNone = true;
    const undone = { kind: "rejected", failure: { code: "refused" }, retry: "never" } as const;
    shop.supplier.findings.push(undone, undone);
    await later();
    const run = await shop.run();
    expect(run?.sources["reloadly"]).toEqual({ state: "complete", lines: 1 });
    expect(await breakOf("reversed-unheard")).toMatchObject({ state: "mended", orderId });
    expect((await attemptOf(orderId)).state).toBe("rejected");
  });
});

describe("a run", () => {
  test("tells staff of new breaks, once", async () => {
    await shop.sell();
    await later();
    await shop.run();
    await shop.run();
    const told = await shop.ctx.db.select().from(alerts);
    expect(told).toMatchObject([{ kind: "break-found", path: "/admin/reconciliation" }]);
    expect(told[0]?.text).toMatch(/unknown to them \(2\)$/);
  });

  test("of the night is made once, by whichever process comes first; one that died is made again", async () => {
    const untilThree = 27 * HOUR - (Date.now() % (24 * HOUR));
    await shop.travel(untilThree);
    const [one, two] = await Promise.all([reconcileNightly(shop.system), reconcileNightly(shop.system)]);
    expect([one, two].filter((run) => run !== undefined)).toHaveLength(1);
    expect(await reconcileNightly(shop.system)).toBeUndefined();
    await shop.ctx.db.update(reconciliationRuns).set({ state: "running" });
    expect(await reconcileNightly(shop.system)).toBeUndefined();
    await shop.travel(3 * HOUR);
    expect(await reconcileNightly(shop.system)).toMatchObject({ state: "complete" });
  });

  test("keeps every posting even, whatever it books", async () => {
    await shop.sell();
    await shop.mirror();
    const [charge] = shop.other.stripe;
    if (!charge) throw new Error("Nothing charged");
    charge.settled = micros(6_900_000, "EUR");
    charge.fee = micros(450_000, "EUR");
    const part = "dp_1";
    const lost = micros(-charge.presented.micros, "USD");
    const dispute = {
      ...charge,
      id: "txn_dp",
      kind: "dispute" as const,
      part,
      presented: lost,
      settled: lost,
    };
    shop.other.stripe.push(
      { ...dispute, fee: micros(15_000_000, "USD") },
      {
        ...dispute,
        id: "txn_po",
        kind: "payout",
        paymentIntentId: null,
        part: "po_1",
        settled: micros(-5, "USD"),
        fee: micros(0, "USD"),
      },
    );
    await later();
    await shop.run();
    const sums = await shop.ctx.db.execute<{ sum: string }>(sql`
      select sum(micros) as sum from ${ledgerEntries} group by posting_id, currency`);
    expect(sums.every(({ sum }) => Number(sum) === 0)).toBe(true);
    expect(await shop.balance("exchange")).toBe(charge.presented.micros);
    expect(await shop.balance("exchange", "EUR")).toBe(-6_900_000);
    expect(await shop.balance("stripe", "EUR")).toBe(6_900_000 - 450_000);
    expect(await shop.balance("disputes")).toBe(charge.presented.micros);
    expect(await shop.balance("bank")).toBe(5);
  });
});
