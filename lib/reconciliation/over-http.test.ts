import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { breaks, ledgerEntries, payments } from "@/db/schema";
import { systemClock } from "@/lib/core/clock";
import { mendsOf } from "@/lib/fulfilment";
import { openTestKitShop, type KitShop, type Placed } from "@/lib/fulfilment/open-test-kit-shop";
import { createTestKit, numberOf, sellsInTests } from "@/lib/fulfilment/open-test-kits";
import type { Provider, ProviderName } from "@/lib/providers/spec";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import type { ReconciliationCtx } from "./context";
import { mendBreak } from "./mend-break";
import { reconcile } from "./reconcile";

const TIME_SCALE = 60;
const NAMES = ["reloadly", "valuetopup", "a1topup"] as const;
const LONGEST_MS = 60_000;

let sandbox: TestSandbox;
let shop: KitShop;
const kits: Provider[] = [];

beforeAll(async () => {
  sandbox = await openTestSandbox({ timeScale: TIME_SCALE, values: { STRIPE_SETTLEMENT_CURRENCY: "EUR" } });
  shop = await openTestKitShop({
    sandbox,
    timeScale: TIME_SCALE,
    create: (webhooks) => {
      const deps = { url: sandbox.url, webhooks, timeScale: TIME_SCALE, fetch, clock: systemClock };
      kits.push(...NAMES.map((name) => createTestKit(name, deps)));
      return kits;
    },
    sells: sellsInTests,
    policy: { settlementLag: 1 },
  });
}, 120_000);
afterAll(async () => {
  await shop?.close();
  await sandbox?.close();
}, 60_000);

const books = (actor: ReconciliationCtx["actor"]): ReconciliationCtx => {
  const ctx = { ...shop.ctx, actor };
  return { ...ctx, providers: { all: () => kits }, engine: mendsOf(ctx) };
};

async function sell(name: ProviderName, digits: string): Promise<Placed> {
  const placed = await shop.place(name, numberOf(name, digits));
  await expect
    .poll(async () => (await shop.end(placed)).payment, { timeout: LONGEST_MS, interval: 200 })
    .toBe("captured");
  return placed;
}

const open = async () => {
  const rows = await shop.ctx.db.select().from(breaks).where(eq(breaks.state, "open"));
  return rows.map((row) => `${row.source}: ${row.class}`).toSorted();
};

/** States of what a provider credited for a number. */
async function creditsOf(number: string): Promise<string[]> {
  const answer = await fetch(`${sandbox.url}/__sandbox/ledger?limit=1000`);
  const { credits } = (await answer.json()) as { credits: { number: string; state: string }[] };
  return credits.filter((credit) => number.endsWith(credit.number.slice(-10))).map(({ state }) => state);
}

it(
  "reversals nobody told us of and a refund by hand are found over HTTP and mended, and Stripe's fees are booked to the cent",
  async () => {
    const from = new Date(Date.now() - 60_000);
    const byHand = await sell("reloadly", "4321");
    const unheard = await sell("valuetopup", "0012");
    const unasked = await sell("a1topup", "0012");
    for (const { number } of [unheard, unasked])
      await expect
        .poll(() => creditsOf(number), { timeout: LONGEST_MS, interval: 200 })
        .toEqual(["reversed"]);
    await sell("a1topup", "4321");
    const [paid] = await shop.ctx.db
      .select()
      .from(payments)
      .where(eq(payments.checkoutId, byHand.checkoutId));
    const intent = paid?.paymentIntentId ?? "";
    await sandbox.stripe.refunds.create({ payment_intent: intent, amount: 100 });

    const compare = () => reconcile(books({ kind: "system", id: "reconcile" }), { from });
    const run = await compare();
    expect(run?.state).toBe("complete");
    // ValueTopup was asked again and told of it; A1Topup cannot be asked, and its float tells that something came back.
    expect(await open()).toEqual(["a1topup: reversed-unheard", "stripe: unknown-to-us"]);
    await expect
      .poll(async () => (await shop.end(unheard)).payment, { timeout: LONGEST_MS, interval: 200 })
      .toBe("refunded");
    expect(await shop.end(unheard)).toMatchObject({ order: "undeliverable", charged: 0 });

    const staff = books({ kind: "staff", id: "owner-1", role: "owner", raised: true });
    const [refund] = await shop.ctx.db.select().from(breaks).where(eq(breaks.class, "unknown-to-us"));
    const input = { breakId: refund?.id ?? "", verb: "adopt-refund" as const, reason: "goodwill, by phone" };
    expect(await mendBreak(staff, input)).toEqual({ ok: true, value: null });
    const [gap] = await shop.ctx.db.select().from(breaks).where(eq(breaks.source, "a1topup"));
    expect(
      await mendBreak(staff, { ...input, breakId: gap?.id ?? "", verb: "book-correction" }),
    ).toMatchObject({
      ok: true,
    });
    await compare();
    expect(await open()).toEqual([]);

    let [fees, settled] = [0, 0];
    for await (const line of sandbox.stripe.balanceTransactions.list({ limit: 3 })) {
      fees += line.fee;
      settled += line.amount;
      expect(line).toMatchObject({ currency: "eur", exchange_rate: expect.any(Number) });
    }
    const sums = await shop.ctx.db.execute<{ account: string; sum: string }>(sql`
      select account, sum(micros) as sum from ${ledgerEntries} where currency = 'EUR' group by account`);
    expect(Object.fromEntries(sums.map(({ account, sum }) => [account, Number(sum)]))).toEqual({
      "stripe-fees": fees * 10_000,
      exchange: -settled * 10_000,
      stripe: (settled - fees) * 10_000,
    });
  },
  4 * LONGEST_MS,
);
