import { pinProvider, productOf } from "@/e2e/fixtures/provider-rules";
import { addLines } from "./add-lines";
import { calmDown, type Calm } from "./calm-down";
import { countByOrders, type CountedFault } from "./count-by-orders";
import { createRandom } from "./create-random";
import { judgeBooks, type Verdict } from "./judge/judge-books";
import { judgeShop } from "./judge/judge-shop";
import { readBooks } from "./judge/read-books";
import { measureWaits, type Waits } from "./measure-waits";
import { openEstate, type Estate, type EstateOptions } from "./open-estate";
import { planOrders, WAYS, type PlannedOrder } from "./plan-orders";
import { planStrikes } from "./plan-strikes";
import { runStrikes, type StruckStrike } from "./run-strikes";
import { visitShop, type Shop, type Visit } from "./buyer/visit-shop";

export interface CampaignOptions extends EstateOptions {
  orders: number;
  seed: number;
  /** Buyers at a time. */
  buyers: number;
  /** How long everything may take to settle once the faults are over. */
  calmMs: number;
  /** Only kinds of faults whose name fits. */
  only?: RegExp | undefined;
  /** Ends it early: everything is stopped, nothing is judged. */
  signal?: AbortSignal;
  say(line: string): void;
}

export interface CampaignResult {
  options: Pick<CampaignOptions, "orders" | "seed" | "timeScale" | "webs" | "workers" | "buyers">;
  began: number;
  /** Milliseconds of the phases. */
  took: { start: number; faults: number; calm: number };
  struck: (StruckStrike & { recoveredMs: number | undefined })[];
  byOrders: CountedFault[];
  hooks: Record<string, number>;
  visits: { total: number; paid: number; gaveUp: number; lostRequests: number };
  states: Record<string, number>;
  waits: Waits;
  calm: Calm;
  verdicts: Verdict[];
}

/** Says for each operator who goes first, and finds what is bought there. */
async function stock(estate: Estate): Promise<Shop["products"]> {
  process.env.DATABASE_URL = estate.databaseUrl();
  const products: Shop["products"] = new Map();
  for (const { provider, operator } of WAYS) {
    await pinProvider(provider, operator);
    products.set(provider, await productOf(provider, operator));
  }
  return products;
}

/** Every buyer of the plan, so many at a time. */
async function runBuyers(
  shop: Shop,
  orders: PlannedOrder[],
  run: { buyers: number; begins(order: PlannedOrder): Promise<void> },
): Promise<Visit[]> {
  const visits: Visit[] = [];
  const waiting = [...orders];
  const serve = async (): Promise<void> => {
    for (let order = waiting.shift(); order; order = waiting.shift()) {
      await run.begins(order);
      visits.push(await visitShop(shop, order));
    }
  };
  await Promise.all(Array.from({ length: run.buyers }, serve));
  return visits;
}

/** How long after each fault until an order arrived again. */
async function recoveries(estate: Estate, struck: StruckStrike[]): Promise<CampaignResult["struck"]> {
  const rows = await estate.sql()<{ at: string }[]>`
    select (extract(epoch from at) * 1000)::bigint::text as at from order_events where to_state = 'delivered' order by at`;
  const times = rows.map(({ at }) => Number(at));
  return struck.map((strike) => {
    const next = times.find((at) => at > strike.ended);
    return { ...strike, recoveredMs: next === undefined ? undefined : next - strike.ended };
  });
}

async function inCalm(
  estate: Estate,
  options: CampaignOptions,
  ran: { struck: StruckStrike[]; visits: Visit[] },
) {
  const { say } = options;
  // Before the shop's clock jumps, which its events are dated by.
  const struck = await recoveries(estate, ran.struck);
  const waits = await measureWaits(estate);
  const began = Date.now();
  const calm = await calmDown(estate, { ms: options.calmMs, say });
  const books = await readBooks(estate);
  const verdicts = [...judgeBooks(books, ran.visits), ...(await judgeShop(estate, ran.struck))];
  const states: Record<string, number> = {};
  for (const { state } of books.orders) states[state] = (states[state] ?? 0) + 1;
  return { struck, waits, calm, verdicts, states, took: Date.now() - began };
}

/** Orders through real processes while everything around them breaks; then calm, and a judgement. */
export async function runCampaign(options: CampaignOptions): Promise<CampaignResult> {
  const { say, orders: count, seed, timeScale, webs, workers, buyers } = options;
  const random = createRandom(seed);
  const orders = planOrders(random, count);
  const plan = planStrikes(random.branch("strikes"), count, options.only);
  const began = Date.now();
  const estate = await openEstate(options);
  options.signal?.addEventListener("abort", () => void estate.close().then(() => process.exit(1)));
  try {
    const products = await stock(estate);
    for (const { email, numbers, hooks } of orders)
      if (hooks.kind !== "pass")
        estate.hooks.decree([email.replace(/@.*/, "@"), ...numbers.map((number) => number.slice(1))], hooks);
    const shop: Shop = {
      url: estate.url,
      sandboxUrl: estate.sandboxUrl,
      products,
      addLines: (checkoutId, numbers) => addLines(estate.sql, checkoutId, numbers),
      patience: 6,
    };
    const started = Date.now();
    say(`  ${count} orders, ${plan.length} faults by the plan of seed ${seed}:`);
    const strikes = runStrikes({ estate, plan, random: random.branch("details"), orders: count, say });
    const visits = await runBuyers(shop, orders, { buyers, begins: ({ n }) => strikes.orderBegins(n) });
    const struck = await strikes.done;
    const faultsOver = Date.now();
    say(`  ${visits.length} buyers came in ${Math.round((faultsOver - started) / 1000)} s. Calm.`);
    const { took: calmMs, ...judged } = await inCalm(estate, options, { struck, visits });
    return {
      options: { orders: count, seed, timeScale, webs, workers, buyers },
      began,
      took: { start: started - began, faults: faultsOver - started, calm: calmMs },
      byOrders: countByOrders(orders, visits, estate.hooks.counts),
      hooks: estate.hooks.counts,
      visits: {
        total: visits.length,
        paid: visits.filter(({ paid }) => paid).length,
        gaveUp: visits.filter(({ gaveUp }) => gaveUp !== undefined).length,
        lostRequests: visits.reduce((sum, { requests }) => sum + requests.lost + requests.refused, 0),
      },
      ...judged,
    };
  } finally {
    await estate.close();
  }
}
