import { expect, test } from "playwright/test";
import texts from "../../messages/ar/orders.json" with { type: "json" };
import { findingsByTheme, fitsScreen } from "../fixtures/axe";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { mailTo } from "../fixtures/mail-to";
import { creditsOf, paymentOf } from "../fixtures/sandbox";
import { orderOf, payByCard } from "../fixtures/shop-pages";

test.use({ viewport: { width: 360, height: 740 } });

test("in Arabic: bought, delivered and told of from right to left", async ({ page, request }) => {
  const [number, email] = [numberFor("7654"), freshEmail()];
  await page.goto("/ar");
  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await page.locator("main input[name=number]").first().fill(number);
  await page.locator("main form:has(input[name=number]) button[type=submit]").first().click();
  await page.waitForURL(/\/ar\/nigeria\/mtn\?to=/);
  await page.locator("main form button[name=amount], main form button[name=product]").first().click();
  await page.waitForURL(/\/ar\/checkout\//);
  expect(await findingsByTheme(page)).toEqual([]);
  await page.locator('main input[name^="answers.four-"]').fill(number.slice(-4));
  await page.locator("main input[name=email]").fill(email);
  await page.locator("main select[name=residence]").selectOption("US");
  await page.locator("main form:has(input[name=email]) button[type=submit]").last().click();
  await page.waitForURL(/\/c\/pay\//);
  await payByCard(page);
  const publicId = await orderOf(page);
  expect(page.url()).toContain("/ar/orders/");
  const stops = page.getByRole("main").getByRole("listitem");
  await expect(
    stops.filter({ hasText: `${texts.line["charged-done"].name}: ${texts.status.done}` }),
  ).toBeVisible();
  expect(await findingsByTheme(page)).toEqual([]);
  expect(await fitsScreen(page)).toBe(true);
  const { checkoutId } = await waitForEnd(request, publicId);
  expect(await creditsOf(number)).toHaveLength(1);
  expect((await paymentOf(checkoutId))?.captured).toBeGreaterThan(0);
  const mail = await mailTo(email);
  expect(mail.subject).toContain("تم التسليم");
  expect(mail.html).toContain('<html lang="ar" dir="rtl">');
  expect(mail.text).toContain(`/ar/orders/${publicId}`);
  expect((await readOrder(request, publicId)).state).toBe("delivered");
});
