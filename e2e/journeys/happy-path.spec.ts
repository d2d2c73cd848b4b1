import { expect, test } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { creditsOf, mailsTo, paymentOf } from "../fixtures/sandbox";
import {
  buyTopUp,
  chooseFirstAmount,
  enterNumber,
  goToCardPage,
  orderOf,
  payByCard,
  stop,
} from "../fixtures/shop-pages";

const SCREENS = [
  { name: "on a small phone", viewport: { width: 360, height: 740 } },
  { name: "on a desk", viewport: { width: 1280, height: 900 } },
];

for (const { name, viewport } of SCREENS) {
  test.describe(name, () => {
    test.use({ viewport });

    test("a top-up arrives, is charged once and the receipt comes", async ({ page, request }) => {
      const [number, email] = [numberFor(), freshEmail()];
      await page.goto("/");
      await page.getByLabel("Whose phone?").fill(number);
      await expect(page.getByText("MTN").first()).toBeVisible();
      await page.getByRole("button", { name: "See what you can send" }).click();
      await expect(page).toHaveURL(/\/nigeria\/mtn\?to=/);
      await chooseFirstAmount(page);
      await expect(page.getByText("Price kept for")).toBeVisible();
      await goToCardPage(page, email);
      await payByCard(page);
      const publicId = await orderOf(page);
      for (const reached of ["Reserved", "Sent", "Delivered", "Charged"]) {
        await expect(stop(page, new RegExp(`^${reached}: done`))).toBeVisible();
      }
      const order = await waitForEnd(request, publicId);
      const payment = await paymentOf(order.checkoutId);
      expect(await creditsOf(number)).toHaveLength(1);
      expect(payment).toMatchObject({ captured: payment?.authorised, released: 0, refunded: 0 });
      await expect
        .poll(async () => (await mailsTo(email)).map(({ subject }) => subject))
        .toEqual([expect.stringContaining("Delivered")]);
      await expect(page.locator("body")).not.toHaveCSS("overflow-x", "scroll");
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    });
  });
}

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test("the same journey works by plain forms and reloads", async ({ page, request }) => {
    const [number, email] = [numberFor(), freshEmail()];
    const publicId = await buyTopUp(page, { number, email });
    await waitForEnd(request, publicId);
    await page.reload();
    await expect(stop(page, /^Charged: done/)).toBeVisible();
    expect(await creditsOf(number)).toHaveLength(1);
  });

  test("a wrong number is told beside the field and what was typed stays", async ({ page }) => {
    await enterNumber(page, "+234 803");
    await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
    await expect(page.getByLabel("Whose phone?")).toHaveValue("+234 803");
  });
});

test("the order page is only for whoever has its address", async ({ page, request }) => {
  const publicId = await buyTopUp(page, { number: numberFor(), email: freshEmail() });
  expect((await readOrder(request, publicId)).attempts[0]?.reference).toMatch(/^hl-[0-9a-z]{10}-1$/);
  const other = `${publicId.slice(0, -1)}${publicId.endsWith("0") ? "1" : "0"}`;
  expect((await request.get(`/api/orders/${other}`)).status()).toBe(404);
  expect((await page.goto(`/orders/${other}`))?.status()).toBe(404);
});
