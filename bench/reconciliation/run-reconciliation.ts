import { openTestBooks, plantedIn } from "@/lib/reconciliation/open-test-books";
import { reconcile } from "@/lib/reconciliation";
import { watchForeignShare } from "../measure-foreign-share";
import { verdictOf, type Result } from "../result";

const ORDERS = 100_000;
const MOST_SECONDS = 60;
/** Four times the orders may take so much more memory. */
const MOST_GROWTH = 1.25;
const LOOK_MS = 20;
const MIB = 1024 * 1024;

/** The most memory in bytes that this process holds while `work` runs. */
async function watchMemory<T>(work: () => Promise<T>): Promise<{ done: T; most: number }> {
  let most = 0;
  const look = () => (most = Math.max(most, process.memoryUsage().rss));
  const timer = setInterval(look, LOOK_MS);
  const done = await work();
  clearInterval(timer);
  look();
  return { done, most };
}

const sumOf = (counts: Record<string, number>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

async function reconcileBooks(orders: number) {
  const books = await openTestBooks(orders);
  const start = performance.now();
  const { done: run, most } = await watchMemory(() => reconcile(books.ctx, { from: books.from }));
  const seconds = (performance.now() - start) / 1000;
  await books.close();
  return { run, most, seconds };
}

/** A hundred thousand orders against Stripe's balance and a provider's statement, both as streams, with breaks planted in them. */
export async function runReconciliation(): Promise<Result[]> {
  const fewer = await reconcileBooks(ORDERS / 4);
  const foreign = watchForeignShare();
  const { run, most, seconds } = await reconcileBooks(ORDERS);
  const [whole, part] = [most / MIB, fewer.most / MIB];
  const shared = { goal: "reconciliation", foreign: foreign() };
  const planted = plantedIn(ORDERS);
  const exact = Object.entries(planted).every(
    ([kind, count]) => count === run?.found[kind as keyof typeof run.found],
  );
  return [
    {
      ...shared,
      what: `${ORDERS} orders, ${sumOf(planted)} breaks planted, ${exact ? "all and no others" : "not all"} found`,
      measured: `${seconds.toFixed(1)} s`,
      ceiling: "–",
      wanted: `≤ ${MOST_SECONDS} s`,
      verdict: verdictOf(exact && seconds <= MOST_SECONDS),
    },
    {
      ...shared,
      what: "most memory of the comparing process",
      measured: `${Math.round(whole)} MiB`,
      ceiling: `${ORDERS / 4} orders ${Math.round(part)} MiB, ratio ${(whole / part).toFixed(2)}`,
      wanted: `≤ ${MOST_GROWTH} ×`,
      verdict: verdictOf(whole <= MOST_GROWTH * part),
    },
  ];
}
