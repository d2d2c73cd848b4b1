import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runStatement } from "@/db/run-statement";
import { recipients } from "@/db/schema";
import { createTestDatabase } from "@/db/testing";
import { payCheckout, startCheckout, type CheckoutCtx } from "@/lib/checkout";
import { NO_LIMITS } from "@/lib/risk";
import { newId, newPublicId } from "@/lib/core/ids";
import { stockShelf } from "@/lib/fulfilment/testing";
import { recordWebhook, workerAlive } from "@/lib/jobs";
import { createStripeGateway } from "@/lib/payments";
import { bundleWorker } from "@/scripts/bundle-worker.mjs";
import { openStubWorld } from "./open-stub-world";
import { openWebhookDoor, WEBHOOK_SECRET } from "./open-webhook-door";
import type { Capabilities } from "@/lib/providers/spec";

export interface BenchOrder {
  sessionId: string;
  checkoutId: string;
  /** As the provider sees it: digits only. */
  number: string;
}

/** A number as its page keeps it, with the token by which the buyer's browser names it. */
export interface BenchNumber {
  token: string;
  /** As the provider sees it: digits only. */
  number: string;
}

export type BenchShop = Awaited<ReturnType<typeof openBenchShop>>;

/** The engine on a database of its own with a worker process as in production, and a world of stubs that answer at once. */
export async function openBenchShop() {
  const world = await openStubWorld();
  const database = await createTestDatabase();
  const stripe = createStripeGateway({
    secretKey: "sk_test_stub",
    webhookSecret: WEBHOOK_SECRET,
    host: "127.0.0.1",
    port: world.port,
    protocol: "http",
    timeoutMs: 20_000,
  });
  const ctx: CheckoutCtx = {
    ...database.ctx,
    actor: { kind: "buyer", id: "bench" },
    stripe,
    providers: { get: () => ({ capabilities: {} as Capabilities }) },
    appUrl: "http://shop.test",
    currency: "USD",
    locale: "en",
    seal: (plain) => plain,
    limits: NO_LIMITS,
  };
  const shelf = await stockShelf(ctx);
  const door = await openWebhookDoor(async (rawBody, signature) => {
    const hint = stripe.readWebhook(rawBody, signature);
    if (!hint.ok) throw new Error(hint.failure);
    const { eventId, type, checkoutId, paymentIntentId } = hint.value;
    await recordWebhook(ctx, { source: "stripe", eventId, type, payload: { checkoutId, paymentIntentId } });
  });
  const dataDir = mkdtempSync(join(tmpdir(), "homeline-bench-"));
  const worker = spawn(process.execPath, [await bundleWorker({ distDir: ".next-bench" })], {
    env: {
      ...process.env,
      DATABASE_URL: database.url,
      SANDBOX_PORT: String(world.port),
      DATA_DIR: dataDir,
      LOG_LEVEL: "error",
    },
    stdio: ["ignore", "inherit", "inherit"],
  });
  while (!(await workerAlive(database.ctx.db))) await new Promise((resolve) => setTimeout(resolve, 100));

  const [shelved] = await ctx.db.select().from(recipients).limit(1);
  let numbers = 0;
  const addRecipient = async (): Promise<BenchNumber> => {
    const number = `234803${String((numbers += 1)).padStart(7, "0")}`;
    const token = newPublicId();
    await runStatement(
      ctx,
      (place) => `insert into recipients (id, token, number, country, operator_id, confidence)
        values (${[newId(), token, `+${number}`, "NG", shelved?.operatorId, "prefix-only"].map(place).join(", ")})`,
    );
    return { token, number };
  };
  return {
    world,
    database,
    /** Numbers that were looked up, on another page and some time before anything is bought for them. */
    lookUp: (count: number): Promise<BenchNumber[]> =>
      Promise.all(Array.from({ length: count }, () => addRecipient())),
    /** Prices, writes and opens the payment of one order, as the buyer's two presses do. */
    createOrder: async ({ token, number }: BenchNumber): Promise<BenchOrder> => {
      // Each order is a buyer's own: limits count what one buyer has bought.
      const buying: CheckoutCtx = { ...ctx, actor: { kind: "buyer", id: newId() } };
      const started = await startCheckout(buying, { recipientToken: token, productId: shelf.productId });
      if (!started.ok) throw new Error(started.failure.code);
      const { checkoutId } = started.value;
      const answers = { lastFour: { 1: number.slice(-4) }, again: [] };
      const form = {
        checkoutId,
        email: `bench-${number}@example.org`,
        residence: "US",
        consent: false,
        consentText: "",
      };
      const paid = await payCheckout(buying, { ...form, answers, ip: null, userAgent: null });
      if (!paid.ok) throw new Error(paid.failure.code);
      return { checkoutId, number, sessionId: paid.value.payUrl.split("/").at(-1) ?? "" };
    },
    /** The buyer's card is held, and Stripe says so by a signed webhook. Returns when it was sent. */
    confirmPayment: async (order: BenchOrder): Promise<number> => {
      const payment = world.payments.get(order.sessionId);
      if (payment) payment.paid = true;
      const object = {
        id: order.sessionId,
        object: "checkout.session",
        metadata: { checkout_id: order.checkoutId },
      };
      const event = {
        id: `evt_${order.sessionId}`,
        object: "event",
        type: "checkout.session.completed",
        data: { object },
      };
      return door.send(JSON.stringify(event));
    },
    close: async () => {
      worker.kill("SIGTERM");
      await new Promise((resolve) => worker.once("exit", resolve));
      await Promise.all([door.close(), world.close()]);
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
