import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { attempts, providerStates } from "@/db/schema";
import { receiveWebhook } from "@/lib/fulfilment";
import { createHmac } from "node:crypto";
import type { Call } from "../create-network";
import { HOUR, MINUTE, type Trial } from "../open-trial";
import type { Scenario, Scenarios } from "../scenario";
import { buysAt, callsTo, failCalls, times } from "../strikes";

const settled = { order: "delivered", payment: "captured", credits: 1 };
const released = { order: "undeliverable", payment: "voided", charged: 0 };

/** Counts calls that fit, of those that really left. */
function countCalls(trial: Trial, fits: (call: Call) => boolean): () => number {
  let count = 0;
  const { network } = trial.world.troubles();
  trial.trouble({
    ...trial.world.troubles(),
    network(call, actor) {
      if (fits(call)) count += 1;
      return network?.(call, actor);
    },
  });
  return () => count;
}

/** Whatever is asked before this moment is answered so in the provider's name. */
const answeredUntil = (trial: Trial, forMs: number, fits: (call: Call) => boolean, json: unknown) => {
  const end = trial.world.timeline.now() + forMs;
  return (call: Call) =>
    trial.world.timeline.now() < end && fits(call)
      ? ({ kind: "answer", status: 200, json } as const)
      : undefined;
};

const REPORT = callsTo("GET", /^\/reloadly\/topups\/topups\/reports/);
const NO_TRANSACTIONS = {
  content: [],
  totalElements: 0,
  totalPages: 0,
  last: true,
  first: true,
  empty: true,
  number: 0,
  size: 200,
  numberOfElements: 0,
};

/** The first answer is lost, the report shows nothing for a while: the same reference is sent once more, and Reloadly says so. */
async function usedBefore(trial: Trial, second?: unknown): Promise<void> {
  const lose = failCalls(buysAt("reloadly"), { kind: "lose-answer" });
  const silent = answeredUntil(trial, 20 * MINUTE, REPORT, NO_TRANSACTIONS);
  let sent = 0;
  trial.trouble({
    network(call, actor) {
      if (buysAt("reloadly")(call)) sent += 1;
      if (second !== undefined && sent === 2 && buysAt("reloadly")(call))
        return { kind: "answer", status: 400, json: second };
      return lose.network?.(call, actor) ?? silent(call);
    },
  });
  const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7429" }] });
  await trial.run(2 * HOUR);
  const standing = await trial.standing(bought);
  expect(sent).toBe(2);
  expect(standing).toMatchObject({ ...settled, attempts: ["delivered 2"] });
  expect(standing.events).not.toContain("answer_rejected");
  await trial.end();
}

async function attemptOf(trial: Trial) {
  const [attempt] = await trial.world.database.ctx.db.select().from(attempts);
  if (!attempt) throw new Error("Nothing was tried");
  return attempt;
}

const STATUS = callsTo("GET", /^\/valuetopup\/api\/v2\/transaction\/status\//);

export const PROVIDING: Scenarios = {
  27: async (trial) => {
    trial.trouble(failCalls(buysAt("telecom"), { kind: "answer-late", afterMs: 20_000 }));
    const bought = await trial.buy({ lines: [{ provider: "telecom", digits: "7427" }] });
    await trial.run(10 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
    await trial.end();
  },
  28: async (trial) => {
    const { world } = trial;
    const bought = await trial.buy({ lines: [{ provider: "telecom", digits: "7428" }] });
    await trial.run(2 * MINUTE);
    const { reference, providerReference } = await attemptOf(trial);
    const rawBody = JSON.stringify({
      event: "topup.failed",
      idempotency_key: "a-late-one",
      data: { topup: { tx_id: providerReference, external_tx_id: reference, status: "failed" } },
    });
    const timestamp = String(Math.floor(world.timeline.now() / 1000));
    const sign = createHmac("sha256", "sandbox-telecom-webhook");
    const signature = sign.update([timestamp, "topup.failed", "a-late-one"].join("")).digest("hex");
    const headers = { "x-timestamp": timestamp, "x-signature": signature };
    expect(await receiveWebhook(world.ctx, "telecom", { headers, rawBody, url: "/" })).toBe("stored");
    await trial.run(10 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject(settled);
    await trial.end();
  },
  29: (trial) => usedBefore(trial),
  30: (trial) =>
    usedBefore(trial, {
      errorCode: "PHONE_RECENTLY_RECHARGED",
      message: "The phone was recharged less than two minutes ago",
    }),
  31: async (trial) => {
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "0012" }] });
    await trial.run(10 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject({
      order: "undeliverable",
      payment: "refunded",
      charged: 0,
    });
    await trial.end();
  },
  32: async (trial) => {
    const first = await trial.buy({ lines: [{ provider: "reloadly", digits: "7431" }] });
    await trial.run(2 * MINUTE);
    trial.trouble(
      failCalls(buysAt("reloadly"), {
        kind: "answer",
        status: 401,
        json: { errorCode: "TOKEN_EXPIRED", message: "expired" },
      }),
    );
    const tokens = countCalls(trial, callsTo("POST", /^\/reloadly\/auth\/oauth\/token/));
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "7432" }] });
    await trial.run(5 * MINUTE);
    // One for each worker that meets it.
    expect([1, 2]).toContain(tokens());
    for (const one of [first, bought])
      expect(await trial.standing(one)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
    await trial.end();
  },
  33: async (trial) => {
    const lose = failCalls(buysAt("valuetopup"), { kind: "lose-answer" });
    const progress = answeredUntil(trial, 20 * MINUTE, STATUS, {
      responseCode: "852",
      responseMessage: "In progress",
      payLoad: null,
    });
    trial.trouble({ network: (call, actor) => lose.network?.(call, actor) ?? progress(call) });
    const bought = await trial.buy({ lines: [{ provider: "valuetopup", digits: "7433" }] });
    await trial.run(15 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject({ payment: "authorised", attempts: ["accepted 1"] });
    await trial.run(30 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
    await trial.end();
  },
  34: async (trial) => {
    const lose = failCalls(buysAt("valuetopup"), { kind: "lose-answer" });
    const unknown = answeredUntil(trial, 12 * HOUR, STATUS, {
      responseCode: "999",
      responseMessage: "Transaction not found",
      payLoad: null,
    });
    trial.trouble({ network: (call, actor) => lose.network?.(call, actor) ?? unknown(call) });
    const bought = await trial.buy({ lines: [{ provider: "valuetopup", digits: "7434" }] });
    await trial.run(3 * HOUR);
    expect(await trial.standing(bought)).toMatchObject({
      order: "review",
      payment: "authorised",
      credits: 1,
      attempts: ["in_doubt 1"],
    });
    await trial.end();
  },
  35: async (trial) => {
    trial.trouble(failCalls(callsTo("POST", /^\/bitrefill\/invoices$/), { kind: "lose-answer" }));
    const created = countCalls(trial, callsTo("POST", /^\/bitrefill\/invoices$/));
    const paid = countCalls(trial, callsTo("POST", /^\/bitrefill\/invoices\/[^/]+\/pay$/));
    const bought = await trial.buy({ lines: [{ provider: "bitrefill", digits: "7435" }] });
    await trial.run(10 * MINUTE);
    expect([created(), paid()]).toEqual([2, 1]);
    expect(await trial.standing(bought)).toMatchObject(settled);
    await trial.end();
  },
  36: {
    "it was paid": async (trial) => {
      trial.trouble(failCalls(buysAt("bitrefill"), { kind: "lose-answer" }));
      const bought = await trial.buy({ lines: [{ provider: "bitrefill", digits: "7436" }] });
      await trial.run(20 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
      await trial.end();
    },
    "it was not": async (trial) => {
      trial.trouble(failCalls(buysAt("bitrefill"), { kind: "lose-request" }));
      const bought = await trial.buy({ lines: [{ provider: "bitrefill", digits: "7446" }] });
      await trial.run(HOUR);
      expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 2"] });
      await trial.end();
    },
  },
  37: async (trial) => {
    const bought = await trial.buy({ lines: [{ provider: "bitrefill", digits: "0002" }] });
    await trial.run(20 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject(released);
    await trial.end();
  },
  38: async (trial) => {
    const pays: number[] = [];
    trial.trouble({
      network(call) {
        if (buysAt("bitrefill")(call)) pays.push(trial.world.timeline.now());
        return undefined;
      },
    });
    const all = [];
    for (let n = 10; n < 55; n += 1)
      all.push(await trial.buy({ lines: [{ provider: "bitrefill", digits: `${n}7438` }] }));
    await trial.run(40 * MINUTE);
    for (const bought of all)
      expect(await trial.standing(bought)).toMatchObject({ ...settled, attempts: ["delivered 1"] });
    const most = Math.max(
      ...pays.map((from) => pays.filter((at) => at >= from && at < from + 10 * MINUTE).length),
    );
    expect(most).toBeLessThanOrEqual(60);
    await trial.end();
  },
  39: async (trial) => {
    trial.trouble(failCalls(buysAt("a1topup"), { kind: "lose-request" }));
    const sent = countCalls(trial, buysAt("a1topup"));
    const bought = await trial.buy({ lines: [{ provider: "a1topup", digits: "7439" }] });
    await trial.buy({ lines: [{ provider: "a1topup", digits: "7439" }], afterMs: 70_000 });
    await trial.run(2 * MINUTE);
    expect(await trial.standing(bought)).toMatchObject({ order: "review", payment: "authorised" });
    expect(sent()).toBe(1);
    await trial.run(10 * MINUTE);
    expect(sent()).toBe(2);
    // Two orders to one number: credits are counted by the number.
  },
  40: {
    "1002, no balance": async (trial) => {
      const bought = await trial.buy({ lines: [{ provider: "a1topup", digits: "0018" }] });
      await trial.run(10 * MINUTE);
      expect(await trial.standing(bought)).toMatchObject({ ...released, credits: 0 });
      await trial.end();
    },
    "2001, operator down": async (trial) => {
      const bought = await trial.buy({ lines: [{ provider: "a1topup", digits: "0014" }] });
      await trial.run(2 * HOUR);
      const standing = await trial.standing(bought);
      expect(standing).toMatchObject(settled);
      expect(standing.attempts.length).toBeGreaterThan(1);
      await trial.end();
    },
  },
  41: Object.fromEntries(
    (["reloadly", "telecom", "bitrefill", "valuetopup"] as const).map((provider): [string, Scenario] => [
      provider,
      async (trial) => {
        const bought = await trial.buy({ lines: [{ provider, digits: "0018" }] });
        await trial.run(10 * MINUTE);
        expect(await trial.standing(bought)).toMatchObject({ ...released, credits: 0 });
        const { db } = trial.world.database.ctx;
        const [state] = await db.select().from(providerStates).where(eq(providerStates.provider, provider));
        expect(state?.floatMicros).not.toBeNull();
        await trial.end();
      },
    ]),
  ),
  62: async (trial) => {
    const NAMES = ["reloadly", "telecom", "bitrefill", "valuetopup"] as const;
    // Cut off one by one, three minutes apart; they come back last one first.
    const begin = trial.world.timeline.now();
    const cut = NAMES.map((name, index) => ({
      name,
      from: begin + index * 3 * MINUTE,
      to: begin + (40 - index * 5) * MINUTE,
    }));
    const half = times(10_000);
    trial.trouble({
      network({ to }) {
        const now = trial.world.timeline.now();
        if (!cut.some(({ name, from, to: end }) => name === to && now >= from && now < end)) return undefined;
        return half() && now % 2 === 0 ? { kind: "reset", worked: false } : { kind: "refuse" };
      },
    });
    const all = [];
    for (let n = 0; n < 12; n += 1)
      all.push(
        await trial.buy({
          lines: [{ provider: NAMES[n % 4] ?? "reloadly", digits: `${10 + n}7462` }],
          afterMs: n * MINUTE,
        }),
      );
    await trial.run(3 * HOUR);
    await trial.end();
    for (const bought of all) expect((await trial.standing(bought)).credits).toBeLessThanOrEqual(1);
  },
};
