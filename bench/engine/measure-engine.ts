import { eachOf, percentile } from "../statistics";
import type { BenchOrder, BenchShop } from "./open-bench-shop";

/** Whole orders a second: created → paid by signed webhook → provider called → delivered → captured. */
export async function measureWholeOrders(
  shop: BenchShop,
  load: { orders: number; atOnce: number },
): Promise<{ perSecond: number; p50Ms: number; p99Ms: number }> {
  const took: number[] = [];
  const numbers = await shop.lookUp(load.orders);
  const seconds = await eachOf(numbers, load.atOnce, async (number) => {
    const start = performance.now();
    const order = await shop.createOrder(number);
    await shop.confirmPayment(order);
    await shop.world.captured(order.sessionId);
    took.push(performance.now() - start);
  });
  return { perSecond: load.orders / seconds, p50Ms: percentile(took, 0.5), p99Ms: percentile(took, 0.99) };
}

/** Orders created a second, up to Stripe's page. */
export async function measureCreation(
  shop: BenchShop,
  load: { orders: number; atOnce: number },
): Promise<{ perSecond: number }> {
  const numbers = await shop.lookUp(load.orders);
  const seconds = await eachOf(numbers, load.atOnce, async (number) => void (await shop.createOrder(number)));
  return { perSecond: load.orders / seconds };
}

/** Milliseconds from Stripe's webhook leaving to the provider's server receiving our call. */
export async function measureTimeToSend(
  shop: BenchShop,
  load: { orders: number; atOnce: number; pauseMs: number },
): Promise<{ p50Ms: number; p99Ms: number; worstMs: number; callsPerOrder: number }> {
  const orders: BenchOrder[] = [];
  for (const number of await shop.lookUp(load.orders)) orders.push(await shop.createOrder(number));
  const sentAt: number[] = [];
  await eachOf(orders, load.atOnce, async (order, index) => {
    sentAt[index] = await shop.confirmPayment(order);
    if (load.pauseMs === 0) return;
    await shop.world.captured(order.sessionId);
    await new Promise((resolve) => setTimeout(resolve, load.pauseMs));
  });
  await Promise.all(orders.map(({ sessionId }) => shop.world.captured(sessionId)));
  const calls = orders.map(({ number }) => shop.world.calls.get(number));
  const waits = calls.map((call, index) => (call?.at ?? Number.NaN) - (sentAt[index] ?? 0));
  return {
    p50Ms: percentile(waits, 0.5),
    p99Ms: percentile(waits, 0.99),
    worstMs: Math.max(...waits),
    callsPerOrder: Math.max(...calls.map((call) => call?.times ?? 0)),
  };
}
