import { describe, expect, test } from "vitest";
import { callsOf } from "../registry";
import { ProviderUnavailable } from "../spec";
import type { ContractFacts } from "./facts";
import { readCredits, settle, type Bench } from "./open-bench";

export function testReads(open: () => Bench, facts: ContractFacts): void {
  describe("reads", () => {
    test("the calls that are there are the ones it is said to have", () => {
      expect(callsOf(open().provider).toSorted()).toEqual(facts.calls.toSorted());
    });

    test("the catalog: stable, unique, in sense", async () => {
      const { offers, provider } = open();
      expect(offers.length).toBeGreaterThan(facts.leastOffers ?? 100);
      expect(new Set(offers.map(({ sku }) => sku)).size).toBe(offers.length);
      for (const { order, face, cost } of offers) {
        expect(Number(cost.orderUnitsPerWalletUnit)).toBeGreaterThan(0);
        expect(Number(cost.discountPercent)).toBeGreaterThanOrEqual(0);
        if (order.type === "range") expect(order.max.minor).toBeGreaterThan(order.min.minor);
        else expect(order.amount.minor).toBeGreaterThan(0);
        if (face.type === "fixed") expect(face.amount.minor).toBeGreaterThan(0);
        else expect(Number(face.perOrderUnit)).toBeGreaterThan(0);
      }
      const progress: number[] = [];
      const again: string[] = [];
      for await (const { sku } of provider.listOffers(({ done }) => progress.push(done))) again.push(sku);
      expect(again).toEqual(offers.map(({ sku }) => sku));
      expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    });

    test.runIf(facts.midCatalog)("a catalog that breaks off is told apart from one that ends", async () => {
      await open().fault("error-before", facts.midCatalog ?? {}, { times: 3 });
      let read = 0;
      const reading = async (): Promise<void> => {
        for await (const { sku } of open().provider.listOffers()) read += sku ? 1 : 0;
      };
      await expect(reading()).rejects.toThrow(ProviderUnavailable);
      expect(read).toBeGreaterThan(0);
      expect(read).toBeLessThan(open().offers.length);
    });

    test.runIf(facts.calls.includes("lookup"))("a number's operator: found, none, too slow", async () => {
      const { provider, attempt, facts: known } = open();
      const { country, providerOperatorId } = known.airtime;
      const lookup = (digits: string) => provider.lookup?.({ e164: attempt(digits).number, country });
      expect(await lookup("0001")).toMatchObject({ ok: true, value: { providerOperatorId, country } });
      expect(await lookup("0004")).toEqual({ ok: false, failure: "no-operator" });
      expect(await lookup("0013")).toMatchObject({ ok: true, value: { country } });
      expect(await provider.lookup?.({ e164: "+99912345678", country: "ZZ" })).toEqual({
        ok: false,
        failure: known.lookupNowhere ?? "unsupported",
      });
      await open().fault("slow", { path: known.paths.lookup ?? "" }, { times: 1, delayMs: 4_000 });
      expect(await lookup("4321")).toEqual({ ok: false, failure: "unavailable" });
      await open().fault("garbage", { path: known.paths.lookup ?? "" }, { times: 1 });
      expect(await lookup("4321")).toEqual({ ok: false, failure: "unavailable" });
    });

    test.runIf(facts.calls.includes("offersFor"))(
      "what is sold to a number is part of the catalog, unless it is made for it; unread is not nothing",
      async () => {
        const { provider, offers, attempt, facts: known } = open();
        const number = known.unlistedFor ?? { e164: attempt("4321").number, country: known.airtime.country };
        const sold = (await provider.offersFor?.(number)) ?? [];
        expect(sold.length).toBeGreaterThan(0);
        if (!known.unlistedFor) for (const offer of sold) expect(offers).toContainEqual(offer);
        await open().fault("error-before", { path: "*" }, { times: 3 });
        await expect(provider.offersFor?.(number)).rejects.toThrow(ProviderUnavailable);
      },
    );

    test.runIf(facts.calls.includes("estimate"))("an estimate is what then arrives", async () => {
      const request = open().attempt("4321");
      const estimate = await open().provider.estimate?.(request, request.amount);
      expect(await open().provider.submit(request)).toMatchObject({ kind: "delivered", delivered: estimate });
    });

    test.runIf(facts.calls.includes("promotions"))("promotions are plain text with their time", async () => {
      const promotions = (await open().provider.promotions?.()) ?? [];
      expect(promotions.length).toBeGreaterThan(0);
      const operators = new Set(open().offers.map(({ operator }) => operator.providerOperatorId));
      for (const { title, description, startsAt, endsAt, providerOperatorId } of promotions) {
        expect(title).not.toBe("");
        expect(`${title}${description}`).not.toMatch(/<\w|&\w+;/);
        expect(endsAt.getTime()).toBeGreaterThan(startsAt.getTime());
        expect(operators).toContain(providerOperatorId);
      }
    });
  });
}

export function testStatement(open: () => Bench, facts: ContractFacts): void {
  test.runIf(facts.calls.includes("statement"))("the statement says what the ledger says", async () => {
    const { provider, attempt, sandbox, openedAt } = open();
    const from = new Date(openedAt.getTime() - 2_000);
    await provider.submit(attempt("4321"));
    const reversed = attempt("0012");
    await provider.submit(reversed);
    await settle(open(), reversed, "rejected");
    const to = new Date(Date.now() + 2_000);
    const lines = new Map<string, { state: string; micros: number }>();
    for await (const line of provider.statement?.(from, to) ?? [])
      lines.set(line.providerReference, { state: line.state, micros: line.cost.micros });
    const credits = await readCredits(sandbox, facts.name);
    for (const credit of credits) {
      const state = credit.state === "credited" ? "delivered" : "reversed";
      const micros = credit.state === "credited" ? credit.cost.micros : 0;
      expect(lines.get(credit.providerReference)).toEqual({ state, micros });
    }
    const later = provider.statement?.(to, new Date(to.getTime() + 1_000)) ?? [];
    for await (const line of later) expect.fail(`outside its time: ${line.providerReference}`);
  });
}
