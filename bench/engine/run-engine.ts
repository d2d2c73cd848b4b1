import { watchForeignShare } from "../measure-foreign-share";
import { verdictOf, type Result } from "../result";
import { inParallel, median, percentile } from "../statistics";
import { measureCreation, measureTimeToSend, measureWholeOrders } from "./measure-engine";
import { openBareChain, type BareChain } from "./open-bare-chain";
import { openBenchShop, type BenchShop } from "./open-bench-shop";

const ROUNDS = 3;
const AT_ONCE = 32;
const WHOLE_ORDERS = 100;
const round = (value: number, digits = 0): string => value.toFixed(digits);

async function bareChain(chain: BareChain, name: string): Promise<number> {
  const orders = WHOLE_ORDERS * 4;
  const seconds = await inParallel(
    orders,
    AT_ONCE,
    async (index) => void (await chain.run(`${name}-${index}`)),
  );
  return orders / seconds;
}

async function wholeOrders(shop: BenchShop, chain: BareChain): Promise<Result[]> {
  const foreign = watchForeignShare();
  const whole: number[] = [];
  const created: number[] = [];
  const bare: number[] = [];
  for (let turn = 0; turn < ROUNDS; turn += 1) {
    bare.push(await bareChain(chain, `round${turn}`));
    whole.push((await measureWholeOrders(shop, { orders: WHOLE_ORDERS, atOnce: AT_ONCE })).perSecond);
    created.push((await measureCreation(shop, { orders: WHOLE_ORDERS, atOnce: AT_ONCE })).perSecond);
  }
  const [perSecond, ceiling] = [median(whole), median(bare)];
  const shared = { foreign: foreign() };
  return [
    {
      goal: "12",
      what: "whole order: created → paid by signed webhook → provider called → delivered → captured, 32 at a time",
      measured: `${round(perSecond)}/s`,
      ceiling: `bare chain ${round(ceiling)}/s, ratio ${round(perSecond / ceiling, 2)}`,
      wanted: "≥ 50/s",
      verdict: verdictOf(perSecond >= 50),
      ...shared,
    },
    {
      goal: "11",
      what: "order creation: priced, written, Stripe's page opened, 32 at a time",
      measured: `${round(median(created))}/s`,
      ceiling: "–",
      wanted: "reported",
      verdict: "reported",
      ...shared,
    },
  ];
}

async function bareIdle(shop: BenchShop, chain: BareChain): Promise<string> {
  const waits: number[] = [];
  for (let order = 0; order < 100; order += 1) {
    const id = `idle-${order}`;
    const sentAt = await chain.run(id);
    waits.push((shop.world.calls.get(id)?.at ?? Number.NaN) - sentAt);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return `bare chain in one process p50 ${round(percentile(waits, 0.5), 1)} ms, p99 ${round(percentile(waits, 0.99), 1)} ms`;
}

async function timeToSend(shop: BenchShop, chain: BareChain): Promise<Result[]> {
  const idleForeign = watchForeignShare();
  const floor = await bareIdle(shop, chain);
  const idle = await measureTimeToSend(shop, { orders: 100, atOnce: 1, pauseMs: 20 });
  const idleShare = idleForeign();
  const burstForeign = watchForeignShare();
  const burst = await measureTimeToSend(shop, { orders: 200, atOnce: 200, pauseMs: 0 });
  return [
    {
      goal: "14",
      what: "webhook leaves Stripe → provider receives the call, idle",
      measured: `p50 ${round(idle.p50Ms, 1)} ms, p99 ${round(idle.p99Ms, 1)} ms`,
      ceiling: floor,
      wanted: "p50 ≤ 10 ms, p99 ≤ 50 ms",
      verdict: verdictOf(idle.p50Ms <= 10 && idle.p99Ms <= 50),
      foreign: idleShare,
    },
    {
      goal: "14",
      what: "the same, 200 payments at once",
      measured: `last after ${round(burst.worstMs)} ms, at most ${burst.callsPerOrder} call an order`,
      ceiling: "–",
      wanted: "all within 2 s, one call an order",
      verdict: verdictOf(burst.worstMs <= 2000 && burst.callsPerOrder === 1),
      foreign: burstForeign(),
    },
  ];
}

/** The engine alone: no Next process, a real worker process, PostgreSQL, stubs without a delay. */
export async function runEngine(): Promise<Result[]> {
  const shop = await openBenchShop();
  const chain = await openBareChain(shop.database.url, shop.world.port);
  try {
    // Thrown away: the first run pays for compiling, connecting and planning.
    await measureWholeOrders(shop, { orders: 60, atOnce: 8 });
    await bareChain(chain, "warm");
    return [...(await timeToSend(shop, chain)), ...(await wholeOrders(shop, chain))];
  } finally {
    await chain.close();
    await shop.close();
  }
}
