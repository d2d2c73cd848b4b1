import { expect } from "vitest";
import { KIT_NAMES } from "@/lib/fulfilment/open-test-kits";
import type { ProviderName } from "@/lib/providers/spec";
import { alertedOf } from "../alerted-of";
import type { NetworkFault } from "../create-network";
import { HOUR, MINUTE, type Trial } from "../open-trial";
import type { Scenario, Scenarios } from "../scenario";
import { buysAt, failCalls } from "../strikes";

const settled = { order: "delivered", payment: "captured", credits: 1 };
const review = { order: "review", payment: "authorised", charged: 0 };

const eachProvider = (
  scenario: (trial: Trial, provider: ProviderName) => Promise<void>,
): Record<string, Scenario> =>
  Object.fromEntries(KIT_NAMES.map((provider) => [provider, (trial: Trial) => scenario(trial, provider)]));

/** The answer is lost and it had been credited: found, or left to a person where nobody can be asked. */
async function creditedAndLost(trial: Trial, provider: ProviderName, fault: NetworkFault): Promise<void> {
  trial.trouble(failCalls(buysAt(provider), fault));
  const bought = await trial.buy({ lines: [{ provider, digits: "7401" }] });
  await trial.run(30 * MINUTE);
  const standing = await trial.standing(bought);
  expect(standing).toMatchObject(provider === "a1topup" ? { ...review, credits: 1 } : settled);
  expect(standing.attempts).toHaveLength(1);
  expect(standing.events).toContain("answer_lost");
  expect(standing.events).not.toContain("answer_rejected");
  await trial.end();
}

/** It never arrived: sent again under the same reference where they refuse doubles, else a person decides. */
async function neverArrived(trial: Trial, provider: ProviderName, fault: NetworkFault): Promise<void> {
  trial.trouble(failCalls(buysAt(provider), fault));
  const bought = await trial.buy({ lines: [{ provider, digits: "7421" }] });
  await trial.run(50 * MINUTE);
  const standing = await trial.standing(bought);
  const asked = provider === "a1topup" || provider === "valuetopup";
  expect(standing).toMatchObject(asked ? { ...review, credits: 0 } : settled);
  expect(standing.attempts).toHaveLength(1);
  expect(standing.events).not.toContain("answer_rejected");
  await trial.end();
}

const BROKEN: Record<string, NetworkFault> = {
  "reset, done": { kind: "reset", worked: true },
  "half an answer": { kind: "cut" },
  "a page with 200, done": { kind: "page", status: 200, worked: true },
  "a page with 502, done": { kind: "page", status: 502, worked: true },
};
const BROKEN_BEFORE: Record<string, NetworkFault> = {
  "reset, nothing done": { kind: "reset", worked: false },
  "a page with 502, nothing done": { kind: "page", status: 502, worked: false },
};

const broken = (): Record<string, Scenario> =>
  Object.fromEntries(
    KIT_NAMES.flatMap((provider) => [
      ...Object.entries(BROKEN).map(([name, fault]): [string, Scenario] => [
        `${provider}: ${name}`,
        (trial) => creditedAndLost(trial, provider, fault),
      ]),
      ...Object.entries(BROKEN_BEFORE).map(([name, fault]): [string, Scenario] => [
        `${provider}: ${name}`,
        (trial) => neverArrived(trial, provider, fault),
      ]),
    ]),
  );

const pending = (digits: string, end: Record<string, unknown>) =>
  Object.fromEntries(
    (["reloadly", "telecom", "bitrefill", "valuetopup"] as const).map((provider): [string, Scenario] => [
      `${provider} ${digits}`,
      async (trial) => {
        const bought = await trial.buy({ lines: [{ provider, digits }] });
        await trial.run(30 * MINUTE);
        const standing = await trial.standing(bought);
        expect(standing).toMatchObject(end);
        expect(standing.events).toContain("answer_accepted");
        await trial.end();
      },
    ]),
  );

export const ANSWERING: Scenarios = {
  20: eachProvider((trial, provider) => creditedAndLost(trial, provider, { kind: "lose-answer" })),
  21: eachProvider((trial, provider) => neverArrived(trial, provider, { kind: "lose-request" })),
  22: eachProvider(async (trial, provider) => {
    trial.trouble(failCalls(buysAt(provider), { kind: "arrive-late", afterMs: 3 * MINUTE + 10_000 }));
    const bought = await trial.buy({ lines: [{ provider, digits: "7422" }] });
    await trial.run(HOUR);
    const standing = await trial.standing(bought);
    expect(standing).toMatchObject(provider === "a1topup" ? { ...review, credits: 1 } : settled);
    expect(standing.attempts).toHaveLength(1);
    await trial.end();
  }),
  23: broken(),
  24: eachProvider(async (trial, provider) => {
    trial.trouble(failCalls(buysAt(provider), { kind: "refuse" }));
    const bought = await trial.buy({ lines: [{ provider, digits: "7424" }] });
    await trial.run(HOUR);
    const standing = await trial.standing(bought);
    expect(standing).toMatchObject(settled);
    expect(standing.events).toContain("answer_rejected");
    expect(standing.events).not.toContain("answer_lost");
    await trial.end();
  }),
  25: {
    ...pending("0001", settled),
    ...pending("0002", { order: "undeliverable", payment: "voided", credits: 0, charged: 0 }),
  },
  26: async (trial) => {
    const bought = await trial.buy({ lines: [{ provider: "reloadly", digits: "0007" }] });
    // Asked every five minutes by then: at the first look after a quarter of an hour.
    await trial.run(22 * MINUTE);
    expect(await alertedOf(trial)).toEqual(["doubt"]);
    expect(await trial.standing(bought)).toMatchObject({ order: "accepted", payment: "authorised" });
    await trial.run(25 * HOUR);
    expect(await trial.standing(bought)).toMatchObject({ order: "review", payment: "authorised" });
    await trial.run(7 * 24 * HOUR);
    expect(await trial.standing(bought)).toMatchObject({
      order: "undeliverable",
      payment: "voided",
      charged: 0,
    });
    await trial.end();
  },
};
