import { setImmediate } from "node:timers/promises";
import type { Clock } from "@/lib/core/clock";
import type { Log } from "@/lib/core/log";
import type { AttemptRequest, Finding, Provider, ProviderDeps, ProviderOffer } from "../spec";
import type { ContractFacts, ContractSandbox, Goal } from "./facts";
import { prepareFirst } from "./prepare-first";
import { recordCalls, type Record as Recorded } from "./record-calls";

const USUAL_TIME_SCALE = 50;

export interface Credit {
  provider: string;
  reference: string | null;
  providerReference: string;
  number: string;
  amount: { minor: number; currency: string };
  cost: { micros: number; currency: string };
  state: "credited" | "reversed";
}

export interface Bench {
  facts: ContractFacts;
  sandbox: ContractSandbox;
  provider: Provider;
  offers: ProviderOffer[];
  openedAt: Date;
  recorded: Recorded;
  /** A kit of its own, with other parts. */
  another(deps: Partial<ProviderDeps>): Provider;
  /** One whose credentials are wrong. */
  stranger(): Provider;
  attempt(digits: string): AttemptRequest & { number: string };
  creditsOf(attempt: AttemptRequest): Promise<Credit[]>;
  fault(scenario: string, match: Record<string, string>, more?: Record<string, number>): Promise<void>;
}

function recordingLog(said: string[]): Log {
  const write = (data: Record<string, unknown>, message: string): void =>
    void said.push(`${message} ${JSON.stringify(data)}`);
  return { debug: write, info: write, warn: write, error: write };
}

/** Reads again until it is so; the test's own time-out ends what never comes. */
export async function until<T>(ask: () => Promise<T>, done: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (done(value)) return value;
    await setImmediate();
  }
}

const amountOf = (offer: ProviderOffer): AttemptRequest["amount"] =>
  offer.order.type === "fixed"
    ? offer.order.amount
    : { ...offer.order.min, minor: offer.order.min.minor * 2 };

export function requestFor(
  offer: ProviderOffer,
  to: Omit<Goal, "providerOperatorId"> & { reference: string },
): AttemptRequest {
  return {
    reference: to.reference,
    providerOperatorId: offer.operator.providerOperatorId,
    sku: offer.sku,
    number: to.number ?? null,
    country: to.country,
    ...(to.account ? { account: to.account } : {}),
    amount: amountOf(offer),
  };
}

export async function readCredits(sandbox: ContractSandbox, name: string): Promise<Credit[]> {
  const ledger = await fetch(`${sandbox.url}/__sandbox/ledger`);
  const { credits } = (await ledger.json()) as { credits: Credit[] };
  return credits.filter((credit) => credit.provider === name);
}

export async function openBench(facts: ContractFacts): Promise<Bench> {
  const openedAt = new Date();
  const timeScale = facts.timeScale ?? USUAL_TIME_SCALE;
  const sandbox = await facts.openSandbox(timeScale);
  const recorded: Recorded = { said: [], codes: new Set() };
  const clock: Clock = { now: () => new Date() };
  const prepared = new Map<string, string>();
  const deps: ProviderDeps = { fetch, clock, log: recordingLog(recorded.said), timeScale };
  const complete = (provider: Provider): Provider => prepareFirst(recordCalls(provider, recorded), prepared);
  const another = (over: Partial<ProviderDeps>): Provider =>
    complete(facts.create(sandbox, { ...deps, ...over }));
  const provider = another({});
  const offers: ProviderOffer[] = [];
  for await (const offer of provider.listOffers()) offers.push(offer);
  const airtime = offers.find(
    ({ operator, kind }) =>
      operator.providerOperatorId === facts.airtime.providerOperatorId && kind === "airtime",
  );
  if (!airtime) throw new Error("The airtime operator of the facts lists nothing");
  let nth = 0;
  return {
    facts,
    sandbox,
    provider,
    offers,
    openedAt,
    recorded,
    another,
    stranger: () => complete(facts.createStranger(sandbox, deps)),
    attempt(digits) {
      nth += 1;
      const number = facts.airtime.number(digits, nth);
      return {
        ...requestFor(airtime, { reference: `c-${digits}-${nth}`, country: facts.airtime.country, number }),
        number,
      };
    },
    creditsOf: async (attempt) =>
      (await readCredits(sandbox, facts.name)).filter(
        ({ number }) => number === (attempt.number ?? attempt.account),
      ),
    fault: async (scenario, match, more = {}) => {
      await sandbox.post("/__sandbox/faults", {
        match: { provider: facts.name, ...match },
        scenario,
        ...more,
      });
    },
  };
}

/** Asks what became of an attempt as the engine does: with their reference once it is known. */
export async function settle(
  bench: Bench,
  attempt: AttemptRequest,
  wanted: Finding["kind"],
): Promise<Finding> {
  let known = attempt;
  return until(
    async () => {
      if (!bench.provider.resolve) throw new Error("This provider cannot be asked");
      const finding = await bench.provider.resolve(known);
      const providerReference = "providerReference" in finding ? finding.providerReference : undefined;
      if (providerReference) known = { ...known, providerReference };
      return finding;
    },
    ({ kind }) => kind === wanted,
  );
}
