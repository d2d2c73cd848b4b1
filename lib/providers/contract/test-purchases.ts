import { describe, expect, test } from "vitest";
import { ProviderUnavailable, type ProviderOffer } from "../spec";
import type { ContractFacts, Goal } from "./facts";
import { requestFor, type Bench } from "./open-bench";
import { prepareFirst } from "./prepare-first";

export function testPurchases(open: () => Bench, facts: ContractFacts): void {
  describe("a purchase", () => {
    test("says what arrived, what it cost, and under which references", async () => {
      const { provider, attempt, creditsOf } = open();
      const before = await provider.balance?.();
      const request = attempt("4321");
      const outcome = await provider.submit(request);
      const [credit] = await creditsOf(request);
      if (outcome.kind !== "delivered" || !credit) throw new Error(`${outcome.kind}, no credit`);
      expect(outcome.delivered).toEqual(credit.amount);
      expect(outcome.providerReference).toBe(credit.providerReference);
      if (outcome.cost) expect(outcome.cost).toEqual(credit.cost);
      const after = (await provider.balance?.()) ?? outcome.float?.after;
      const held = before ?? outcome.float?.before;
      expect((held?.micros ?? Number.NaN) - (after?.micros ?? Number.NaN)).toBe(credit.cost.micros);
      expect(after?.currency).toBe(credit.cost.currency);
    });

    test("whoever hears of its requests hears of their own alone", async () => {
      const { provider, attempt, creditsOf } = open();
      const heard: string[] = [];
      const hear = provider.heardBy ?? expect.fail("nobody can hear of it");
      const listening = prepareFirst(
        hear(({ purpose }, { kind }) => void heard.push(`${purpose} ${kind}`)),
        new Map(),
      );
      const request = attempt("4321");
      expect(await listening.submit(request)).toMatchObject({ kind: "delivered" });
      expect(heard).toContain("purchase answered");
      const before = heard.length;
      await provider.submit(attempt("4321"));
      expect(heard).toHaveLength(before);
      expect(await creditsOf(request)).toHaveLength(1);
    });

    test.runIf(facts.scenarios["0011"] !== null)("what arrives short is said to be short", async () => {
      const whole = open().attempt("4321");
      const short = open().attempt("0011");
      const outcomes = [await open().provider.submit(whole), await open().provider.submit(short)];
      const [full, part] = outcomes.map((one) =>
        one.kind === "delivered" ? one.delivered?.minor : undefined,
      );
      expect(part).toBe(Math.floor((full ?? Number.NaN) * 0.8));
      expect((await open().creditsOf(short))[0]?.amount.minor).toBe(part);
    });

    test("a reference used twice buys once, or is known to be no protection", async () => {
      const { provider, attempt, creditsOf } = open();
      const request = attempt("4321");
      await provider.submit(request);
      const second = await provider.submit(request);
      const { dedupe } = provider.capabilities;
      if (dedupe === "reject") expect(second).toMatchObject({ kind: "in-doubt", why: "duplicate-reference" });
      if (dedupe === "replay") expect(second.kind).toBe("delivered");
      expect(await creditsOf(request)).toHaveLength(dedupe === "none" ? 2 : 1);
    });

    test.runIf(facts.calls.includes("prepare"))(
      "preparing buys nothing, however often, and what was prepared is bought once",
      async () => {
        const { provider, attempt, creditsOf } = open();
        const request = attempt("4321");
        const before = await provider.balance?.();
        const references: string[] = [];
        while (references.length < 3) {
          const prepared = await provider.prepare?.(request);
          if (prepared?.kind !== "prepared") throw new Error(`${prepared?.kind}`);
          references.push(prepared.providerReference);
        }
        expect(new Set(references).size).toBe(3);
        expect(await provider.balance?.()).toEqual(before);
        const [providerReference] = references;
        const known = { ...request, providerReference };
        expect(await provider.resolve?.(known)).toEqual({ kind: "not-found" });
        const sent = [known, known, known].map((one) => provider.submit(one));
        const kinds = (await Promise.all(sent)).map(({ kind }) => kind);
        expect(kinds.toSorted()).toEqual(["delivered", "in-doubt", "in-doubt"]);
        expect(await provider.resolve?.(known)).toMatchObject({ kind: "delivered", providerReference });
        expect(await creditsOf(request)).toHaveLength(1);
      },
    );

    test("while nothing answers, nothing is sent and nothing is certain of what was", async () => {
      const { another, attempt } = open();
      const request = attempt("4321");
      const unplugged = another({
        fetch: async () => {
          throw new TypeError("fetch failed", { cause: { code: "ECONNREFUSED", syscall: "connect" } });
        },
      });
      expect(await unplugged.submit(request)).toMatchObject({
        kind: "rejected",
        failure: { code: "not-sent" },
      });
      // Only what was prepared can be in doubt.
      const ready = await open().provider.prepare?.(request);
      const known = ready?.kind === "prepared" ? { providerReference: ready.providerReference } : {};
      expect(await unplugged.submit({ ...request, ...known })).toMatchObject({
        kind: "rejected",
        failure: { code: "not-sent" },
      });
      const lost = { ...request, ...known };
      if (unplugged.resolve) expect(await unplugged.resolve(lost)).toMatchObject({ kind: "in-doubt" });
      if (unplugged.balance) await expect(unplugged.balance()).rejects.toThrow(ProviderUnavailable);
    });

    test("what can be asked and what is promised of it agree", () => {
      const { resolve, capabilities } = open().provider;
      expect(resolve !== undefined).toBe(capabilities.findBy !== "none");
      expect(facts.paths.find !== undefined).toBe(capabilities.findBy !== "none");
      // Without a look-up nothing may be sent twice, and nobody may spend from the float meanwhile.
      if (capabilities.findBy === "none")
        expect(capabilities).toMatchObject({ maxSends: 1, callsAtOnce: 1, offUntilSwitchedOn: true });
    });

    test.runIf(facts.paths.find)("a look-up that cannot be answered finds nothing out", async () => {
      const request = open().attempt("0005");
      await open().provider.submit(request);
      await open().fault("error-before", { path: facts.paths.find ?? "" }, { times: facts.findTries ?? 3 });
      expect(await open().provider.resolve?.(request)).toMatchObject({ kind: "in-doubt" });
      expect(await open().provider.resolve?.(request)).toMatchObject({ kind: "delivered" });
    });
  });
}

export function testArtefacts(open: () => Bench, { pin, account }: ContractFacts): void {
  const offerOf = (goal: Goal): ProviderOffer => {
    const offer = open().offers.find(
      ({ operator }) => operator.providerOperatorId === goal.providerOperatorId,
    );
    if (!offer) throw new Error(`${goal.providerOperatorId} lists nothing`);
    return offer;
  };
  test.runIf(pin)("a PIN arrives as an artefact", async () => {
    const goal = pin as Goal;
    const offer = offerOf(goal);
    const outcome = await open().provider.submit(requestFor(offer, { ...goal, reference: "c-pin" }));
    expect(offer.kind).toBe("pin");
    expect(outcome).toMatchObject({
      kind: "delivered",
      artefact: { kind: "pin", code: expect.stringMatching(/./) },
    });
    const found = await open().provider.resolve?.(requestFor(offer, { ...goal, reference: "c-pin" }));
    expect(found).toEqual(outcome);
  });
  test.runIf(account)("an account is credited instead of a number", async () => {
    const goal = account as Goal;
    const offer = offerOf(goal);
    const request = requestFor(offer, { ...goal, reference: "c-account" });
    expect(offer.recipient).not.toBe("number");
    expect(await open().provider.submit(request)).toMatchObject({ kind: "delivered" });
    expect(await open().creditsOf(request)).toHaveLength(1);
  });
}
