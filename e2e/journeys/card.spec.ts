import { expect, test } from "playwright/test";
import { CARDS, freshEmail, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { addFault, creditsOf, expireSession } from "../fixtures/sandbox";
import {
  chooseFirstAmount,
  enterNumber,
  fillReview,
  goToCardPage,
  orderOf,
  payButton,
  payByCard,
  stop,
} from "../fixtures/shop-pages";

test("a declined card holds nothing, another one goes through", async ({ page, request }) => {
  const number = numberFor();
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await goToCardPage(page, freshEmail());
  await payByCard(page, CARDS.declined);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("declined");
  expect(await creditsOf(number)).toHaveLength(0);
  await payByCard(page);
  const order = await waitForEnd(request, await orderOf(page));
  expect(order.paymentState).toBe("captured");
  expect(await creditsOf(number)).toHaveLength(1);
});

test("the card page runs out: nothing is held, and a new price is one press away", async ({ page }) => {
  const number = numberFor();
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  const review = page.url();
  const payUrl = await goToCardPage(page, freshEmail());
  await expireSession(payUrl);
  await expect(async () => {
    await page.goto(review);
    await expect(page.getByRole("heading", { name: "This price has run out." })).toBeVisible({
      timeout: 2000,
    });
  }).toPass();
  await page.getByRole("button", { name: "Show the price now" }).click();
  await expect(payButton(page)).toBeVisible();
  expect(await creditsOf(number)).toHaveLength(0);
});

test("back from the card page, then on again: one payment", async ({ page, request }) => {
  const number = numberFor();
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  const first = await goToCardPage(page, freshEmail());
  await page.goBack();
  await page.reload();
  await page.getByRole("link", { name: "Go on to the card page" }).click();
  await page.waitForURL(/\/c\/pay\//);
  expect(page.url()).toBe(first);
  await payByCard(page);
  const publicId = await orderOf(page);
  await waitForEnd(request, publicId);
  await page.reload();
  await expect(stop(page, /^Charged: done/)).toBeVisible();
  expect(await creditsOf(number)).toHaveLength(1);
});

test("turned away from the card page: cancelled, and that page cannot be paid any more", async ({ page }) => {
  const number = numberFor();
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  const payUrl = await goToCardPage(page, freshEmail());
  await page.goBack();
  await page.reload();
  await page.getByRole("button", { name: "Turn away, and see a new price" }).click();
  await expect(payButton(page)).toBeVisible();
  await expect(async () => {
    await page.goto(payUrl);
    await expect(page.getByRole("button", { name: /^Pay / })).toHaveCount(0, { timeout: 500 });
  }).toPass();
});

test("the card processor does not answer: said so, what was typed stays, pressing again works", async ({
  page,
  request,
}) => {
  const [number, email] = [numberFor(), freshEmail()];
  const [name = ""] = email.split("@");
  await addFault({
    match: { provider: "stripe", path: "/v1/checkout/sessions", product: name },
    scenario: "down",
    times: 1,
  });
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await fillReview(page, { email });
  await payButton(page).click();
  await expect(page.getByText(/card processor does not answer/).first()).toBeVisible();
  await expect(page.getByText(/nothing is charged/i).first()).toBeVisible();
  await expect(page.getByLabel("Your e-mail")).toHaveValue(email);
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  await payByCard(page);
  expect((await waitForEnd(request, await orderOf(page))).paymentState).toBe("captured");
  expect(await creditsOf(number)).toHaveLength(1);
});

test("Stripe's webhooks are lost: the return to the shop tells", async ({ page, request }) => {
  const [number, email] = [numberFor(), freshEmail()];
  const [name = ""] = email.split("@");
  await addFault({ match: { provider: "stripe", product: name }, scenario: "lose-webhook" });
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await goToCardPage(page, email);
  await payByCard(page);
  expect((await waitForEnd(request, await orderOf(page))).state).toBe("delivered");
});

test("the buyer never comes back from the card page: it is delivered all the same", async ({ page }) => {
  const number = numberFor();
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await goToCardPage(page, freshEmail());
  await page.route("**/checkout/*/paid*", (route) => route.abort());
  await payByCard(page);
  await expect.poll(async () => (await creditsOf(number)).length, { timeout: 30_000 }).toBe(1);
});
