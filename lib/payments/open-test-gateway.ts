import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { createStripeGateway, type StripeGateway } from "./stripe-gateway";

/** A sandbox of its own for a test file, and our gateway to its Stripe. */
export async function openTestGateway(
  options: Parameters<typeof openTestSandbox>[0] = {},
): Promise<{ sandbox: TestSandbox; gateway: StripeGateway }> {
  const sandbox = await openTestSandbox(options);
  const gateway = createStripeGateway({
    secretKey: "sk_test_sandbox",
    webhookSecret: "whsec_sandbox",
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    timeoutMs: 20_000,
  });
  return { sandbox, gateway };
}
