import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { money } from "@/lib/core/money";
import { createStripeGateway } from "./stripe-gateway";

let server: http.Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A Stripe that answers reads on a kept-alive connection and deals with captures as told; counts what reaches it. */
async function openStripe(
  onCapture: (request: http.IncomingMessage, response: http.ServerResponse) => void,
  intent: Record<string, unknown> = {},
) {
  const seen: string[] = [];
  server = http.createServer((request, response) => {
    seen.push(`${request.method} ${request.url?.split("?")[0]}`);
    request.resume().on("end", () => {
      if (request.method === "POST") return onCapture(request, response);
      response.setHeader("content-type", "application/json");
      return response.end(
        JSON.stringify({
          id: "pi_1",
          object: "payment_intent",
          metadata: {},
          status: "requires_capture",
          amount: 500,
          currency: "usd",
          ...intent,
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const gateway = createStripeGateway({
    secretKey: "sk_test_x",
    webhookSecret: "whsec_x",
    host: "127.0.0.1",
    port: (server.address() as AddressInfo).port,
    protocol: "http",
    timeoutMs: 500,
  });
  return { gateway, seen };
}

const capture = async (stripe: Awaited<ReturnType<typeof openStripe>>) => {
  // The first call leaves an open connection behind, which the second one takes.
  await stripe.gateway.readPaymentIntent("pi_1");
  const told = await stripe.gateway.capture("pi_1", money(500, "USD"), "capture:1");
  return {
    told,
    sent: stripe.seen.filter((line) => line === "POST /v1/payment_intents/pi_1/capture").length,
  };
};

it("sends a capture once when the kept-alive connection is reset", async () => {
  const { told, sent } = await capture(await openStripe((request) => request.socket.destroy()));
  expect(told).toMatchObject({ kind: "unknown", stored: false });
  expect(sent).toBe(1);
});

it("sends a capture once when no answer comes in time", async () => {
  const { told, sent } = await capture(await openStripe(() => undefined));
  expect(told).toMatchObject({ kind: "unknown", stored: false });
  expect(sent).toBe(1);
});

it("does not wait for an answer that drips in without end", async () => {
  const drips = new Set<NodeJS.Timeout>();
  const { told, sent } = await capture(
    await openStripe((_, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const drip = setInterval(() => response.write(" "), 50);
      drips.add(drip);
      response.on("close", () => clearInterval(drip));
    }),
  );
  drips.forEach(clearInterval);
  expect(told).toMatchObject({ kind: "unknown", stored: false });
  expect(sent).toBe(1);
});

it("knows a 500 that Stripe keeps under the key from a 429 that never ran", async () => {
  const error = (status: number) =>
    openStripe((_, response) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify({ error: { type: "api_error", message: "no" } }));
    });
  expect((await capture(await error(500))).told).toMatchObject({ kind: "unknown", stored: true });
  expect((await capture(await error(429))).told).toMatchObject({ kind: "unknown", stored: false });
});

it("counts an answer that cannot be read as unknown", async () => {
  const { told, sent } = await capture(await openStripe((_, response) => response.end("<html>")));
  expect(told.kind).toBe("unknown");
  expect(sent).toBe(1);
});

it("a payment is under review as long as its review is open, not as long as it names one", async () => {
  const read = async (review: unknown) => {
    const { gateway } = await openStripe(() => undefined, { review });
    const { underReview } = await gateway.readPaymentIntent("pi_1");
    server?.close();
    return underReview;
  };
  const review = (open: boolean) => ({ id: "prv_1", object: "review", open });
  expect(await read(null)).toBe(false);
  expect(await read(review(true))).toBe(true);
  expect(await read(review(false))).toBe(false);
});
