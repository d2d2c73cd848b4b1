import http from "node:http";
import type { Ctx } from "@/db/context";
import { startStack } from "@/scripts/stack.mjs";
import { watchForeignShare } from "../measure-foreign-share";
import { verdictOf, type Result } from "../result";
import { median, percentile } from "../statistics";

const ROUNDS = 3;
/** Whole refreshes long: a shorter stretch would begin with one and end before the next. */
const STRETCH_MS = 5000;
const AT_ONCE = 8;
const REFRESH_MS = 1000;
const MOST_RATIO = 1.3;
const PAGE = "/nigeria/mtn";

function timeOf(agent: http.Agent, url: string): Promise<number> {
  const start = performance.now();
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent }, (response) => {
        response.resume().on("end", () => {
          if (response.statusCode === 200) resolve(performance.now() - start);
          else reject(new Error(`${url} answered ${response.statusCode}`));
        });
      })
      .on("error", reject);
  });
}

/** The time that 99 of 100 pages did not take longer than, in milliseconds. */
async function p99Of(url: string): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const times: number[] = [];
  const end = performance.now() + STRETCH_MS;
  const visitor = async (): Promise<void> => {
    while (performance.now() < end) times.push(await timeOf(agent, url));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, visitor));
  agent.destroy();
  return percentile(times, 0.99);
}

/** Reads the dashboard each second until it is told to stop. */
function refresh(read: () => Promise<void>): () => Promise<void> {
  const going = { on: true };
  const loop = async (): Promise<void> => {
    while (going.on) {
      const rest = new Promise((resolve) => setTimeout(resolve, REFRESH_MS));
      await read();
      await rest;
    }
  };
  const running = loop();
  return () => {
    going.on = false;
    return running;
  };
}

/** The shop's operator page with and without somebody's dashboard beside it, on the same database, in turns. */
export async function measureBeside(
  shop: { url: string; ctx: Ctx; orders: number },
  read: (ctx: Ctx) => Promise<void>,
): Promise<Result> {
  const stack = await startStack({
    dataDir: ".data/bench",
    distDir: ".next-bench",
    live: false,
    dev: false,
    quiet: true,
    databaseUrl: shop.url,
    port: { wanted: 3300, asked: false },
    sandboxPort: { wanted: 4310, asked: false },
    env: { LOG_LEVEL: "error" },
  });
  const foreign = watchForeignShare();
  const alone: number[] = [];
  const beside: number[] = [];
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      const without = await p99Of(stack.url + PAGE);
      const stop = refresh(() => read(shop.ctx));
      const during = await p99Of(stack.url + PAGE);
      await stop();
      // The first round is thrown away.
      if (round > 0) [alone, beside].forEach((list, side) => list.push([without, during][side] ?? 0));
    }
  } finally {
    await stack.stop();
  }
  const ratio = median(beside) / median(alone);
  return {
    goal: "18",
    what: `p99 of the operator page while the dashboard's queries over ${shop.orders} orders run each second`,
    measured: `${median(beside).toFixed(0)} ms`,
    ceiling: `alone ${median(alone).toFixed(0)} ms, ratio ${ratio.toFixed(2)}`,
    wanted: `≤ ${MOST_RATIO} ×`,
    verdict: verdictOf(ratio <= MOST_RATIO),
    foreign: foreign(),
  };
}
