import { expect, test, type Page } from "playwright/test";
import { findings, findingsByTheme, fitsScreen } from "../fixtures/axe";
import { numberFor } from "../fixtures/buyer";
import { addSame, chooseFirstAmount, enterNumber, pathOf } from "../fixtures/shop-pages";
import { STANDING } from "../fixtures/standing-pages";

/** Pages anybody can open and that no other journey looks at. */
const PAGES = [
  "/search",
  "/search?q=nigera",
  "/search?q=nothing-at-all",
  "/request",
  "/request/not-whole",
  "/offline",
  "/countries?q=zzzz",
  "/esim",
  "/gift-cards",
  "/bills",
];

const LOOKS = [
  { colorScheme: "light", viewport: { width: 360, height: 740 } },
  { colorScheme: "dark", viewport: { width: 1280, height: 900 } },
] as const;

test("pages of finding, asking and waiting", async ({ page }) => {
  for (const path of PAGES) {
    await page.goto(path);
    for (const { colorScheme, viewport } of LOOKS) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      const where = `${path}, ${colorScheme}, ${viewport.width} px wide`;
      expect(await findings(page), where).toEqual([]);
      expect(await fitsScreen(page), where).toBe(true);
    }
  }
});

/** Looked at by day and by night; these also from right to left. */
const GOODS = [STANDING["esim-place"], STANDING["gift-brand"], STANDING.bill];
const GOODS_LISTS = [STANDING["esim-region"], STANDING["gift-country"], STANDING["bills-country"]];

test.describe("by day and by night", () => {
  test.use({ viewport: { width: 360, height: 740 } });

  const inBoth = async (page: Page, path: string) => {
    await page.goto(path);
    expect(await findingsByTheme(page), path).toEqual([]);
    expect(await fitsScreen(page), path).toBe(true);
  };

  test("goods, bills and a product, and the main ones of them in Arabic", async ({ page }) => {
    await page.goto(STANDING.operator);
    const bundles = page.locator("section", { has: page.locator("#kind-bundle") });
    const product = (await bundles.getByRole("link").first().getAttribute("href")) ?? "";
    expect(product).toMatch(/^\/nigeria\/mtn\/./);
    const shown = [product, ...GOODS];
    for (const path of [...shown, ...GOODS_LISTS]) await inBoth(page, path);
    for (const path of shown) await inBoth(page, `/ar${path}`);
  });

  test("a payment of several lines and what is added to it, also in Arabic", async ({ page }) => {
    await enterNumber(page, numberFor());
    await chooseFirstAmount(page);
    await addSame(page, numberFor());
    await expect(page.getByRole("heading", { name: /^Line \d of 2$/ })).toHaveCount(2);
    const checkout = pathOf(page);
    for (const path of [checkout, `${checkout}/add`, `/ar${checkout}`]) await inBoth(page, path);
  });
});

test("suggestions by keyboard, and the way out of them", async ({ page }) => {
  await page.goto("/search");
  const field = page.getByRole("combobox", { name: "Country, operator or plan" });
  await field.pressSequentially("mtn nigera");
  await expect(page.getByRole("option", { name: /^MTN/ }).first()).toBeVisible();
  await expect(field).toHaveAttribute("aria-expanded", "true");
  expect(await findings(page)).toEqual([]);
  await field.press("Escape");
  await expect(page.getByRole("listbox")).toBeHidden();
  await field.fill("mtn nigeri");
  await field.press("ArrowDown");
  await expect(page.getByRole("option", { selected: true })).toHaveText(/^MTN/);
  await field.press("Enter");
  await expect(page).toHaveURL(/\/nigeria\/mtn$/);
});

test("at 200 % zoom and without motion nothing is lost", async ({ browser }) => {
  // A screen of 1280 px at 200 % is one of 640 px with twice the pixels.
  const context = await browser.newContext({
    viewport: { width: 640, height: 450 },
    deviceScaleFactor: 2,
    reducedMotion: "reduce",
  });
  const page = await context.newPage();
  for (const path of ["/", "/nigeria/mtn", "/search?q=nigeria", "/request"]) {
    await page.goto(path);
    expect(await fitsScreen(page), path).toBe(true);
    const moving = await page.evaluate(() => document.getAnimations().length);
    expect(moving, path).toBe(0);
  }
  await context.close();
});
