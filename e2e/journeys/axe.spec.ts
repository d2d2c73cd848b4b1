import { expect, test } from "playwright/test";
import { findings, fitsScreen } from "../fixtures/axe";

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

for (const { colorScheme, viewport } of LOOKS) {
  test.describe(`${colorScheme}, ${viewport.width} px wide`, () => {
    test.use({ colorScheme, viewport });

    test("pages of finding, asking and waiting", async ({ page }) => {
      for (const path of PAGES) {
        await page.goto(path);
        expect(await findings(page), path).toEqual([]);
        expect(await fitsScreen(page), path).toBe(true);
      }
    });
  });
}

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
