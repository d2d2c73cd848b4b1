import { expect, test, type Page } from "playwright/test";
import { numberFor } from "../fixtures/buyer";
import { slowDown } from "../fixtures/slow-line";

const COUNTRY = "Country of the number";
/** As it is written at home: `0803…`, which only a country makes a number of somebody. */
const national = (number: string): string => number.replace("+234", "0");

const chooseCountry = (page: Page) =>
  page.locator("select:visible", { has: page.locator("option[value=NG]") }).selectOption("NG");
const go = (page: Page) => page.getByRole("button", { name: "See what you can send" }).click();

test("a number as it is written at home, with its country chosen", async ({ page }) => {
  await page.goto("/");
  await chooseCountry(page);
  await page.getByLabel("Whose phone?").fill(national(numberFor()));
  await go(page);
  await page.waitForURL(/\/nigeria\/mtn\?to=/);
});

test("without scripts a number as it is written at home is asked for its country, and stays", async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? "" });
  const page = await context.newPage();
  const number = national(numberFor());
  await page.goto("/");
  await page.getByLabel("Whose phone?").fill(number);
  await go(page);
  await expect(page.getByRole("alert")).toContainText("Choose the country");
  await expect(page.getByLabel("Whose phone?")).toHaveValue(number);
  await chooseCountry(page);
  await go(page);
  await page.waitForURL(/\/nigeria\/mtn\?to=/);
  await context.close();
});

test("whoever touches the country list before the page is at rest finds every country in it", async ({
  page,
}) => {
  // It never rests, so the press alone fills it.
  await page.addInitScript("window.requestIdleCallback = () => 0");
  await page.goto("/");
  const list = page.getByLabel(COUNTRY);
  await expect(list.locator("option")).toHaveCount(1);
  await expect(async () => {
    await page.getByLabel("Whose phone?").focus();
    await list.focus();
    expect(await list.locator("option").count()).toBeGreaterThan(200);
  }).toPass();
});

test("on a slow line the letters come after the page, for the next one", async ({ page }) => {
  await slowDown(page, { latencyMs: 150, bytesPerSecond: 200_000 });
  const font = page.waitForResponse(/figtree.*\.woff2$/);
  await page.goto("/");
  await expect(page.locator("html")).not.toHaveClass(/face/);
  expect((await font).ok()).toBe(true);
  await expect.poll(() => page.evaluate("localStorage.getItem('face')")).toContain("figtree");
  await page.reload();
  await expect(page.locator("html")).toHaveClass(/face/);
});
