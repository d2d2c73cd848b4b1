import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ledgerEntries, payments } from "@/db/schema";
import { notePaidByHand, refundAgain, refundByStaff } from "@/lib/fulfilment";
import type { LedgerPage } from "@/sandbox/control/read-ledger";
import { readRows, type Bought } from "./buy";
import { judgeWorld } from "./judge";
import { openGround, type Ground } from "./open-ground";
import { MINUTE, openTrial, type Trial } from "./open-trial";
import type { WorldCtx } from "./open-world";
import { callsTo, crashAt, failCalls, freezeAt, times } from "./strikes";
import type { DatabaseFault, Troubles } from "./troubles";

/** Each refund to it goes through and fails a little later. */
const REFUNDS_FAIL = "4000000000005126";
const REFUND = callsTo("POST", /^\/v1\/refunds/);

/** What strikes the first of staff's own transactions. */
function struckBy(fault: DatabaseFault): Troubles {
  const once = times(1);
  return { database: ({ name }) => (name === "staff" && once() ? fault : undefined) };
}

const STRIKES: [name: string, strike: () => Troubles][] = [
  ["nothing strikes", () => ({})],
  ["killed before Stripe is asked", () => crashAt("refund.committed")],
  ["killed once Stripe has told", () => crashAt("refund.told")],
  ["frozen before Stripe is asked", () => freezeAt("refund.committed", 10 * MINUTE)],
  ["frozen once Stripe has told", () => freezeAt("refund.told", 10 * MINUTE)],
  ["killed while the request is under way", () => failCalls(REFUND, { kind: "die", worked: false })],
  ["killed while Stripe answers", () => failCalls(REFUND, { kind: "die", worked: true })],
  ["Stripe's answer is lost", () => failCalls(REFUND, { kind: "lose-answer" })],
  ["the press is cut off before it is written", () => struckBy({ kind: "cut" })],
  ["the press is written and not answered", () => struckBy({ kind: "commit-unanswered" })],
];

/** All of them run by `npm run faults -- --simulate`, each third otherwise. */
const WHOLE = process.env.SIMULATION_GATE === "whole";
const picked = (turn: number) => STRIKES.filter((_, index) => WHOLE || index % 3 === turn);

let ground: Ground;
beforeAll(async () => {
  ground = await openGround();
}, 120_000);
afterAll(() => ground?.close());

/** One of staff presses a button of the order; again, when no answer came. */
async function press(
  { world }: Trial,
  bought: Bought,
  act: (ctx: WorldCtx, orderId: string) => Promise<unknown>,
): Promise<void> {
  const ctx: WorldCtx = { ...world.ctx, actor: { kind: "staff", id: "ann", role: "owner", raised: true } };
  const [order] = (await readRows(world, bought.checkoutId)).orders;
  let answered = false;
  const once = () =>
    world.stage.play({ process: world.processes.web(), name: "staff" }, async () => {
      answered = await act(ctx, order?.id ?? "").then(
        () => true,
        () => false,
      );
    });
  await once();
  if (!answered) await once();
  expect(answered).toBe(true);
}

/** What Stripe has of it, and what our books say was given back, in minor units. */
async function moneyOf({ world }: Trial, { checkoutId }: Bought) {
  const { db } = world.database.ctx;
  const [payment] = await db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
  const witness = (await world.ground.ask("GET", "/__sandbox/ledger")) as LedgerPage;
  const money = witness.payments.find(({ metadata }) => metadata["checkout_id"] === checkoutId);
  const [books] = await db
    .select({ micros: sql<string>`coalesce(sum(micros), 0)` })
    .from(ledgerEntries)
    .where(eq(ledgerEntries.account, "refunds"));
  return {
    version: payment?.version,
    state: payment?.state,
    owed: payment?.refundOwedMinor,
    refunded: payment?.refundedMinor,
    atStripe: money?.refunded,
    inBooks: Number(books?.micros) / 10_000,
  };
}

async function refundsMade({ world }: Trial, { checkoutId }: Bought): Promise<string[]> {
  const [payment] = await world.database.ctx.db
    .select()
    .from(payments)
    .where(eq(payments.checkoutId, checkoutId));
  const page = (await world.ground.ask(
    "GET",
    `/v1/refunds?payment_intent=${payment?.paymentIntentId}&limit=100`,
  )) as { data: { status: string }[] };
  return page.data.map(({ status }) => status);
}

/** Runs in a world of its own that is in order afterwards. */
async function inTrial(work: (trial: Trial) => Promise<void>): Promise<void> {
  const trial = await openTrial(ground, 1);
  try {
    await work(trial);
    expect(await judgeWorld(trial.world)).toEqual([]);
  } finally {
    await trial.close();
  }
}

describe("what staff give back, whatever strikes", () => {
  it.each(picked(1))("of a delivered order, %s: once", async (_, strike) => {
    await inTrial(async (trial) => {
      const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7400" }] });
      await trial.run(10 * MINUTE);
      const { charged, payment } = await trial.standing(bought);
      expect([payment, charged > 100]).toEqual(["captured", true]);
      trial.trouble(strike());
      // As the form was made: pressed again, it names what has moved since.
      const { version } = await moneyOf(trial, bought);
      const form = { note: "goodwill, as asked", amountMinor: 100, version };
      await press(trial, bought, (ctx, orderId) => refundByStaff(ctx, { orderId, ...form }));
      await trial.run(30 * MINUTE);
      expect(await refundsMade(trial, bought)).toEqual(["succeeded"]);
      const once = { owed: 0, refunded: 100, atStripe: 100, inBooks: 100 };
      expect(await moneyOf(trial, bought)).toMatchObject(once);
    });
  });

  it.each(picked(2))("what had failed is refunded again, %s: once", async (_, strike) => {
    await inTrial(async (trial) => {
      const bought = await trial.buy({
        lines: [{ provider: "reloadly", digits: "0012" }],
        card: REFUNDS_FAIL,
      });
      await trial.run(30 * MINUTE);
      const { total } = await trial.standing(bought);
      const unpaid = { state: "captured", owed: total, refunded: 0, atStripe: 0, inBooks: 0 };
      expect(await moneyOf(trial, bought)).toMatchObject(unpaid);
      expect(await refundsMade(trial, bought)).toEqual(["failed"]);
      trial.trouble(strike());
      await press(trial, bought, (ctx, orderId) => refundAgain(ctx, { orderId }));
      await trial.run(30 * MINUTE);
      // It fails again, as everything does to this card: asked once more, and owed once.
      expect(await refundsMade(trial, bought)).toEqual(["failed", "failed"]);
      expect(await moneyOf(trial, bought)).toMatchObject(unpaid);
    });
  });

  it.each(STRIKES.filter(([name]) => name.startsWith("the press is written")))(
    "what had failed is paid by hand, %s: noted once",
    async (_, strike) => {
      await inTrial(async (trial) => {
        const bought = await trial.buy({
          lines: [{ provider: "reloadly", digits: "0012" }],
          card: REFUNDS_FAIL,
        });
        await trial.run(30 * MINUTE);
        const { total } = await trial.standing(bought);
        trial.trouble(strike());
        const by = { note: "transfer of today" };
        await press(trial, bought, (ctx, orderId) => notePaidByHand(ctx, { orderId, ...by }));
        await trial.run(30 * MINUTE);
        const paid = { state: "refunded", owed: 0, refunded: total, atStripe: 0, inBooks: total };
        expect(await moneyOf(trial, bought)).toMatchObject(paid);
        expect(await refundsMade(trial, bought)).toEqual(["failed"]);
      });
    },
  );
});
