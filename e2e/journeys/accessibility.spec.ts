import { expect, test } from "playwright/test";
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
  await page.goto("/");
  await page.getByLabel("Whose phone?").focus();
  const number = numberFor();
  await page.keyboard.type(number);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/nigeria\/mtn\?to=/);
  await page.locator("main form button[name=amount], main form button[name=product]").first().focus();
  await page.keyboard.press("Enter");
  await page.getByLabel(/^Last four digits of/).focus();
  await page.keyboard.type(number.slice(-4));
  await page.getByLabel("Your e-mail").focus();
  await page.keyboard.type(freshEmail());
  await page.keyboard.press("Tab");
  await page.keyboard.type("United States");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: /^Hold / })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/c\/pay\//);
});
