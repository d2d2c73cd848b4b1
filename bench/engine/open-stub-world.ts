import http from "node:http";
import type { AddressInfo, Server } from "node:net";
import { openStubMailbox } from "./open-stub-mailbox";

/** What one payment looks like to the stub. Times are of this process, in milliseconds. */
export interface StubPayment {
  checkoutId: string;
  amount: number;
  paid: boolean;
  capturedAt: number | null;
}

export interface StubWorld {
  port: number;
  payments: Map<string, StubPayment>;
  /** When the provider received the first call for a number, and how many it received. */
  calls: Map<string, { at: number; times: number }>;
  /** Resolves when the payment was captured. */
  captured(sessionId: string): Promise<void>;
  close(): Promise<void>;
}

interface Wire {
  request: http.IncomingMessage;
  response: http.ServerResponse;
  path: string;
  body: string;
}

const HOLD_SECONDS = 7 * 86_400;

function answer({ response }: Wire, json: unknown): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify(json));
}

function intentOf(id: string, payment: StubPayment) {
  const captured = payment.capturedAt !== null;
  return {
    id,
    object: "payment_intent",
    status: captured ? "succeeded" : "requires_capture",
    amount: payment.amount,
    amount_capturable: captured ? 0 : payment.amount,
    amount_received: captured ? payment.amount : 0,
    currency: "usd",
    metadata: { checkout_id: payment.checkoutId },
    latest_charge: {
      id: `ch_${id}`,
      object: "charge",
      payment_method_details: {
        card: {
          brand: "visa",
          last4: "4242",
          capture_before: Math.floor(Date.now() / 1000) + HOLD_SECONDS,
        },
      },
    },
  };
}

/** A port that is free together with the next one, where workers look for the mailbox. */
async function listen(server: http.Server): Promise<{ port: number; mailbox: Server }> {
  for (let tried = 0; tried < 20; tried += 1) {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    try {
      return { port, mailbox: await openStubMailbox(port + 1) };
    } catch {
      await new Promise((resolve) => server.close(resolve));
    }
  }
  throw new Error("No two ports beside each other are free");
}

/** Stripe, Reloadly and a mailbox without a delay: they answer at once; the first two remember when they were called. For benchmarks only. */
export async function openStubWorld(): Promise<StubWorld> {
  const payments = new Map<string, StubPayment>();
  const calls: StubWorld["calls"] = new Map();
  const waiting = new Map<string, () => void>();
  let count = 0;

  const createSession = (wire: Wire): void => {
    const form = new URLSearchParams(wire.body);
    const id = `cs_${(count += 1)}`;
    payments.set(id, {
      checkoutId: form.get("metadata[checkout_id]") ?? "",
      amount: Number(form.get("line_items[0][price_data][unit_amount]")),
      paid: false,
      capturedAt: null,
    });
    answer(wire, { id, object: "checkout.session", status: "open", url: `http://127.0.0.1/${id}` });
  };
  const readSession = (wire: Wire, id: string): void => {
    const payment = payments.get(id);
    if (!payment) return void wire.response.writeHead(404).end();
    const intent = payment.paid ? intentOf(`pi_${id}`, payment) : null;
    const status = payment.paid ? "complete" : "open";
    answer(wire, { id, object: "checkout.session", status, payment_intent: intent, metadata: {} });
  };
  const capture = (wire: Wire, id: string): void => {
    const payment = payments.get(id);
    if (!payment) return void wire.response.writeHead(404).end();
    payment.capturedAt ??= performance.now();
    answer(wire, intentOf(`pi_${id}`, payment));
    waiting.get(id)?.();
  };
  const topUp = (wire: Wire): void => {
    const at = performance.now();
    const order = JSON.parse(wire.body) as { customIdentifier: string; recipientPhone: { number: string } };
    const { number } = order.recipientPhone;
    const known = calls.get(number);
    calls.set(number, { at: known?.at ?? at, times: (known?.times ?? 0) + 1 });
    answer(wire, {
      transactionId: (count += 1),
      status: "SUCCESSFUL",
      customIdentifier: order.customIdentifier,
      operatorTransactionId: "op",
      balanceInfo: { cost: 6.2, currencyCode: "USD" },
    });
  };
  const route = (wire: Wire): void => {
    const session = /^\/v1\/checkout\/sessions\/(\w+)$/.exec(wire.path)?.[1];
    const intent = /^\/v1\/payment_intents\/pi_(\w+)\/capture$/.exec(wire.path)?.[1];
    if (wire.path === "/v1/checkout/sessions") createSession(wire);
    else if (session) readSession(wire, session);
    else if (intent) capture(wire, intent);
    else if (wire.path === "/reloadly/auth/oauth/token")
      answer(wire, { access_token: "stub", expires_in: 86_400 });
    else if (wire.path === "/reloadly/topups/topups" || wire.path === "/bare/topups") topUp(wire);
    else wire.response.writeHead(404).end();
  };

  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const path = (request.url ?? "").split("?")[0] ?? "";
      route({ request, response, path, body: Buffer.concat(chunks).toString("utf8") });
    });
  });
  server.keepAliveTimeout = 60_000;
  const { port, mailbox } = await listen(server);
  return {
    port,
    payments,
    calls,
    captured: (sessionId) =>
      new Promise((resolve) => {
        if (payments.get(sessionId)?.capturedAt !== null) resolve();
        else waiting.set(sessionId, resolve);
      }),
    close: () =>
      new Promise((resolve) => {
        mailbox.close();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
