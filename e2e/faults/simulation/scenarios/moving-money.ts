import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { moneyIntents, payments } from "@/db/schema";
import { alertedOf } from "../alerted-of";
import type { Bought } from "../buy";
import { HOUR, MINUTE, type Trial } from "../open-trial";
import type { Scenario, Scenarios } from "../scenario";
import { callsTo, failCalls, raceAt } from "../strikes";

const charged = { order: "delivered", payment: "captured", credits: 1 };
const CAPTURE = callsTo("POST", /^\/v1\/payment_intents\/[^/]+\/capture/);
const REFUND = callsTo("POST", /^\/v1\/refunds/);
const anyOfStripe = ({ to }: { to: string }): boolean => to === "stripe";

async function intentOf({ world }: Trial, { checkoutId }: Bought): Promise<string> {
  const { db } = world.database.ctx;
  const [payment] = await db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
  return payment?.paymentIntentId ?? "";
}

/** Somebody uses Stripe's dashboard. */
const byHand = async (trial: Trial, bought: Bought, verb: "cancel" | "capture"): Promise<void> =>
  void (await trial.world.ground.ask("POST", `/v1/payment_intents/${await intentOf(trial, bought)}/${verb}`));

async function intentsOf({ world }: Trial): Promise<string[]> {
  const rows = await world.database.ctx.db.select().from(moneyIntents).orderBy(moneyIntents.createdAt);
  return rows.map(({ kind, n, state }) => `${kind} ${n} ${state}`);
}

/** For so long nobody reaches Stripe once the fitting call was lost. */
async function awayAfter(trial: Trial, fits: typeof CAPTURE, digits: string): Promise<Bought> {
  let lostAt: number | undefined;
  const { timeline } = trial.world;
  trial.trouble({
    network(call) {
      if (lostAt !== undefined && timeline.now() < lostAt + 25 * HOUR && anyOfStripe(call))
        return { kind: "refuse" };
      if (lostAt !== undefined || !fits(call)) return undefined;
      lostAt = timeline.now();
      return { kind: "lose-answer" };
    },
  });
  const bought = await trial.buy({ lines: [{ provider: "reloadly", digits }] });
  await trial.run(27 * HOUR);
  expect(lostAt).toBeDefined();
  return bought;
}

const storedFault = async (trial: Trial, scenario: string, path: string): Promise<void> =>
  void (await trial.world.ground.ask("POST", "/__sandbox/faults", {
    match: { provider: "stripe", path },
    scenario,
    times: 1,
  }));

const stored: Record<string, Scenario> = {
  "nothing was done": async (trial) => {
    await storedFault(trial, "error-stored", "*/capture");
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7443" }] });
    await trial.run(10 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject(charged);
    expect(await intentsOf(trial)).toEqual(["capture 1 refused", "capture 2 confirmed"]);
    await trial.end();
  },
  "it was done": async (trial) => {
    await storedFault(trial, "error-after-stored", "*/capture");
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7444" }] });
    await trial.run(10 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject(charged);
    expect(await intentsOf(trial)).toEqual(["capture 1 confirmed"]);
    await trial.end();
  },
};

export const MOVING_MONEY: Scenarios = {
  42: async (trial) => {
    trial.trouble(failCalls(CAPTURE, { kind: "lose-answer" }));
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7442" }] });
    await trial.run(10 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject(charged);
    expect(await intentsOf(trial)).toEqual(["capture 1 confirmed"]);
    await trial.end();
  },
  43: stored,
  44: async (trial) => {
    const bought = await awayAfter(trial, CAPTURE, "7445");
    expect(await trial.standing(bought)).toMatchObject(charged);
    expect(await intentsOf(trial)).toEqual(["capture 1 confirmed"]);
    await trial.end();
  },
  45: async (trial) => {
    trial.trouble(raceAt("intent.committed", () => byHand(trial, bought, "cancel")));
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7446" }] });
    await trial.run(10 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject({ order: "delivered", payment: "lost", charged: 0 });
    expect(await alertedOf(trial)).toContain("payment-lost");
    await trial.end();
  },
  46: async (trial) => {
    trial.trouble(raceAt("intent.committed", () => byHand(trial, bought, "capture")));
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "0003" }] });
    await trial.run(10 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject({
      order: "undeliverable",
      payment: "refunded",
      charged: 0,
    });
    await trial.end();
  },
  47: {
    "the answer is lost": async (trial) => {
      trial.trouble(failCalls(REFUND, { kind: "lose-answer" }));
      const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "0012" }] });
      await trial.run(20 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject({ payment: "refunded", charged: 0 });
      await trial.end();
    },
    "asked again after a day": async (trial) => {
      const bought = await awayAfter(trial, REFUND, "0012");
      expect(await trial.standing(bought)).toMatchObject({ payment: "refunded", charged: 0 });
      await trial.end();
    },
  },
  48: {
    "it is delivered": async (trial) => {
      trial.trouble(raceAt("attempt.checked", () => byHand(trial, bought, "cancel")));
      const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7448" }] });
      await trial.run(20 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject({
        order: "delivered",
        payment: "lost",
        charged: 0,
        credits: 1,
      });
      await trial.end();
    },
    "it is not": async (trial) => {
      trial.trouble(raceAt("attempt.checked", () => byHand(trial, bought, "cancel")));
      const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "0003" }] });
      await trial.run(20 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject({
        order: "undeliverable",
        payment: "voided",
        charged: 0,
        credits: 0,
      });
      await trial.end();
    },
  },
};
