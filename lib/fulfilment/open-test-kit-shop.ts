import http from "node:http";
import type { AddressInfo } from "node:net";
import { eq, sql } from "drizzle-orm";
import type { Ctx } from "@/db/context";
import { attempts, fxRates, offers, orders, payments, products, recipients } from "@/db/schema";
import { createTestDatabase } from "@/db/testing";
import { importCatalog } from "@/lib/catalog";
import { payCheckout, startCheckout, type CheckoutCtx } from "@/lib/checkout";
import { answersFor } from "@/lib/checkout/testing";
import { newId, newPublicId } from "@/lib/core/ids";
import { formatMoney, money } from "@/lib/core/money";
import { recordWebhook, runWorker, type Lane } from "@/lib/jobs";
import { createStripeGateway } from "@/lib/payments";
import type { Provider, ProviderName, ProviderOffer } from "@/lib/providers/spec";
import { checkInvariants } from "@/lib/reports";
import type { TestSandbox } from "@/sandbox/open-test-sandbox";
import type { FulfilmentCtx } from "./context";
import { reconcileDue } from "./reconcile-due";
import { workOrder } from "./work-order";
import { workPayment } from "./work-payment";
import { workWebhook } from "./work-webhook";
import { NO_LIMITS } from "@/lib/risk";

/** Rates of the wallets and currencies that the tests meet. */
export const RATES = { USD: "1", NGN: "1540", INR: "86", EUR: "0.92" };

export interface Placed {
  number: string;
  orderId: string;
  checkoutId: string;
}

/** What became of an order, by our rows. */
export interface End {
  order: string;
  payment: string;
  attempts: { provider: string; state: string; sends: number }[];
  /** Minor units that the card was charged and not given back, and what was held. */
  charged: number;
  held: number;
}

const idOf = (payload: unknown): string => (payload as { id: string }).id;

/** Where the providers' webhooks reach the shop: checked by the kit, stored once, worked by a job. */
async function openDoor(ctx: FulfilmentCtx, all: () => Provider[]) {
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const url = request.url ?? "";
      const provider = all().find(({ name }) => url.startsWith(`/${name}`));
      const headers = Object.fromEntries(
        Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
      );
      const rawBody = Buffer.concat(chunks).toString("utf8");
      const hint = provider?.readWebhook?.({ headers, rawBody, url });
      if (!provider || !hint?.ok) return void response.writeHead(400).end();
      const { eventId, type, reference, providerReference } = hint.value;
      recordWebhook(ctx, { source: provider.name, eventId, type, payload: { reference, providerReference } })
        .then(() => response.writeHead(200).end())
        .catch(() => response.writeHead(500).end());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export type KitShop = Awaited<ReturnType<typeof openTestKitShop>>;

export interface KitShopOptions {
  sandbox: TestSandbox;
  timeScale: number;
  /** Kits against the sandbox. @param webhooks address of the shop's door; the provider's name follows it */
  create(webhooks: string): Provider[];
  /** What is sold: each provider's first offer that fits. */
  sells(provider: ProviderName, offer: ProviderOffer): boolean;
  policy?: Partial<FulfilmentCtx["policy"]>;
}

const handlersOf = (ctx: FulfilmentCtx): Lane["handlers"] => ({
  order: (payload) => workOrder(ctx, idOf(payload)),
  payment: (payload) => workPayment(ctx, idOf(payload)),
  webhook: (payload) => workWebhook(ctx, payload),
  mail: async () => undefined,
});

/**
 * A shop on a database of its own with the real handlers and job engine, buying from kits that talk to the sandbox over HTTP, its cards held
 * by the sandbox's Stripe.
 */
export async function openTestKitShop(options: KitShopOptions) {
  const { sandbox, timeScale } = options;
  const database = await createTestDatabase({ timeScale });
  const providers: Provider[] = [];
  const stripe = createStripeGateway({
    secretKey: "sk_test_sandbox",
    webhookSecret: "whsec_sandbox",
    host: "127.0.0.1",
    port: sandbox.port,
    protocol: "http",
    timeoutMs: 20_000,
  });
  const ctx: FulfilmentCtx & CheckoutCtx = {
    ...database.ctx,
    policy: { ...database.ctx.policy, ...options.policy },
    stripe,
    providers: { get: (wanted) => providers.find(({ name }) => name === wanted) },
    seal: (plain) => plain,
    unseal: (sealed) => sealed,
    staffEmails: ["owner@homeline.test"],
    appUrl: "http://shop.test",
    currency: "USD",
    locale: "en",
    // One buyer buys everything here.
    limits: NO_LIMITS,
    movesMoneyAtOnce: true,
  };
  const door = await openDoor(ctx, () => providers);
  providers.push(...options.create(door.url));
  const callbacks = Object.fromEntries(providers.map(({ name }) => [name, `${door.url}/${name}`]));
  await sandbox.post("/__sandbox/callbacks", callbacks);
  await ctx.db
    .insert(fxRates)
    .values(Object.entries(RATES).map(([quote, rate]) => ({ base: "USD", quote, rate })));
  for (const provider of providers) await importFirst(ctx, provider, options.sells);
  const worker = await runWorker({
    databaseUrl: database.url,
    db: database.connection.db,
    log: ctx.log,
    lanes: [{ concurrency: 4, handlers: handlersOf(ctx) }],
    every: [{ name: "reconcile", intervalMs: 1000, work: async () => void (await reconcileDue(ctx)) }],
  });
  return {
    ctx,
    /** Pays for what a provider sells, to be sent to a number. */
    place: (provider: ProviderName, number: string) => place(ctx, sandbox, { provider, number }),
    end: (placed: Placed) => readEnd(ctx, placed),
    /** Stops the engine, checks every rule that always holds, drops the database. */
    close: async () => {
      await worker.stop();
      const broken = await checkInvariants(ctx);
      await door.close();
      await database.close();
      if (broken.length > 0) throw new Error(`Broken: ${JSON.stringify(broken)}`);
    },
  };
}

/** Imports the first offer of a provider that fits. */
export async function importFirst(
  ctx: Ctx,
  provider: Provider,
  sells: KitShopOptions["sells"],
): Promise<void> {
  const first = async function* (): AsyncIterable<ProviderOffer> {
    for await (const offer of provider.listOffers()) {
      if (!sells(provider.name, offer)) continue;
      yield offer;
      return;
    }
  };
  const imported = await importCatalog(ctx, { provider: { name: provider.name, listOffers: first } });
  if (!imported.ok) throw new Error(`${provider.name} sells nothing that fits`);
}

async function place(
  ctx: FulfilmentCtx & CheckoutCtx,
  sandbox: TestSandbox,
  { provider, number }: { provider: ProviderName; number: string },
): Promise<Placed> {
  const [offer] = await ctx.db
    .select()
    .from(offers)
    .innerJoin(products, eq(products.id, offers.productId))
    .where(eq(offers.provider, provider));
  if (!offer) throw new Error("nothing is sold");
  const { id: productId, operatorId, currency, denomination, minMinor } = offer.products;
  const token = newPublicId();
  await ctx.db.insert(recipients).values({
    id: newId(),
    token,
    number,
    country: offer.offers.country,
    operatorId,
    confidence: "prefix-only",
  });
  const text = formatMoney(money(Math.ceil((minMinor ?? 0) / 100) * 300, currency), "en").replace(
    /[^\d.,]/g,
    "",
  );
  const buyer = { ...ctx, actor: { kind: "buyer" as const, id: "guest" } };
  const started = await startCheckout(buyer, {
    recipientToken: token,
    productId,
    ...(denomination === "range" ? { face: { text, currency } } : {}),
  });
  if (!started.ok) throw new Error(`${number}: ${started.failure.code}`);
  const { checkoutId } = started.value;
  const form = { checkoutId, email: "ama@example.org", residence: "US", consent: false, consentText: "" };
  const paid = await payCheckout(buyer, {
    ...form,
    answers: await answersFor(ctx, checkoutId),
    ip: null,
    userAgent: null,
  });
  if (!paid.ok) throw new Error(`${number}: ${paid.failure.code}`);
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
  const [order] = await ctx.db.select().from(orders).where(eq(orders.checkoutId, checkoutId));
  if (!payment?.sessionId || !order) throw new Error("no session");
  await sandbox.pay({ id: payment.sessionId });
  await workPayment(ctx, payment.id);
  return { number, checkoutId, orderId: order.id };
}

async function readEnd(ctx: FulfilmentCtx, { orderId, checkoutId }: Placed): Promise<End> {
  const [order] = await ctx.db.select().from(orders).where(eq(orders.id, orderId));
  const [payment] = await ctx.db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
  const tried = await ctx.db
    .select({ provider: attempts.provider, state: attempts.state, sends: attempts.sends })
    .from(attempts)
    .where(eq(attempts.orderId, orderId))
    .orderBy(sql`${attempts.n}`);
  if (!order || !payment) throw new Error("no order");
  return {
    order: order.state,
    payment: payment.state,
    attempts: tried,
    charged: payment.capturedMinor - payment.refundedMinor,
    held: payment.amountMinor,
  };
}
