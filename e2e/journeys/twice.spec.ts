import { expect, test } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { creditsOf, makeStrayPage, paymentOf, paymentsOf } from "../fixtures/sandbox";
import {
  chooseFirstAmount,
  enterNumber,
  fillReview,
  goToCardPage,
  orderOf,
  payButton,
  payByCard,
} from "../fixtures/shop-pages";

test("pay pressed twice, and in two tabs: one payment, one top-up", async ({ page, context, request }) => {
  const [number, email] = [numberFor(), freshEmail()];
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  const second = await context.newPage();
  await second.goto(page.url());
  await fillReview(page, { email });
  await fillReview(second, { email });
  await Promise.all([
    payButton(page).dblclick({ noWaitAfter: true }),
    payButton(second).click({ noWaitAfter: true }),
  ]);
  await Promise.all([page.waitForURL(/\/c\/pay\//), second.waitForURL(/\/c\/pay\//)]);
  expect(second.url()).toBe(page.url());
  await payByCard(page);
  const order = await waitForEnd(request, await orderOf(page));
  expect(order.paymentState).toBe("captured");
  expect(await creditsOf(number)).toHaveLength(1);
  const payment = await paymentOf(order.checkoutId);
  expect(payment?.captured).toBe(payment?.amount);
  await second.reload();
  await expect(second.getByRole("button", { name: /^Pay / })).toHaveCount(0);
});

test("paid on a card page that nobody keeps: given back at once, and nothing is sent for it", async ({
  page,
  context,
  request,
}) => {
  const [number, email] = [numberFor(), freshEmail()];
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  const checkoutId = /\/checkout\/([\da-f-]{36})/.exec(page.url())?.[1] ?? "";
  await goToCardPage(page, email);
  const stray = await context.newPage();
  // Where that page leads to does not matter.
  await stray.route("http://localhost/", (route) => route.fulfill({ body: "" }));
  await stray.goto(await makeStrayPage(checkoutId, email));
  await payByCard(stray);
  await expect
    .poll(async () => (await paymentsOf(checkoutId)).map(({ status, captured }) => ({ status, captured })))
    .toEqual([{ status: "canceled", captured: 0 }]);
  expect(await creditsOf(number)).toEqual([]);
  await payByCard(page);
  const order = await waitForEnd(request, await orderOf(page));
  expect(order.paymentState).toBe("captured");
  expect(await creditsOf(number)).toHaveLength(1);
  const [given, kept] = await paymentsOf(checkoutId);
  expect(given).toMatchObject({ status: "canceled", captured: 0, released: given?.authorised });
  expect(kept?.captured).toBe(kept?.amount);
});

test("the same number twice within two minutes: the second waits for the first, both arrive", async ({
  page,
  request,
}) => {
  const number = numberFor();
  const ids: string[] = [];
  for (let times = 0; times < 2; times += 1) {
    await enterNumber(page, number);
    await chooseFirstAmount(page);
    await fillReview(page, { email: freshEmail() });
    await payButton(page).click();
    await page.waitForURL(/\/c\/pay\//);
    await payByCard(page);
    ids.push(await orderOf(page));
  }
  for (const publicId of ids) expect((await waitForEnd(request, publicId)).state).toBe("delivered");
  expect(await creditsOf(number)).toHaveLength(2);
});
