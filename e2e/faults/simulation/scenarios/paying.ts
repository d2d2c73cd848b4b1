import { eq, sql } from "drizzle-orm";
import Stripe from "stripe";
import { expect } from "vitest";
import { orders } from "@/db/schema";
import { receiveWebhook } from "@/lib/fulfilment";
import { payByCard, readRows } from "../buy";
import { MINUTE, type Trial } from "../open-trial";
import type { Scenarios } from "../scenario";
import { crashAt } from "../strikes";

const line = (digits: string) => [{ provider: "reloadly" as const, digits }];
const settled = { order: "delivered", payment: "captured", credits: 1 };

interface Listed {
  data: { id: string; url: string }[];
}
const readSessions = async ({ world }: Trial) =>
  ((await world.ground.ask("GET", "/v1/checkout/sessions?limit=50")) as Listed).data;

async function deliversAfterCrashOfTheWeb(
  trial: Trial,
  point: "checkout.frozen" | "session.created",
): Promise<void> {
  trial.trouble(crashAt(point));
  const bought = await trial.buy({ lines: line("7201") });
  await trial.run(5 * MINUTE);
  expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
  expect(await readSessions(trial)).toHaveLength(1);
  await trial.end();
}

/** The buyer never comes back: the worker finds the same Session, and lets it end. */
async function expiresAfterCrashOfTheWeb(
  trial: Trial,
  point: "checkout.frozen" | "session.created",
): Promise<void> {
  trial.trouble(crashAt(point));
  const bought = await trial.buy({ lines: line("7202"), presses: 1, leaves: "at-the-card", returns: false });
  await trial.run(70 * MINUTE);
  expect(await trial.standing(bought)).toMatchObject({
    order: "expired",
    payment: "expired",
    credits: 0,
    charged: 0,
  });
  expect(await readSessions(trial)).toHaveLength(1);
  await trial.end();
}

const signed = (payload: string, secret: string, timestamp?: number): string =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret, ...(timestamp ? { timestamp } : {}) });

async function storedWebhooks({ world }: Trial): Promise<number> {
  const rows = await world.database.ctx.db.execute<{ count: number }>(
    sql`select count(*)::int as count from webhook_inbox`,
  );
  return rows[0]?.count ?? 0;
}

export const PAYING: Scenarios = {
  1: {
    "the buyer presses again": (trial) => deliversAfterCrashOfTheWeb(trial, "checkout.frozen"),
    "the buyer is gone": (trial) => expiresAfterCrashOfTheWeb(trial, "checkout.frozen"),
  },
  2: {
    "the buyer presses again": (trial) => deliversAfterCrashOfTheWeb(trial, "session.created"),
    "the buyer is gone": (trial) => expiresAfterCrashOfTheWeb(trial, "session.created"),
  },
  3: async (trial) => {
    const bought = await trial.buy({ lines: line("7203"), presses: 5 });
    await trial.run(5 * MINUTE);
    expect(bought.payUrls.size).toBe(1);
    expect((await readRows(trial.world, bought.checkoutId)).orders).toHaveLength(1);
    expect(await readSessions(trial)).toHaveLength(1);
    expect(await trial.standing(bought)).toMatchObject(settled);
    await trial.end();
  },
  4: async (trial) => {
    const bought = await trial.buy({ lines: line("7204"), leaves: "after-paying" });
    await trial.run(MINUTE);
    expect(await trial.standing(bought)).toMatchObject(settled);
    await trial.end();
  },
  5: async (trial) => {
    trial.trouble({ webhook: () => [] });
    const bought = await trial.buy({ lines: line("7205"), leaves: "after-paying" });
    // Half a minute to fill in the card, and a minute from then on.
    await trial.run(1.5 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject(settled);
    await trial.end();
  },
  6: async (trial) => {
    const { world } = trial;
    let once = false;
    trial.trouble({
      failpoint(point) {
        if (point !== "session.created" || once) return undefined;
        once = true;
        const act = async (): Promise<void> => {
          const [session] = await readSessions(trial);
          await payByCard(world, session?.url ?? "", "4242424242424242");
          // Its webhooks come and are worked meanwhile.
          await world.stage.sleep(3000);
        };
        return { kind: "race", act };
      },
    });
    const bought = await trial.buy({ lines: line("7206"), leaves: "at-the-card" });
    await trial.run(2000);
    expect(await storedWebhooks(trial)).toBeGreaterThan(0);
    await trial.run(2 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject(settled);
    await trial.end();
  },
  7: async (trial) => {
    const fifty = Array.from({ length: 50 }, (_, index) => 20 + (index % 5));
    trial.trouble({ webhook: () => fifty });
    const bought = await trial.buy({ lines: [{ provider: "telecom", digits: "0001" }] });
    await trial.run(20 * MINUTE);
    const standing = await trial.standing(bought);
    expect(standing).toMatchObject({ ...settled, attempts: ["delivered 1"] });
    expect(new Set(standing.events).size).toBe(standing.events.length);
    await trial.end();
  },
  8: async (trial) => {
    trial.trouble({ webhook: ({ n }) => [Math.max(20, 90_000 - n * 4000)] });
    const bought = await trial.buy({ lines: [{ provider: "telecom", digits: "0001" }] });
    await trial.run(20 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
    await trial.end();
  },
  9: async (trial) => {
    const { ctx } = trial.world;
    const rawBody = JSON.stringify({
      id: "evt_1",
      object: "event",
      type: "checkout.session.completed",
      data: { object: {} },
    });
    const old = Math.floor(Date.now() / 1000) - 3600;
    for (const signature of [
      signed(rawBody, "whsec_other"),
      signed(rawBody, "whsec_sandbox", old),
      undefined,
    ]) {
      const headers = signature ? { "stripe-signature": signature } : {};
      expect(await receiveWebhook(ctx, "stripe", { headers, rawBody, url: "/" })).toBe("bad-signature");
    }
    for (const source of ["reloadly", "telecom"]) {
      const verdict = await receiveWebhook(ctx, source, { headers: {}, rawBody: "{}", url: "/" });
      expect(["bad-signature", "unreadable"]).toContain(verdict);
    }
    expect(await storedWebhooks(trial)).toBe(0);
  },
  10: {
    "names another order's payment": async (trial) => {
      const bought = await trial.buy({ lines: line("7210"), leaves: "at-the-card" });
      await trial.run(2000);
      const object = {
        id: "pi_of_another",
        object: "payment_intent",
        metadata: { checkout_id: bought.checkoutId },
      };
      const rawBody = JSON.stringify({
        id: "evt_2",
        object: "event",
        type: "payment_intent.canceled",
        data: { object },
      });
      const headers = { "stripe-signature": signed(rawBody, "whsec_sandbox") };
      expect(await receiveWebhook(trial.world.ctx, "stripe", { headers, rawBody, url: "/" })).toBe("stored");
      await trial.run(2000);
      expect(await trial.standing(bought)).toMatchObject({
        order: "awaiting_payment",
        payment: "open",
        attempts: [],
      });
      await trial.end();
    },
    "another amount is held": async (trial) => {
      const bought = await trial.buy({ lines: line("7211") });
      trial.trouble({
        network: ({ method, path }) =>
          method === "GET" && path.startsWith("/v1/checkout/sessions/")
            ? {
                kind: "rewrite",
                change: (text) => text.replace(/"amount_capturable":\d+/, '"amount_capturable":1'),
              }
            : undefined,
      });
      await trial.run(5 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject({
        order: "awaiting_payment",
        payment: "open",
        attempts: [],
        charged: 0,
      });
      const { db } = trial.world.database.ctx;
      const [order] = await db.select().from(orders).where(eq(orders.checkoutId, bought.checkoutId));
      expect(order?.alertedAt).not.toBeNull();
      await trial.end();
    },
  },
};
