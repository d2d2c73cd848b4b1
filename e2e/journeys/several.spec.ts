import { expect, test } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { creditsOf, paymentOf } from "../fixtures/sandbox";
import {
  addSame,
  chooseFirstAmount,
  enterNumber,
  fillReview,
  orderOf,
  payButton,
  payByCard,
} from "../fixtures/shop-pages";

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with scripts" : "with JavaScript off", () => {
    test.use({ javaScriptEnabled, viewport: { width: 360, height: 740 } });

    test("three people in one payment, one of them refused: one capture of two", async ({
      page,
      request,
    }) => {
      const numbers = [numberFor(), numberFor("0003"), numberFor()];
      await enterNumber(page, numbers[0] ?? "");
      await chooseFirstAmount(page);
      for (const number of numbers.slice(1)) await addSame(page, number);
      await expect(page.getByRole("heading", { name: "Check each line, then send." })).toBeVisible();
      await expect(page.getByRole("heading", { name: /^Line \d of 3$/ })).toHaveCount(3);
      await fillReview(page, { email: freshEmail() });
      await payButton(page).click();
      await page.waitForURL(/\/c\/pay\//);
      await payByCard(page);
      const publicId = await orderOf(page);
      const { checkoutId } = await waitForEnd(request, publicId);
      const [payment, ...credits] = await Promise.all([paymentOf(checkoutId), ...numbers.map(creditsOf)]);
      expect(credits.map(({ length }) => length)).toEqual([1, 0, 1]);
      // All three cost the same.
      expect(payment).toMatchObject({ captured: ((payment?.amount ?? 0) * 2) / 3, refunded: 0 });
      await page.goto(`/orders/${publicId}`);
      const together = page.getByRole("main").getByRole("link", { name: /Delivered|Not delivered/ });
      await expect(together).toHaveCount(3);
      await together.filter({ hasText: "Not delivered" }).click();
      await expect(page.getByRole("listitem").filter({ hasText: /^Released: done/ })).toBeVisible();
    });
  });
}

test("a line is taken off in another tab: pay says so and holds nothing, then holds what is left", async ({
  page,
  context,
  request,
}) => {
  await enterNumber(page, numberFor());
  await chooseFirstAmount(page);
  await addSame(page, numberFor());
  await expect(page.getByRole("heading", { name: "Check each line, then send." })).toBeVisible();
  const other = await context.newPage();
  await other.goto(page.url());
  await other
    .getByRole("button", { name: /^Remove / })
    .first()
    .click();
  await expect(other.getByRole("heading", { name: "Check, then send." })).toBeVisible();
  await fillReview(page, { email: freshEmail() });
  await payButton(page).click();
  await expect(page.getByText("This payment was changed in another tab")).toBeVisible();
  await fillReview(page, { email: freshEmail() });
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  await payByCard(page);
  const order = await waitForEnd(request, await orderOf(page));
  expect(await paymentOf(order.checkoutId)).toMatchObject({ refunded: 0, released: 0 });
  expect((await readOrder(request, order.publicId)).state).toBe("delivered");
});
