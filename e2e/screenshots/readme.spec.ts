import { test } from "playwright/test";
import { numberFor } from "../fixtures/buyer";
import { buyTopUp, chooseFirstAmount, enterNumber, stop } from "../fixtures/shop-pages";
import { signIn } from "../fixtures/sign-in";

test.use({ viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1 });

test("the first page", async ({ page }) => {
  await page.goto("/");
  await page.getByLabel("Whose phone?").fill("+234 803 123 4567");
  await page.getByText(/MTN/).first().waitFor();
  await page.getByLabel("Whose phone?").blur();
  await page.screenshot({ path: "docs/screenshots/landing.png" });
});

test("an order", async ({ page }) => {
  await buyTopUp(page, { number: numberFor("4567"), email: "ama@example.org" });
  await stop(page, /^Charged: done/).waitFor();
  await page.screenshot({ path: "docs/screenshots/order.png" });
});

test("what is paid for", async ({ page }) => {
  await enterNumber(page, numberFor("4567"));
  await chooseFirstAmount(page);
  await page.screenshot({ path: "docs/screenshots/checkout.png" });
});

test("the team's home", async ({ page }) => {
  await signIn(page);
  await page.screenshot({ path: "docs/screenshots/desk.png" });
});
