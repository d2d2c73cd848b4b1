import { inParallel, percentile } from "../statistics";
import type { BenchOrder, BenchShop } from "./open-bench-shop";

/** Whole orders a second: created → paid by signed webhook → provider called → delivered → captured. */
export async function measureWholeOrders(
  shop: BenchShop,
  load: { orders: number; atOnce: number },
): Promise<{ perSecond: number; p50Ms: number; p99Ms: number }> {
  const took: number[] = [];
  const seconds = await inParallel(load.orders, load.atOnce, async () => {
    const start = performance.now();
    const order = await shop.createOrder();
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
  const seconds = await inParallel(load.orders, load.atOnce, async () => void (await shop.createOrder()));
  return { perSecond: load.orders / seconds };
}

/** Milliseconds from Stripe's webhook leaving to the provider's server receiving our call. */
export async function measureTimeToSend(
  shop: BenchShop,
  load: { orders: number; atOnce: number; pauseMs: number },
): Promise<{ p50Ms: number; p99Ms: number; worstMs: number; callsPerOrder: number }> {
  const orders: BenchOrder[] = [];
  for (let made = 0; made < load.orders; made += 1) orders.push(await shop.createOrder());
  const sentAt: number[] = [];
  await inParallel(load.orders, load.atOnce, async (index) => {
    const order = orders[index];
    if (!order) return;
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
