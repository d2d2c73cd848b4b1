import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { createStripeGateway } from "@/lib/payments";
import { listPayouts, readPayout } from "@/lib/reports";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { readPayouts } from "./read-payouts";

let sandbox: TestSandbox;
let database: TestDatabase;
beforeAll(async () => {
  sandbox = await openTestSandbox({ values: { STRIPE_PAYOUT_SECONDS: "0" } });
  database = await createTestDatabase();
});
afterAll(async () => {
  await database?.close();
  await sandbox?.close();
});

test("a payout is read with all that is in it, which sums up to it; read again it stays one", async () => {
  const session = await sandbox.createSession();
  await sandbox.pay(session);
  const { payment_intent: paid } = await sandbox.stripe.checkout.sessions.retrieve(session.id);
  await sandbox.stripe.paymentIntents.capture(String(paid));
  await sandbox.stripe.refunds.create({ payment_intent: String(paid), amount: 99 });
  const stripe = createStripeGateway({
    secretKey: "sk_test_sandbox",
    webhookSecret: "whsec_sandbox",
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    timeoutMs: 20_000,
  });
  const ctx = { ...database.ctx, stripe };
  expect(await readPayouts(ctx)).toBe(1);
  expect(await readPayouts(ctx)).toBe(1);
  const staff = { ...ctx, actor: { kind: "staff" as const, id: "ada", role: "finance" as const } };
  const { payouts } = await listPayouts(staff, { before: null, limit: 10 });
  // 10.99 less a fee of 0.62, less 0.99 that was paid back.
  const amount = { micros: 9_380_000, currency: "USD" };
  expect(payouts).toMatchObject([
    { state: "in_transit", automatic: true, amount, sum: amount, lines: 2, unknown: 2 },
  ]);
  const one = await readPayout(staff, { id: payouts[0]?.id ?? "", before: null, limit: 1 });
  expect(one).toMatchObject({ more: true, lines: [{ orderId: null, paymentIntentId: String(paid) }] });
  const rest = await readPayout(staff, {
    id: payouts[0]?.id ?? "",
    before: one?.lines[0]?.id ?? null,
    limit: 1,
  });
  expect([...(one?.lines ?? []), ...(rest?.lines ?? [])].map(({ kind }) => kind).toSorted()).toEqual([
    "charge",
    "refund",
  ]);
});
