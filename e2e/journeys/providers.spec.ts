import { expect, test, type Page } from "playwright/test";
import {
  AIRTEL_KENYA,
  freshEmail,
  GRAMEENPHONE,
  JIO_INDIA,
  MTN_GHANA,
  MTN_NIGERIA,
  numberFor,
  SAFARICOM_KENYA,
  type Ranges,
} from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { pinProvider, productOf } from "../fixtures/provider-rules";
import { addFault, creditsOf, paymentOf } from "../fixtures/sandbox";
import { relyingOn } from "../fixtures/shop-wide";
import { enterNumber, goToCardPage, orderOf, payByCard, stop } from "../fixtures/shop-pages";

interface Way {
  provider: string;
  operator: { country: string; name: string };
  ranges: Ranges;
}

const WAYS: Way[] = [
  { provider: "reloadly", operator: { country: "NG", name: "MTN" }, ranges: MTN_NIGERIA },
  { provider: "telecom", operator: { country: "KE", name: "Safaricom" }, ranges: SAFARICOM_KENYA },
  { provider: "bitrefill", operator: { country: "BD", name: "Grameenphone" }, ranges: GRAMEENPHONE },
  { provider: "valuetopup", operator: { country: "GH", name: "MTN" }, ranges: MTN_GHANA },
  { provider: "a1topup", operator: { country: "IN", name: "Jio" }, ranges: JIO_INDIA },
];

/** Buys an amount that the provider sells, which staff let go first for the operator. */
async function buyThrough(page: Page, way: Way, number: string): Promise<string> {
  await pinProvider(way.provider, way.operator);
  return relyingOn(way.provider, () => buyAmount(page, way, number));
}

async function buyAmount(page: Page, way: Way, number: string): Promise<string> {
  const product = await productOf(way.provider, way.operator);
  await enterNumber(page, number);
  const form = page
    .locator("main form")
    .filter({ has: page.locator(`[name=product][value="${product.id}"]`) });
  const amount = form.locator("button[name=amount]").first();
  await (
    product.denomination === "fixed"
      ? page.locator(`main button[name=product][value="${product.id}"]`)
      : amount
  ).click();
  await expect(page.getByRole("heading", { name: "Check, then send." })).toBeVisible();
  await goToCardPage(page, freshEmail());
  await payByCard(page);
  return orderOf(page);
}

for (const way of WAYS) {
  test(`delivered by ${way.provider}, charged once`, async ({ page, request }) => {
    const number = numberFor("4567", way.ranges);
    const publicId = await buyThrough(page, way, number);
    const order = await waitForEnd(request, publicId);
    expect(order).toMatchObject({ state: "delivered", paymentState: "captured" });
    expect(order.attempts.map(({ provider }) => provider)).toEqual([way.provider]);
    expect(await creditsOf(number)).toMatchObject([{ provider: way.provider, state: "credited" }]);
    const payment = await paymentOf(order.checkoutId);
    expect(payment?.captured).toBe(payment?.amount);
    await expect(stop(page, /^Charged: done/)).toBeVisible();
  });
}

test("refused by one provider after it was accepted, delivered by another: one hold, one charge", async ({
  page,
  request,
}) => {
  test.setTimeout(90_000);
  const number = numberFor("4567", AIRTEL_KENYA);
  await addFault({ match: { provider: "telecom", number }, scenario: "0002" });
  const way = { provider: "telecom", operator: { country: "KE", name: "Airtel" }, ranges: AIRTEL_KENYA };
  const publicId = await buyThrough(page, way, number);
  const order = await waitForEnd(request, publicId, 80_000);
  expect(order).toMatchObject({ state: "delivered", paymentState: "captured" });
  const [first, second] = order.attempts;
  expect(order.attempts).toHaveLength(2);
  expect(first).toMatchObject({ provider: "telecom", state: "rejected" });
  expect(second?.state).toBe("delivered");
  expect(second?.provider).not.toBe("telecom");
  expect(await creditsOf(number)).toMatchObject([{ provider: second?.provider, state: "credited" }]);
  const payment = await paymentOf(order.checkoutId);
  expect(payment).toMatchObject({ captured: payment?.amount, released: 0, refunded: 0 });
});

test("nobody can say what became of it at A1Topup: a person decides, nothing is sent again, the money stays held", async ({
  page,
  request,
}) => {
  const way = { provider: "a1topup", operator: { country: "IN", name: "Jio" }, ranges: JIO_INDIA };
  const number = numberFor("0008", JIO_INDIA);
  const publicId = await buyThrough(page, way, number);
  await expect
    .poll(async () => (await readOrder(request, publicId)).state, { timeout: 40_000, intervals: [200] })
    .toBe("review");
  const order = await readOrder(request, publicId);
  expect(order.attempts).toMatchObject([{ provider: "a1topup", state: "in_doubt" }]);
  expect(await creditsOf(number)).toHaveLength(1);
  expect(await paymentOf(order.checkoutId)).toMatchObject({ captured: 0, released: 0 });
  await page.reload();
  await expect(page.getByText(/is held, nothing is charged/).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel this order" })).toHaveCount(0);
});
