import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import type { StripeTransaction } from "./read-transactions";
import { openTestGateway } from "./open-test-gateway";
import type { StripeGateway } from "./stripe-gateway";
import { StripeUnreachable } from "./ask-stripe";

let sandbox: TestSandbox;
let stripe: StripeGateway;
beforeAll(async () => {
  ({ sandbox, gateway: stripe } = await openTestGateway());
});
afterAll(() => sandbox.close());

const from = new Date(Date.now() - 60_000);
const to = new Date(Date.now() + 60_000);
const usd = (micros: number) => ({ micros, currency: "USD" });

test("the balance is read past its first page, every movement once; a page that fails ends it as unread", async () => {
  const session = await sandbox.createSession();
  await sandbox.pay(session);
  const { payment_intent: paid } = await sandbox.stripe.checkout.sessions.retrieve(session.id);
  const intent = String(paid);
  await sandbox.stripe.paymentIntents.capture(intent);
  await sandbox.stripe.refunds.create({ payment_intent: intent, amount: 5, metadata: { intent_id: "ours" } });
  for (let refunds = 0; refunds < 104; refunds += 1)
    await sandbox.stripe.refunds.create({ payment_intent: intent, amount: 1 });

  const lines: StripeTransaction[] = [];
  for await (const line of stripe.listTransactions(from, to)) lines.push(line);
  expect(lines).toHaveLength(106);
  expect(new Set(lines.map(({ id }) => id)).size).toBe(106);
  expect(lines.at(-1)).toMatchObject({
    kind: "charge",
    paymentIntentId: intent,
    intentId: null,
    presented: usd(10_990_000),
    settled: usd(10_990_000),
    fee: usd(620_000),
  });
  expect(lines.at(-2)).toMatchObject({
    kind: "refund",
    paymentIntentId: intent,
    intentId: "ours",
    presented: usd(-50_000),
  });
  expect(lines[0]).toMatchObject({ kind: "refund", intentId: null, presented: usd(-10_000), fee: usd(0) });

  let read = 0;
  const reading = async (): Promise<void> => {
    for await (const line of stripe.listTransactions(from, to)) {
      read += line.id ? 1 : 0;
      if (read !== 50) continue;
      const match = { provider: "stripe", path: "/v1/balance_transactions" };
      await sandbox.post("/__sandbox/faults", { match, scenario: "error-before", times: 1 });
    }
  };
  await expect(reading()).rejects.toThrow(StripeUnreachable);
  expect(read).toBe(100);
});
