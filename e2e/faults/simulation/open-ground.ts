import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fxRates } from "@/db/schema";
import type { TestDatabase } from "@/db/testing";
import { importFirst, RATES } from "@/lib/fulfilment/open-test-kit-shop";
import { createTestKit, KIT_NAMES, sellsInTests, type TestKits } from "@/lib/fulfilment/open-test-kits";
import type { PostWebhook } from "@/sandbox/create-webhook-sender";
import { openSandbox, type OpenedSandbox } from "@/sandbox/open-sandbox";
import { readSettings } from "@/sandbox/settings";
import { createNetwork } from "./create-network";
import { createStage } from "./create-stage";
import { createTimeline, type Timeline } from "./create-timeline";
import { createStillDatabase, openSimulatedDatabase } from "./open-database";

/** Every simulation begins here: later than any real clock, so that signatures are never too old. */
export const BEGIN = Date.UTC(2031, 2, 3, 9);
export const SANDBOX_URL = "http://sandbox.test";
export const SHOP_URL = "http://shop.test";

/** What all simulations of a process share: an outside world, and a shop whose shelves are full. */
export interface Ground {
  sandbox: OpenedSandbox;
  still: TestDatabase;
  /** The outside world follows this time, and its webhooks go this way, from now on. */
  attach(timeline: Timeline, post: PostWebhook): void;
  ask(method: string, path: string, body?: unknown): Promise<unknown>;
  close(): Promise<void>;
}

const noWebhooks: PostWebhook = async () => true;

export const kitsOn = (own: Pick<TestKits, "fetch" | "clock">): TestKits => ({
  url: SANDBOX_URL,
  webhooks: `${SHOP_URL}/api/webhooks`,
  timeScale: 1,
  ...own,
});

/** Imports one thing of each provider into a database whose time stands still. */
async function stockShelves(sandbox: OpenedSandbox): Promise<TestDatabase> {
  const still = await createStillDatabase();
  const timeline = createTimeline(BEGIN);
  const stage = createStage(timeline, () => undefined);
  const { fetch } = createNetwork({
    answer: sandbox.answer,
    timeline,
    stage,
    faultFor: () => undefined,
  });
  await still.connection.close();
  const database = await openSimulatedDatabase(still, "itself");
  await database.moveTo(BEGIN);
  const { ctx } = database;
  await ctx.db
    .insert(fxRates)
    .values(Object.entries(RATES).map(([quote, rate]) => ({ base: "USD", quote, rate })));
  const kits = kitsOn({ fetch, clock: { now: () => new Date(BEGIN) } });
  for (const name of KIT_NAMES) await importFirst(ctx, createTestKit(name, kits), sellsInTests);
  await database.close();
  return still;
}

export async function openGround(): Promise<Ground> {
  const folder = mkdtempSync(join(tmpdir(), "homeline-simulation-"));
  let timeline = createTimeline(BEGIN);
  let post = noWebhooks;
  const sandbox = openSandbox(readSettings({ port: 0, dataDir: folder, timeScale: 1 }), {
    clock: { now: () => timeline.now(), after: (wait, task) => timeline.after(wait, task) },
    postWebhook: (webhook) => post(webhook),
  });
  const ask = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const rawBody = Buffer.from(body === undefined ? "" : JSON.stringify(body));
    const headers = { "content-type": "application/json", authorization: "Bearer sk_test_sandbox" };
    const reply = await sandbox.answer({ method, url: new URL(path, SANDBOX_URL), headers, rawBody });
    if ((reply.status ?? 200) >= 400) throw new Error(`${method} ${path}: ${JSON.stringify(reply.json)}`);
    return reply.json ?? (reply.text ? JSON.parse(reply.text) : undefined);
  };
  const hooks = ["stripe", ...KIT_NAMES].map((name) => [name, `${SHOP_URL}/api/webhooks/${name}`]);
  await ask("POST", "/__sandbox/callbacks", Object.fromEntries(hooks));
  const still = await stockShelves(sandbox);
  return {
    sandbox,
    still,
    ask,
    attach(next, way) {
      timeline = next;
      post = way;
    },
    async close() {
      sandbox.stop();
      sandbox.close();
      rmSync(folder, { recursive: true, force: true });
      await still.close();
    },
  };
}
