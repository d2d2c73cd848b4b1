import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import Stripe from "stripe";
import type { SandboxOverrides } from "./settings";
import { type Sandbox, startSandbox } from "./start-sandbox";

export interface TestSandbox extends Sandbox {
  dataDir: string;
  stripe: Stripe;
  /** Creates a Session of 10.99 USD whose card is only held; `overrides` replace parts of it. */
  createSession(overrides?: Partial<Stripe.Checkout.SessionCreateParams>): Promise<Stripe.Checkout.Session>;
  /** Posts the form of the Checkout page; the answer is not followed. */
  pay(session: { id: string }, card?: string, fields?: Record<string, string>): Promise<Response>;
  post(path: string, body: unknown): Promise<Response>;
}

/** A sandbox of its own on free ports and an empty directory, with Stripe's SDK pointed at it. For tests. */
export async function openTestSandbox(overrides: SandboxOverrides = {}): Promise<TestSandbox> {
  const dataDir = overrides.dataDir ?? fs.mkdtempSync(path.join(os.tmpdir(), "sandbox-"));
  const sandbox = await startSandbox({ port: 0, dataDir, ...overrides });
  const stripe = new Stripe("sk_test_sandbox", {
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    maxNetworkRetries: 0,
    telemetry: false,
    // The default client sends a request again by itself when the connection is reset, whatever the setting above.
    httpClient: Stripe.createFetchHttpClient(),
  });
  return {
    ...sandbox,
    dataDir,
    stripe,
    createSession: (parts) => stripe.checkout.sessions.create({ ...sessionParams(), ...parts }),
    pay: (session, card = "4242424242424242", fields = {}) =>
      fetch(`${sandbox.url}/c/pay/${session.id}`, {
        method: "POST",
        redirect: "manual",
        body: new URLSearchParams({ ...formFields(card), ...fields }),
      }),
    post: (target, body) =>
      fetch(`${sandbox.url}${target}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
  };
}

function sessionParams(): Stripe.Checkout.SessionCreateParams {
  return {
    mode: "payment",
    line_items: [
      {
        quantity: 1,
        price_data: { currency: "usd", unit_amount: 1099, product_data: { name: "Top-up of MTN Nigeria" } },
      },
    ],
    payment_method_options: { card: { capture_method: "manual" } },
    payment_intent_data: { metadata: { checkout_id: "checkout-1" } },
    metadata: { checkout_id: "checkout-1" },
    success_url: "http://127.0.0.1:9/done?session={CHECKOUT_SESSION_ID}",
    cancel_url: "http://127.0.0.1:9/back",
  };
}

function formFields(number: string): Record<string, string> {
  const cvc = number.startsWith("3") ? "1234" : "123";
  return { email: "ada@example.com", number, expiry: "12 / 34", cvc, name: "Ada", country: "DE" };
}

export interface ReceivedWebhook {
  signature: string;
  headers: Record<string, string>;
  body: string;
}

export interface Receiver {
  url: string;
  received: ReceivedWebhook[];
  /** Resolves when `enough` says so of what has come so far. */
  until(enough: (received: ReceivedWebhook[]) => boolean): Promise<ReceivedWebhook[]>;
  close(): Promise<void>;
}

/** A shop's webhook endpoint; `statusOf` chooses the answer to the n-th webhook, counted from 0. */
export async function openReceiver(statusOf: (index: number) => number = () => 200): Promise<Receiver> {
  const received: ReceivedWebhook[] = [];
  const waiting = new Set<() => void>();
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const body = Buffer.concat(chunks).toString("utf8");
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      received.push({ signature: String(request.headers["stripe-signature"] ?? ""), headers, body });
      response.writeHead(statusOf(received.length - 1)).end();
      waiting.forEach((check) => check());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    until: (enough) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (!enough(received)) return;
          waiting.delete(check);
          resolve(received);
        };
        waiting.add(check);
        check();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
