import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { webhookInbox } from "@/db/schema";
import { FUZZ_TIMEOUT, fuzz, nastyText, nearly } from "@/lib/core/fuzz/testing";
import type { Log } from "@/lib/core/log";
import { createStripeGateway } from "@/lib/payments";
import type { ProviderName, WebhookRequest } from "@/lib/providers/spec";
import type { FulfilmentCtx } from "./context";
import { receiveWebhook } from "./receive-webhook";
import { createTestKit, KIT_NAMES } from "./open-test-kits";
import { openTestShop, type Shop } from "./testing";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";

const STRIPE_SECRET = "whsec_of_the_fuzz";
const VERDICTS = ["stored", "known", "ignored", "bad-signature", "unreadable", "unknown-source"];

let shop: Shop;
let ctx: FulfilmentCtx;
let bodies: Record<string, unknown[]>;
/** What an attacker may know of orders here. */
let known: string[];
let before: string;
const said: string[] = [];

/** One order delivered and charged, one in doubt, one that waits for its payment. */
async function placeOrders() {
  const pay = async (order: Awaited<ReturnType<Shop["order"]>>) => {
    shop.stripe.hold(order.sessionId);
    await workPayment(shop.ctx, order.paymentId);
    await workPayment(shop.ctx, order.paymentId);
    return order;
  };
  const done = await pay(await shop.order());
  shop.supplier.answers.push({ kind: "in-doubt", why: "timeout" });
  const doubtful = await pay(await shop.order(await shop.anotherRecipient()));
  const waiting = await shop.order(await shop.anotherRecipient());
  return [done, doubtful, waiting];
}

async function snapshot(): Promise<string> {
  const rows = await shop.ctx.db.execute(sql`
    select (select json_agg(o order by o.id) from orders o) as orders, (select json_agg(p order by p.id) from payments p) as payments,
      (select json_agg(a order by a.id) from attempts a) as attempts, (select count(*) from ledger_entries) as entries`);
  return JSON.stringify(rows);
}

const emptyInbox = () => shop.ctx.db.execute(sql`truncate webhook_inbox`);
const countInbox = async () => (await shop.ctx.db.select().from(webhookInbox)).length;

const fixturesOf = (kit: string): unknown[] => {
  const folder = join(import.meta.dirname, "../providers", kit, "fixtures");
  return readdirSync(folder).map((file): unknown => JSON.parse(readFileSync(join(folder, file), "utf8")));
};

const stripeEvent = (type: string, object: object) => ({
  id: "evt_1",
  object: "event",
  api_version: "2025-01-01",
  created: 1,
  type,
  data: { object },
});

beforeAll(async () => {
  shop = await openTestShop();
  const orders = await placeOrders();
  known = orders.flatMap(({ checkoutId, orderId, publicId }) => [checkoutId, orderId, publicId]);
  const attempts = await shop.ctx.db.execute<{ reference: string }>(sql`select reference from attempts`);
  known.push(...attempts.map(({ reference }) => reference), "p-1");
  const [checkout] = orders;
  const metadata = { checkout_id: checkout?.checkoutId };
  bodies = Object.fromEntries(KIT_NAMES.map((name) => [name, fixturesOf(name)]));
  bodies["stripe"] = [
    stripeEvent("checkout.session.completed", {
      id: "cs_1",
      object: "checkout.session",
      metadata,
      payment_intent: "pi_1",
    }),
    stripeEvent("checkout.session.expired", {
      id: "cs_1",
      object: "checkout.session",
      metadata,
      payment_intent: null,
    }),
    stripeEvent("payment_intent.canceled", { id: "pi_1", object: "payment_intent", metadata }),
    stripeEvent("charge.dispute.created", {
      id: "dp_1",
      object: "dispute",
      payment_intent: "pi_1",
      amount: 100,
      reason: "fraudulent",
    }),
    stripeEvent("review.opened", { id: "prv_1", object: "review", payment_intent: { id: "pi_1" } }),
    stripeEvent("charge.refund.updated", {
      id: "re_1",
      object: "refund",
      payment_intent: "pi_1",
      status: "failed",
    }),
    stripeEvent("radar.early_fraud_warning.created", {
      id: "issfr_1",
      object: "radar.early_fraud_warning",
      charge: "ch_1",
    }),
  ];
  const note = (data: Record<string, unknown>, message: string) =>
    void said.push(message + JSON.stringify(data));
  const log: Log = { debug: note, info: note, warn: note, error: note };
  const silent = { fetch: () => Promise.reject(new Error("nobody is asked")), timeScale: 1e9 };
  const deps = { url: "http://127.0.0.1:9", webhooks: "http://shop.test", clock: shop.ctx.clock, ...silent };
  const kits = new Map<string, ReturnType<typeof createTestKit>>(
    KIT_NAMES.map((name) => [name, createTestKit(name, deps)]),
  );
  const { readWebhook } = createStripeGateway({
    secretKey: "sk_test_x",
    webhookSecret: STRIPE_SECRET,
    host: "127.0.0.1",
    port: 9,
    protocol: "http",
    timeoutMs: 1,
  });
  ctx = {
    ...shop.ctx,
    log,
    stripe: { ...shop.stripe.gateway, readWebhook },
    providers: { get: (name: ProviderName) => kits.get(name) },
  };
  before = await snapshot();
});
afterAll(async () => {
  if ((await snapshot()) !== before) throw new Error("A webhook has changed something");
  await shop.close();
});

const signedByStripe = (rawBody: string): string => {
  const at = Math.floor(Date.now() / 1000);
  return `t=${at},v1=${createHmac("sha256", STRIPE_SECRET).update(`${at}.${rawBody}`).digest("hex")}`;
};

interface Sent {
  source: string;
  request: WebhookRequest;
}

const SOURCES = [
  "stripe",
  ...KIT_NAMES,
  "__proto__",
  "constructor",
  "toString",
  "",
  "nobody",
  "stripe/../reloadly",
];

/** What anybody on the internet may post here: nothing of it is signed by whom it says. */
const forged: fc.Arbitrary<Sent> = fc.constantFrom(...SOURCES).chain((source) =>
  fc.record({
    source: fc.constant(source),
    request: fc.record({
      rawBody: fc.oneof(
        fc
          .constantFrom("")
          .chain(() =>
            nearly((Object.hasOwn(bodies, source) ? bodies[source] : bodies["stripe"]) ?? [], known),
          ),
        nastyText,
      ),
      url: fc.oneof(
        nastyText,
        fc.constant(`http://shop.test/api/webhooks/bitrefill?ref=${known[0] ?? ""}&token=x`),
      ),
      headers: fc.dictionary(
        fc.constantFrom(
          "stripe-signature",
          "x-signature",
          "x-timestamp",
          "x-reloadly-signature",
          "x-reloadly-request-timestamp",
        ),
        fc.oneof(nastyText, fc.constantFrom(`t=1,v1=${"0".repeat(64)}`, "a".repeat(64), String(Date.now()))),
      ),
    }),
  }),
);

/** The generators need what beforeAll made. */
const later = <T>(make: () => fc.Arbitrary<T>): fc.Arbitrary<T> => fc.constant(null).chain(make);

it(
  "nothing that is forged is stored or changes anything, and all of it is answered",
  { timeout: FUZZ_TIMEOUT },
  async () => {
    await emptyInbox();
    await fuzz(forged, async ({ source, request }) => {
      const verdict = await receiveWebhook(ctx, source, request);
      expect(["ignored", "bad-signature", "unknown-source"]).toContain(verdict);
    });
    expect(await countInbox()).toBe(0);
    expect(said.join("\n")).not.toContain(STRIPE_SECRET);
  },
);

it(
  "what Stripe signs is answered whatever it says, and its work ends well",
  { timeout: FUZZ_TIMEOUT * 2 },
  async () => {
    await emptyInbox();
    const words = later(() => nearly(bodies["stripe"] ?? [], known));
    await fuzz(words, async (rawBody) => {
      const headers = { "stripe-signature": signedByStripe(rawBody) };
      const verdict = await receiveWebhook(ctx, "stripe", { rawBody, headers });
      expect(VERDICTS).toContain(verdict);
    });
    await workInbox();
  },
);

it(
  "what a provider signs is answered whatever it says, and its work ends well",
  { timeout: FUZZ_TIMEOUT * 2 },
  async () => {
    await emptyInbox();
    const words = later(() => nearly(bodies["bitrefill"] ?? [], known));
    const reference = later(() => fc.oneof(nastyText, fc.constantFrom(...known)));
    await fuzz(fc.tuple(words, reference), async ([rawBody, ref]) => {
      // The one of the five whose token stands in an address of ours.
      const token = createHmac("sha256", "sandbox-bitrefill-secret")
        .update(`bitrefill webhook ${ref}`)
        .digest("hex");
      const url = `http://shop.test/api/webhooks/bitrefill?${new URLSearchParams({ ref, token }).toString()}`;
      expect(VERDICTS).toContain(await receiveWebhook(ctx, "bitrefill", { rawBody, headers: {}, url }));
    });
    await workInbox();
  },
);

/** Works what was stored, as the job would, and empties the inbox. */
async function workInbox(): Promise<void> {
  for (const { source, eventId, type, payload } of await shop.ctx.db.select().from(webhookInbox))
    await workWebhook(ctx, { source, eventId, type, payload });
  await emptyInbox();
}
