import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { currencyExponent } from "@/lib/core/currency-exponent";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import { until } from "../contract/open-bench";
import type { AskableProvider, Finding, ProviderOffer } from "../spec";
import { offersOfBiller, outcomeOfPayment } from "./map";
import { attemptOf, create, fixture, openSandbox, readOffers, reckonedCost } from "./testing";
import { billerSchema, paymentSchema, submittedSchema } from "./wire-bills";

describe("what a biller's answers say", () => {
  const biller = billerSchema.parse(fixture("biller"));

  test("a range in both currencies, paid to an account", () => {
    const [local, dollars] = offersOfBiller(biller);
    expect(local).toMatchObject({
      sku: "bill:512:local",
      operator: { providerOperatorId: "bill:512", name: "Example Power Prepaid", country: "NG" },
      kind: "bill",
      recipient: "account",
      order: { type: "range", min: { minor: 100_000, currency: "NGN" }, max: { minor: 30_000_000 } },
      face: { type: "rate", currency: "NGN", perOrderUnit: "1" },
      cost: { orderUnitsPerWalletUnit: "1540.5", flatFee: { minor: 10_000, currency: "NGN" } },
    });
    expect(dollars).toMatchObject({
      sku: "bill:512:usd",
      order: { min: { minor: 70, currency: "USD" }, max: { minor: 19_000 } },
      face: { type: "rate", currency: "NGN", perOrderUnit: "1540.5" },
      cost: { orderUnitsPerWalletUnit: "1", flatFee: { minor: 20, currency: "USD" } },
    });
  });

  test("fixed amounts by their id, an invoice where one is wanted", () => {
    const plans = [
      { id: "7", amount: "4000", description: "Basic, 30 days" },
      { id: "odd", amount: "5000", description: null },
    ];
    const fixed = { ...biller, denominationType: "FIXED", localFixedAmounts: plans, requiresInvoice: true };
    expect(offersOfBiller(fixed)).toMatchObject([
      {
        sku: "bill:512:7",
        description: "Basic, 30 days",
        order: { type: "fixed", amount: { minor: 400_000, currency: "NGN" } },
        requiredFields: ["invoiceId"],
      },
    ]);
  });

  test("a payment by its status, with the token for the meter", () => {
    expect(submittedSchema.parse(fixture("bill-submitted"))).toMatchObject({
      id: "6120",
      status: "PROCESSING",
    });
    const payment = paymentSchema.parse(fixture("bill-paid"));
    expect(outcomeOfPayment(payment)).toEqual({
      kind: "delivered",
      providerReference: "6120",
      operatorReference: "R-771",
      delivered: { minor: 200_000, currency: "NGN" },
      cost: { micros: 1_363_190, currency: "USD" },
      artefact: { kind: "pin", code: "1234-5678-9012-3456" },
    });
    const kindOf = (status: string | undefined) =>
      outcomeOfPayment({ ...payment, transaction: { ...payment.transaction, status } }).kind;
    expect([undefined, "PROCESSING", "REFUNDED", "FAILED", "ON_HOLD"].map(kindOf)).toEqual([
      "accepted",
      "accepted",
      "rejected",
      "rejected",
      "in-doubt",
    ]);
  });
});

describe("bills over HTTP", () => {
  let sandbox: TestSandbox;
  let provider: AskableProvider;
  let bills: ProviderOffer[];
  beforeAll(async () => {
    sandbox = await openSandbox(100);
    provider = create(sandbox, { timeScale: 1 });
    bills = (await readOffers(provider)).filter(({ kind }) => kind === "bill");
  });
  beforeEach(async () => void (await fetch(`${sandbox.url}/__sandbox/faults`, { method: "DELETE" })));
  afterAll(() => sandbox?.close());

  let nth = 0;
  const attemptTo = (wanted: (offer: ProviderOffer) => boolean, digits = "4321") => {
    nth += 1;
    const account = `04${String(nth).padStart(5, "0")}${digits}`;
    return attemptOf(bills.find(wanted), { reference: `b-${nth}`, account });
  };
  const meter = ({ operator, sku }: ProviderOffer) =>
    operator.name.endsWith("Power Prepaid") && sku.endsWith(":local");
  const settled = (attempt: ReturnType<typeof attemptTo>): Promise<Finding> =>
    until(
      () => provider.resolve(attempt),
      ({ kind }) => kind === "delivered" || kind === "rejected",
    );
  const creditsOf = async (account: string | undefined) => {
    const answer = await fetch(`${sandbox.url}/__sandbox/ledger`);
    const { credits } = (await answer.json()) as { credits: { number: string; state: string }[] };
    return credits.filter((credit) => credit.number === account);
  };

  test.each<[string, (offer: ProviderOffer) => boolean]>([
    ["of a meter, in its own money", meter],
    ["in dollars", ({ sku }) => sku.endsWith(":usd")],
    ["of a fixed amount", ({ order }) => order.type === "fixed"],
    ["with a fee", ({ cost, sku }) => cost.flatFee.minor > 0 && sku.endsWith(":local")],
  ])("a bill %s is accepted, then paid for what the offer says", async (_, wanted) => {
    const attempt = attemptTo((offer) => wanted(offer) && offer.requiredFields.length === 0);
    const offer = bills.find(({ sku }) => sku === attempt.sku) as ProviderOffer;
    const accepted = await provider.submit(attempt);
    if (accepted.kind !== "accepted") throw new Error(accepted.kind);
    const outcome = await settled({ ...attempt, providerReference: accepted.providerReference });
    if (outcome.kind !== "delivered") throw new Error(outcome.kind);
    expect(await provider.resolve(attempt)).toEqual(outcome);
    if (meter(offer)) expect(outcome.artefact).toMatchObject({ kind: "pin" });
    const reckoned = reckonedCost(offer, attempt, currencyExponent(attempt.amount.currency));
    expect(Math.abs((outcome.cost?.micros ?? 0) - reckoned)).toBeLessThan(10);
    expect(await creditsOf(attempt.account)).toHaveLength(1);
  });

  test("an invoice's number goes along, and is missed", async () => {
    const attempt = attemptTo(({ requiredFields }) => requiredFields.includes("invoiceId"));
    expect(await provider.submit(attempt)).toMatchObject({
      kind: "rejected",
      failure: { code: "unsupported", providerCode: "MISSING_REQUIRED_ADDITIONAL_INFO" },
    });
    const named = { ...attempt, extra: { invoiceId: "I-7" } };
    expect(await provider.submit(named)).toMatchObject({ kind: "accepted" });
  });

  test.each(["0005", "0008", "0016"])("%s: paid, and found by our reference", async (digits) => {
    const attempt = attemptTo(meter, digits);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "in-doubt" });
    expect(await settled(attempt)).toMatchObject({ kind: "delivered" });
    expect(await creditsOf(attempt.account)).toHaveLength(1);
  });

  test.each<[string, Finding["kind"]]>([
    ["0001", "delivered"],
    ["0002", "rejected"],
  ])("%s: accepted, then %s", async (digits, kind) => {
    const attempt = attemptTo(meter, digits);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "accepted" });
    expect((await settled(attempt)).kind).toBe(kind);
  });

  test("0009 is not found, 0007 stays open", async () => {
    const lost = attemptTo(meter, "0009");
    expect(await provider.submit(lost)).toMatchObject({ kind: "in-doubt" });
    expect(await provider.resolve(lost)).toEqual({ kind: "not-found" });
    const open = attemptTo(meter, "0007");
    expect(await provider.submit(open)).toMatchObject({ kind: "accepted" });
    expect(await provider.resolve(open)).toMatchObject({ kind: "accepted" });
  });

  test.each([
    ["0003", "product-gone"],
    ["0018", "float-empty"],
    ["0019", "throttled"],
  ])("%s: refused as %s", async (digits, code) => {
    const attempt = attemptTo(meter, digits);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "rejected", failure: { code } });
    expect(await creditsOf(attempt.account)).toEqual([]);
  });

  test("a reference used twice pays once", async () => {
    const attempt = attemptTo(meter);
    await provider.submit(attempt);
    expect(await provider.submit(attempt)).toMatchObject({ kind: "in-doubt", why: "duplicate-reference" });
    await settled(attempt);
    expect(await creditsOf(attempt.account)).toHaveLength(1);
  });

  test("the statement has top-ups, cards and bills", async () => {
    const from = new Date(Date.now() - 1_000);
    const attempt = attemptTo(meter);
    await provider.submit(attempt);
    await settled(attempt);
    const lines: { reference?: string; number?: string }[] = [];
    for await (const line of provider.statement?.(from, new Date(Date.now() + 1_000)) ?? []) lines.push(line);
    expect(lines.find(({ reference }) => reference === attempt.reference)).toMatchObject({
      number: attempt.account,
      state: "delivered",
    });
  });
});
