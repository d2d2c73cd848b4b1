import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse from "lighthouse";
import { chromium, expect, test, type Page } from "playwright/test";
import { numberFor } from "../fixtures/buyer";
import { freePort } from "../../scripts/ports.mjs";
import { chooseFirstAmount, enterNumber } from "../fixtures/shop-pages";
import { slowDown } from "../fixtures/slow-line";

/** Facts that a page tells search engines, by their type. */
async function factsOf(page: Page): Promise<Record<string, unknown>[]> {
  const texts = await page.locator('script[type="application/ld+json"]').allTextContents();
  return texts.flatMap((text) => {
    const fact = JSON.parse(text) as Record<string, unknown>;
    return Array.isArray(fact["@graph"]) ? (fact["@graph"] as Record<string, unknown>[]) : [fact];
  });
}

const typesOf = async (page: Page) => (await factsOf(page)).map((fact) => fact["@type"]);

test("pages say where they stand, what they are, and how they look when shared", async ({
  page,
  request,
}) => {
  await page.goto("/nigeria/mtn");
  const product = await page.locator("a[href^='/nigeria/mtn/']").first().getAttribute("href");
  const goods = ["BreadcrumbList", "Product"];
  const EXPECTED: [path: string, types: string[]][] = [
    ["/", ["Organization", "WebSite"]],
    ["/nigeria", ["BreadcrumbList"]],
    ["/nigeria/mtn", goods],
    [product ?? "", goods],
    ["/esim/armenia", goods],
    ["/gift-cards/andorra/ikea", goods],
    // Any amount: it has no price of its own.
    ["/bills/ghana/water", ["BreadcrumbList"]],
    ["/help", ["FAQPage"]],
  ];
  const said = new Set<string>();
  for (const [path, types] of EXPECTED) {
    await page.goto(path, { waitUntil: "domcontentloaded" });
    expect(await typesOf(page), path).toEqual(types);
    const canonical = await page.locator("link[rel=canonical]").getAttribute("href");
    expect(new URL(canonical ?? "").pathname).toBe(path);
    for (const language of ["x-default", "ar"])
      await expect(page.locator(`link[rel=alternate][hreflang=${language}]`)).toHaveCount(1);
    said.add(
      `${await page.title()}: ${await page.locator("meta[name=description]").getAttribute("content")}`,
    );
    const picture = await page.locator("meta[property='og:image']").getAttribute("content");
    const { pathname } = new URL(picture ?? "");
    expect(pathname).toBe(path === "/" ? "/share-image" : `/share-image${path}`);
    const image = await request.get(pathname);
    expect(image.headers()["content-type"], path).toBe("image/png");
    expect(image.headers()["cache-control"]).toContain("max-age");
  }
  expect(said.size).toBe(EXPECTED.length);
});

test("prices told to search engines are those of the page", async ({ page }) => {
  await page.goto("/nigeria/mtn");
  const product = (await factsOf(page)).find((fact) => fact["@type"] === "Product") as {
    offers: { lowPrice: string; highPrice: string; priceCurrency: string };
  };
  // Not what is rendered: what lies far below is not yet.
  const shown = await page.getByRole("main").textContent();
  for (const price of [product.offers.lowPrice, product.offers.highPrice]) expect(shown).toContain(price);
});

test("what does not exist is a 404 that searches for what was asked", async ({ page, request }) => {
  expect((await request.get("/nigera")).status()).toBe(404);
  expect((await request.get("/nigeria/no-such-operator")).status()).toBe(404);
  await page.goto("/nigera");
  const field = page.getByRole("searchbox", { name: "Country, operator or plan" });
  await expect(field).toHaveValue("nigera");
  await field.press("Enter");
  await expect(page.getByRole("link", { name: "Nigeria" }).first()).toBeVisible();
});

test("the map of the shop names its pages in every language", async ({ request }) => {
  const map = await (await request.get("/sitemap.xml")).text();
  for (const path of [
    "/nigeria</loc>",
    "/nigeria/mtn</loc>",
    "/es/nigeria/mtn",
    'hreflang="ar"',
    "/request</loc>",
    "/esim/armenia</loc>",
    "/gift-cards/andorra/ikea</loc>",
    "/bills/ghana/water</loc>",
  ]) {
    expect(map).toContain(path);
  }
  expect(map).toMatch(/\/nigeria\/mtn\/[a-z0-9-]+-[0-9a-f]{4}-[0-9a-f]{12}<\/loc>/);
  expect(map).not.toContain("/cuba");
  expect(map).not.toContain("/orders/");
});

/** A demo asks robots to stay away, and a checkout is nobody's to find: both on purpose. */
const ON_PURPOSE = ["is-crawlable"];
const CATEGORIES = ["accessibility", "best-practices", "seo"];

test("Lighthouse finds nothing on the first page, an operator's and the checkout", async ({
  baseURL,
}, info) => {
  test.setTimeout(180_000);
  const [port, folder] = [await freePort(), await mkdtemp(join(tmpdir(), "homeline-lighthouse-"))];
  const { executablePath, args = [] } = info.project.use.launchOptions ?? {};
  const context = await chromium.launchPersistentContext(folder, {
    ...(executablePath ? { executablePath } : {}),
    args: [...args, `--remote-debugging-port=${port}`],
    baseURL: baseURL ?? "",
  });
  try {
    const page = await context.newPage();
    await enterNumber(page, numberFor());
    await chooseFirstAmount(page);
    for (const address of [`${baseURL}/`, `${baseURL}/nigeria/mtn`, page.url()]) {
      const result = await lighthouse(address, {
        port,
        onlyCategories: CATEGORIES,
        skipAudits: ON_PURPOSE,
        throttlingMethod: "provided",
        disableStorageReset: true,
        logLevel: "error",
      });
      const { categories = {}, audits = {} } = result?.lhr ?? {};
      const failed = Object.values(audits)
        .filter(({ score, scoreDisplayMode }) => scoreDisplayMode === "binary" && score !== 1)
        .map(({ id }) => id);
      const scores = CATEGORIES.map((name) => [name, categories[name]?.score]);
      expect({ scores, failed }, address).toEqual({
        scores: CATEGORIES.map((name) => [name, 1]),
        failed: [],
      });
    }
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true });
  }
});

/** Counts what moves on every page that is opened from now on; gives the count of the page that is open. */
async function countShifts(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen = window as unknown as { shift: number };
    seen.shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shift: number }).shift);
}

const PATHS = ["/", "/nigeria/mtn", "/search?q=nigeria"];

test("nothing moves while a page loads", async ({ page }) => {
  const shifts = await countShifts(page);
  for (const path of PATHS) {
    await page.goto(path, { waitUntil: "networkidle" });
    expect(await shifts(), path).toBe(0);
  }
});

test("nothing moves while a page trickles in", async ({ page }) => {
  const shifts = await countShifts(page);
  await slowDown(page, { latencyMs: 20, bytesPerSecond: 30_000 });
  // Of the scripts' part the test above tells; here they would only make it long.
  await page.route("**/*.js", (route) => route.abort());
  for (const path of PATHS) {
    await page.goto(path, { waitUntil: "networkidle" });
    expect(await shifts(), path).toBe(0);
  }
});
