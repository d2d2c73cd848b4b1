import { afterAll, beforeAll, expect, it } from "vitest";
import { money } from "@/lib/core/money";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import type { SessionRequest } from "./session-calls";
import { openTestGateway } from "./open-test-gateway";
import type { StripeGateway } from "./stripe-gateway";

let sandbox: TestSandbox;
let gateway: StripeGateway;
beforeAll(async () => {
  ({ sandbox, gateway } = await openTestGateway());
});
afterAll(() => sandbox.close());

const requestOf = (checkoutId: string): SessionRequest => ({
  checkoutId,
  amount: money(1099, "USD"),
  email: "ama@example.org",
  description: "MTN",
  successUrl: "http://shop.test/paid?session={CHECKOUT_SESSION_ID}",
  cancelUrl: "http://shop.test/",
  expiresAt: Math.floor(Date.now() / 1000) + 1860,
  locale: "en",
});

it("finds the Session that was made for a checkout though the answer was a failure, on whatever page of the list", async () => {
  const request = requestOf("01a21a72-a07e-7232-aa58-5e295053e55b");
  const since = new Date(Date.now() - 60_000);
  expect(await gateway.findSession(request, since)).toBeUndefined();
  const fault = {
    match: { provider: "stripe", path: "/v1/checkout/sessions" },
    scenario: "error-after-stored",
  };
  await sandbox.post("/__sandbox/faults", { ...fault, times: 1 });
  expect(await gateway.createSession(request, "session:1")).toMatchObject({ kind: "unknown", stored: true });
  for (let n = 0; n < 101; n += 1)
    await gateway.createSession(
      requestOf(`01a21a72-a07e-7232-aa58-${String(n).padStart(12, "0")}`),
      `other:${n}`,
    );
  const found = await gateway.findSession(request, since);
  const session = await sandbox.stripe.checkout.sessions.retrieve(found?.id ?? "");
  expect(session.metadata?.checkout_id).toBe(request.checkoutId);
  expect(found?.url).toBe(session.url);
  await sandbox.stripe.checkout.sessions.expire(session.id);
  expect(await gateway.findSession(request, since)).toEqual({
    id: session.id,
    url: `http://shop.test/paid?session=${session.id}`,
  });
});
