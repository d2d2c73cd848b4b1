import type { PlannedOrder } from "../plan-orders";
import { NoAnswer, openBrowser, type Browser, type Page } from "./open-browser";
import type { PageForm } from "./read-forms";

/** How far a buyer came, as the buyer knows it. */
export interface Visit {
  n: number;
  checkoutId: string | undefined;
  /** The card page was reached. */
  payUrl: string | undefined;
  /** The card page said that it took the card. */
  paid: boolean;
  publicId: string | undefined;
  cancelled: boolean;
  /** What turned the buyer away, where something did. */
  gaveUp: string | undefined;
  requests: Browser["failed"];
  at: number;
}

export interface Shop {
  url: string;
  sandboxUrl: string;
  /** Product that the pinned provider sells, by provider. */
  products: Map<string, { id: string; denomination: "fixed" | "range" }>;
  /** Makes the checkout one of several orders; the shop's pages make them one by one. */
  addLines(checkoutId: string, numbers: string[]): Promise<void>;
  /** How often a buyer tries again when no answer comes. */
  patience: number;
}

class TurnedAway extends Error {}

const formWith = (page: Page, has: (form: PageForm) => boolean, what: string): PageForm => {
  const form = page.forms.find(has);
  if (!form) throw new TurnedAway(`no ${what} on ${new URL(page.url).pathname} (${page.status})`);
  return form;
};
const hasField =
  (name: string, value?: string) =>
  ({ fields }: PageForm) =>
    fields.some(([known, says]) => known === name && (value === undefined || says === value));
const hasButton = (text: RegExp) => (form: PageForm) => form.buttons.some((button) => text.test(button.text));

/** People press again when nothing comes. */
async function again<T>(times: number, work: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof NoAnswer || error instanceof TurnedAway) || tried >= times) throw error;
      await new Promise((resolve) => setTimeout(resolve, 300 * tried));
    }
  }
}

/** From the number to the review page. */
async function choose(browser: Browser, shop: Shop, order: PlannedOrder): Promise<Page> {
  const home = await browser.open(`${shop.url}/`);
  const ask = formWith(home, hasField("number"), "field for a number");
  const catalog = await browser.send(home, ask, { fill: { number: order.numbers[0] } });
  const product = shop.products.get(order.way.provider);
  const ours = catalog.forms.find(
    (form) =>
      hasField("product", product?.id)(form) || form.buttons.some(({ value }) => value === product?.id),
  );
  const form = ours ?? formWith(catalog, ({ buttons }) => buttons.some(({ name }) => name !== ""), "amount");
  const wanted = form.buttons.find(({ name, value }) => name === "product" && value === product?.id);
  const button = wanted ?? form.buttons.find(({ name }) => name === "amount" || name === "product");
  const review = await browser.send(catalog, form, { button });
  if (!/\/checkout\/[0-9a-f-]{36}/.test(review.url))
    throw new TurnedAway(`no review page but ${new URL(review.url).pathname}`);
  return review;
}

/** What a new number is asked for, by the line it stands in. */
const lastFourOf = ({ numbers }: PlannedOrder): Record<string, string> =>
  Object.fromEntries(numbers.map((number, at) => [`answers.four-${at + 1}`, number.slice(-4)]));

async function pressPay(browser: Browser, shop: Shop, review: Page, order: PlannedOrder): Promise<string> {
  const form = formWith(review, hasField("email"), "form to pay");
  const left = await browser.send(review, form, {
    fill: { ...lastFourOf(order), email: order.email, residence: "US" },
    stopAt: shop.sandboxUrl,
  });
  if (!left.url.startsWith(shop.sandboxUrl)) throw new TurnedAway("pay led to no card page");
  return left.url;
}

async function goToCardPage(
  browser: Browser,
  shop: Shop,
  review: Page,
  order: PlannedOrder,
): Promise<string> {
  const press = () => pressPay(browser, shop, review, order);
  const presses = order.paying === "five-presses" ? 5 : order.paying === "two-tabs" ? 2 : 1;
  const pressed = await Promise.allSettled(Array.from({ length: presses }, press));
  const urls = pressed.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  if (new Set(urls).size > 1) throw new Error(`order ${order.n}: two card pages for one checkout`);
  if (urls[0] !== undefined) return urls[0];
  // Nothing came back: the page is loaded anew, and says how to go on.
  return again(shop.patience, async () => {
    const now = await browser.open(review.url);
    const onward = /href="([^"]*\/c\/pay\/[^"]+)"/.exec(now.html)?.[1];
    return onward ?? pressPay(browser, shop, now, order);
  });
}

/** The card page of a buyer as Stripe knows it, though the shop has not answered yet. */
async function findCardPage({ sandboxUrl }: Shop, email: string): Promise<string> {
  const headers = { authorization: "Bearer sk_test_sandbox" };
  for (let tried = 0; tried < 40; tried += 1) {
    const listed = await fetch(`${sandboxUrl}/v1/checkout/sessions?limit=50`, { headers });
    const { data } = (await listed.json()) as {
      data: { customer_email: string | null; url: string | null }[];
    };
    const found = data.find((session) => session.customer_email === email)?.url;
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new TurnedAway("Stripe knows no card page");
}

/** The answer to the shop is held back until the buyer has paid and Stripe's webhook is there. */
async function payTooEarly(
  browser: Browser,
  shop: Shop,
  from: { review: Page; order: PlannedOrder },
): Promise<{ url: string; landing: string }> {
  const { review, order } = from;
  const match = {
    provider: "stripe",
    path: "/v1/checkout/sessions",
    method: "POST",
    product: order.email.replace(/@.*/, ""),
  };
  await fetch(`${shop.sandboxUrl}/__sandbox/faults`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ match, scenario: "slow", times: 1, delayMs: 2000 }),
  });
  // That no answer came is what a buyer who is on the card page never learns.
  const pressed = pressPay(browser, shop, review, order).catch(() => undefined);
  const url = await findCardPage(shop, order.email);
  const landing = await payByCard(browser, shop, { url, order });
  await pressed;
  return { url, landing };
}

const CARD = { expiry: "12 / 34", name: "Ada Example" };

async function payByCard(
  browser: Browser,
  shop: Shop,
  pay: { url: string; order: PlannedOrder },
): Promise<string> {
  const { url, order } = pay;
  const enter = async (number: string): Promise<Page> => {
    const page = await browser.open(url);
    const form = formWith(page, hasField("number"), "card form");
    const cvc = number.startsWith("3") ? "1234" : "123";
    return browser.send(page, form, { fill: { ...CARD, number, cvc }, stopAt: shop.url });
  };
  let page = await enter(order.card);
  const bank = page.forms.find((form) => form.buttons.some(({ name }) => name === "answer"));
  if (bank) {
    page = await browser.send(page, bank, {
      button: { name: "answer", value: "complete" },
      stopAt: shop.url,
    });
  }
  if (page.status === 402) page = await enter("4242424242424242");
  if (!page.url.startsWith(shop.url)) throw new TurnedAway(`the card page answered ${page.status}`);
  return page.url;
}

/** First the shop's answer, then the card. Undefined when the buyer leaves at the card page. */
async function payInTurn(
  browser: Browser,
  shop: Shop,
  from: { review: Page; order: PlannedOrder; visit: Visit },
): Promise<string | undefined> {
  const { review, order, visit } = from;
  const url = (visit.payUrl = await goToCardPage(browser, shop, review, order));
  if (order.leaving === "never-pays") return undefined;
  if (order.paying === "there-and-back") await again(shop.patience, () => browser.open(review.url));
  return again(shop.patience, () => payByCard(browser, shop, { url, order }));
}

const WATCHED_MS = 8000;

/** Looks at the order as its page does, by server-sent events, coming back whenever the stream ends before the order. */
async function watchOrder(shop: Shop, publicId: string): Promise<void> {
  const signal = AbortSignal.timeout(WATCHED_MS);
  while (!signal.aborted) {
    try {
      const stream = await fetch(`${shop.url}/api/orders/${publicId}/events`, { signal });
      if ((await stream.text()).includes('"ended":true')) return;
    } catch {
      // It was cut: an EventSource tries again.
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

async function cancel(browser: Browser, page: Page): Promise<boolean> {
  const form = page.forms.find(hasButton(/^Cancel/));
  if (!form) return false;
  await browser.send(page, form, { button: form.buttons[0] });
  return true;
}

/** One buyer from the number to the order's page, by the pages and forms that a browser without scripts sees. */
export async function visitShop(shop: Shop, order: PlannedOrder): Promise<Visit> {
  const browser = openBrowser(shop.url);
  const visit: Visit = {
    n: order.n,
    checkoutId: undefined,
    payUrl: undefined,
    paid: false,
    publicId: undefined,
    cancelled: false,
    gaveUp: undefined,
    requests: browser.failed,
    at: Date.now(),
  };
  try {
    const review = await again(shop.patience, () => choose(browser, shop, order));
    visit.checkoutId = /\/checkout\/([0-9a-f-]{36})/.exec(review.url)?.[1];
    const others = order.numbers.slice(1);
    if (others.length > 0) await shop.addLines(visit.checkoutId ?? "", others);
    const shown = others.length > 0 ? await again(shop.patience, () => browser.open(review.url)) : review;
    const early = order.paying === "told-too-early" && order.leaving !== "never-pays";
    const landing = early
      ? await payTooEarly(browser, shop, { review: shown, order }).then((paid) => {
          visit.payUrl = paid.url;
          return paid.landing;
        })
      : await payInTurn(browser, shop, { review: shown, order, visit });
    if (landing === undefined) return visit;
    visit.paid = true;
    if (order.leaving === "landing-never-loaded") return visit;
    const page = await again(shop.patience, async () => {
      const found = await browser.open(landing);
      visit.publicId = /\/orders\/([0-9a-z]{26})/.exec(found.url)?.[1];
      if (!visit.publicId) throw new TurnedAway("the return led to no order");
      return found;
    });
    if (order.leaving === "cancels") visit.cancelled = await cancel(browser, page);
    if (order.leaving === "watches") await watchOrder(shop, visit.publicId ?? "");
  } catch (error) {
    visit.gaveUp = error instanceof Error ? error.message : String(error);
    if (!(error instanceof NoAnswer || error instanceof TurnedAway)) throw error;
  }
  return visit;
}
