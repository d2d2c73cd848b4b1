import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq, sql } from "drizzle-orm";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attempts, offers, orders, payments } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { payCheckout, startCheckout, type CheckoutCtx } from "@/lib/checkout";
import { answersFor } from "@/lib/checkout/testing";
import { systemClock } from "@/lib/core/clock";
import { silentLog } from "@/lib/core/log";
import { stockShelf } from "@/lib/fulfilment/testing";
import { createStripeGateway } from "@/lib/payments";
import { createReloadly } from "@/lib/providers/reloadly";
import type { Capabilities } from "@/lib/providers/spec";
import { checkInvariants } from "@/lib/reports";
import { openTestSandbox, type TestSandbox } from "@/sandbox/open-test-sandbox";
import { bundleWorker } from "./bundle-worker.mjs";

/** The same waits as in production, a hundred times faster. */
const TIME_SCALE = 100;
const NUMBER = "+2348031234567";

interface Ledger {
  credits: { reference: string; number: string; state: string }[];
  payments: { captured: number; released: number; authorised: number; status: string }[];
}

describe("a worker killed with -9", () => {
  let database: TestDatabase;
  let sandbox: TestSandbox;
  let dataDir: string;
  let worker: ChildProcess;
  let workerFile: string;
  let ctx: CheckoutCtx;

  const startWorker = () => {
    worker = spawn(process.execPath, [workerFile], {
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        SANDBOX_PORT: String(sandbox.port),
        TIME_SCALE: String(TIME_SCALE),
        DATA_DIR: dataDir,
        LOG_LEVEL: "silent",
      },
      stdio: "ignore",
    });
  };
  const kill = async () => {
    const gone = new Promise((resolve) => worker.once("exit", resolve));
    worker.kill("SIGKILL");
    await gone;
  };
  /** Looks again and again, as somebody at a page would; a test that waits in vain ends by its time-out. */
  const until = async <T>(look: () => Promise<T | undefined | false>): Promise<T> => {
    for (;;) {
      const seen = await look();
      if (seen) return seen;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const ledger = async (): Promise<Ledger> => (await fetch(`${sandbox.url}/__sandbox/ledger`)).json();
  const ours = async () => (await ledger()).credits.filter(({ number }) => number === NUMBER);
  const attempt = async () => (await ctx.db.select().from(attempts))[0];

  beforeAll(async () => {
    workerFile = await bundleWorker({ distDir: "node_modules/.cache/homeline" });
  });
  beforeEach(async () => {
    database = await createTestDatabase({ timeScale: TIME_SCALE });
    sandbox = await openTestSandbox({ timeScale: TIME_SCALE });
    dataDir = mkdtempSync(join(tmpdir(), "homeline-killed-"));
    const stripe = createStripeGateway({
      secretKey: "sk_test_sandbox",
      webhookSecret: "whsec_sandbox",
      host: "127.0.0.1",
      port: sandbox.port,
      protocol: "http",
      timeoutMs: 20_000,
    });
    const actor = { kind: "buyer", id: "guest" } as const;
    const providers = { get: () => ({ capabilities: {} as Capabilities }) };
    const shop = {
      appUrl: "http://shop.test",
      currency: "USD",
      locale: "en",
      seal: (plain: string) => plain,
    };
    ctx = { ...database.ctx, ...shop, actor, stripe, providers };
  });
  afterEach(async () => {
    worker.kill("SIGKILL");
    await sandbox.close();
    await database.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Puts the sandbox's own airtime of the number on the shelf. */
  const stock = async () => {
    const shelf = await stockShelf(ctx);
    const reloadly = createReloadly({
      fetch,
      clock: systemClock,
      log: silentLog,
      timeScale: 1,
      baseUrls: { auth: `${sandbox.url}/reloadly/auth`, topups: `${sandbox.url}/reloadly/topups` },
      credentials: {
        clientId: "sandbox-client",
        clientSecret: "sandbox-secret",
        webhookSecret: "sandbox-reloadly-webhook",
      },
    });
    const found = await reloadly.lookup?.({ e164: NUMBER, country: "NG" });
    if (!found?.ok) throw new Error("The sandbox knows no operator");
    const { providerOperatorId } = found.value;
    await ctx.db.update(offers).set({ providerOperatorId });
    return shelf;
  };

  /** An order whose card is held; the worker finds it by itself. */
  const pay = async (shelf: Awaited<ReturnType<typeof stock>>) => {
    const started = await startCheckout(ctx, shelf);
    if (!started.ok) throw new Error(started.failure.code);
    const { checkoutId } = started.value;
    const form = { checkoutId, email: "ama@example.org", residence: "US", consent: false, consentText: "" };
    const paid = await payCheckout(ctx, {
      ...form,
      answers: await answersFor(ctx, checkoutId),
      ip: null,
      userAgent: null,
    });
    if (!paid.ok) throw new Error(paid.failure.code);
    const [payment] = await ctx.db.select().from(payments).where(eq(payments.checkoutId, checkoutId));
    await sandbox.pay({ id: payment?.sessionId ?? "" });
  };
  const expectDelivered = async () => {
    const payment = await until(async () => {
      const [row] = await ctx.db.select().from(payments);
      return row?.state === "captured" && row;
    });
    const [order] = await ctx.db.select().from(orders);
    expect(order?.state).toBe("delivered");
    const { payments: money } = await ledger();
    expect((await ours()).map(({ state }) => state)).toEqual(["credited"]);
    expect(money).toMatchObject([{ captured: payment.capturedMinor, status: "succeeded" }]);
    expect(await checkInvariants(ctx)).toEqual([]);
  };
  const fault = (match: Record<string, string>, rest: Record<string, unknown>) =>
    sandbox.post("/__sandbox/faults", { match, rate: 1, times: 1, ...rest });

  it("before the call: nothing was sent, and the same reference is sent after the horizon", async () => {
    const shelf = await stock();
    // The claim stands while the worker waits for its token.
    await fault({ provider: "reloadly", path: "/oauth/token" }, { scenario: "late", delayMs: 60_000 });
    startWorker();
    await pay(shelf);
    await until(attempt);
    await kill();
    expect(await ours()).toEqual([]);
    startWorker();
    await expectDelivered();
    expect((await attempt())?.sends).toBe(2);
  }, 120_000);

  it("during the call: what the provider did is found out, and not done again", async () => {
    const shelf = await stock();
    await fault({ provider: "reloadly", path: "/topups" }, { scenario: "slow", delayMs: 30_000 });
    startWorker();
    await pay(shelf);
    await until(async () => (await ours()).length > 0);
    await kill();
    startWorker();
    await expectDelivered();
    expect((await attempt())?.sends).toBe(1);
  }, 120_000);

  it("after the answer, before it was written down", async () => {
    const shelf = await stock();
    await fault({ provider: "reloadly", path: "/topups" }, { scenario: "slow", delayMs: 300 });
    startWorker();
    await pay(shelf);
    const first = await until(attempt);
    await database.ctx.db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from orders where id = ${first.orderId} for update`);
      await until(async () => (await ours()).length > 0);
      await kill();
    });
    startWorker();
    await expectDelivered();
    expect((await attempt())?.sends).toBe(1);
  }, 120_000);
});
