import { expect, test } from "playwright/test";
import { directionOf, localePath, LOCALES } from "../../i18n/locales";
import { findingsByTheme, fitsScreen } from "../fixtures/axe";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { paymentOf } from "../fixtures/sandbox";
import { buyTopUp, stop } from "../fixtures/shop-pages";

test("a receipt on paper in every language and as PDF, and a page for whoever it was for without the price", async ({
  page,
  request,
}) => {
  const [number, email] = [numberFor(), freshEmail()];
  const publicId = await buyTopUp(page, { number, email });
  await expect(stop(page, /^Charged: done/)).toBeVisible();
  const order = await waitForEnd(request, publicId);
  const payment = await paymentOf(order.checkoutId);
  const charged = `$${((payment?.captured ?? 0) / 100).toFixed(2)}`;

  await page.getByLabel("A few words to go with it").fill("Happy birthday");
  await page.getByRole("button", { name: "Make the link" }).click();
  const link = await page.getByText(/\/proof\/[0-9a-z]{26}$/).innerText();

  await page.getByRole("link", { name: "Receipt to print" }).click();
  await expect(page.getByRole("heading", { name: "Receipt", level: 1 })).toBeVisible();
  expect(await findingsByTheme(page)).toEqual([]);
  const sheet = await page.getByRole("article").innerText();
  for (const fact of [
    charged,
    order.operatorReference ?? "no reference",
    order.attempts[0]?.reference ?? "none",
  ]) {
    expect(sheet).toContain(fact);
  }
  // Who holds the order's address sees its codes: a receipt is handed on.
  expect(sheet).not.toContain(publicId);

  const pdf = await request.get(`/api/orders/${publicId}/receipt`);
  expect(pdf.headers()["content-type"]).toBe("application/pdf");
  expect((await pdf.body()).subarray(0, 5).toString()).toBe("%PDF-");

  await page.emulateMedia({ media: "print" });
  for (const locale of LOCALES) {
    await page.goto(localePath(locale, `/orders/${publicId}/receipt`));
    await expect(page.locator("html"), locale).toHaveAttribute("dir", directionOf(locale));
    await expect(page.locator("header").first(), locale).toBeHidden();
    await expect(page.getByRole("article"), locale).toContainText(order.operatorReference ?? "no reference");
    expect(await fitsScreen(page), locale).toBe(true);
  }
  await page.emulateMedia({ media: "screen" });

  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByText("Happy birthday")).toBeVisible();
  await expect(page.getByText(order.operatorReference ?? "no reference")).toBeVisible();
  expect(await findingsByTheme(page)).toEqual([]);
  const told = await page.content();
  for (const secret of [publicId, email, charged, order.checkoutId]) expect(told).not.toContain(secret);
});
