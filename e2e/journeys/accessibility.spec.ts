import { expect, test, type Locator } from "playwright/test";
import { findings, fitsScreen } from "../fixtures/axe";
import { freshEmail, numberFor } from "../fixtures/buyer";
import {
  chooseFirstAmount,
  enterNumber,
  goToCardPage,
  orderOf,
  payByCard,
  stop,
} from "../fixtures/shop-pages";

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`${colorScheme}, 320 px wide`, () => {
    test.use({ colorScheme, viewport: { width: 320, height: 700 } });

    test("pages anybody can open", async ({ page }) => {
      for (const path of [
        "/",
        "/countries",
        "/nigeria",
        "/nigeria/mtn",
        "/help",
        "/no/such/page",
        "/admin/sign-in",
      ]) {
        await page.goto(path);
        expect(await findings(page), path).toEqual([]);
        expect(await fitsScreen(page), path).toBe(true);
      }
    });

    test("the way of an order, with its mistakes", async ({ page }) => {
      await enterNumber(page, "+234 803");
      await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
      expect(await findings(page)).toEqual([]);
      await enterNumber(page, numberFor());
      await expect(page).toHaveURL(/\/nigeria\/mtn\?to=/);
      expect(await findings(page)).toEqual([]);
      expect(await fitsScreen(page)).toBe(true);
      await chooseFirstAmount(page);
      await page.getByRole("button", { name: /^Hold / }).click();
      await expect(page.getByLabel("Your e-mail")).toBeFocused();
      expect(await findings(page)).toEqual([]);
      expect(await fitsScreen(page)).toBe(true);
      await goToCardPage(page, freshEmail());
      await payByCard(page);
      await orderOf(page);
      expect(await findings(page)).toEqual([]);
      await expect(stop(page, /^Charged: done/)).toBeVisible();
      expect(await findings(page)).toEqual([]);
      expect(await fitsScreen(page)).toBe(true);
    });
  });
}

test("the whole way by keyboard alone", async ({ page }) => {
  /** Tab by tab, as a person goes; a page that lets nobody there ends the test. */
  const tabTo = async (target: Locator, most: number) => {
    await expect(target).toBeVisible();
    const isThere = () => target.evaluate((node) => node === document.activeElement);
    for (let steps = 0; steps < most && !(await isThere()); steps += 1) await page.keyboard.press("Tab");
    await expect(target).toBeFocused({ timeout: 1000 });
  };
  await page.goto("/");
  await tabTo(page.getByLabel("Whose phone?"), 15);
  const number = numberFor();
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/nigeria\/mtn\?to=/);
  await tabTo(page.locator("main form button[name=amount], main form button[name=product]").first(), 30);
  await page.keyboard.press("Enter");
  await tabTo(page.getByLabel(/^Last four digits of/), 30);
  await page.keyboard.type(number.slice(-4));
  await tabTo(page.getByLabel("Your e-mail"), 3);
  await page.keyboard.type(freshEmail());
  await tabTo(page.getByLabel("Where you live"), 1);
  await page.keyboard.type("United States");
  await tabTo(page.getByRole("button", { name: /^Hold / }), 1);
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/c\/pay\//);
});
