import { expect, test } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { pinProvider } from "../fixtures/provider-rules";
import { addFault, creditsOf, paymentOf } from "../fixtures/sandbox";
import { buyTopUp, stop } from "../fixtures/shop-pages";
import { openStaffOrder, signInAs } from "../fixtures/sign-in";
import { passTime } from "../fixtures/time-passes";

/** The answer never comes, or says nothing, but the operator has credited: found by asking, never by sending again. lib/fulfilment/matrix.test.ts has all of them. */
const LOST_ANSWERS = [
  ["0005", "credited, then HTTP 500"],
  ["0008", "credited, connection dropped"],
] as const;

// One provider that can be asked, tells by webhook and gives money back; what each of the others does is the contract's.
test.beforeAll(() => pinProvider("reloadly", { country: "NG", name: "MTN" }));

for (const [scenario, what] of LOST_ANSWERS) {
  test(`${what}: delivered without a second debit`, async ({ page, request }) => {
    const number = numberFor(scenario);
    const publicId = await buyTopUp(page, { number, email: freshEmail() });
    const order = await waitForEnd(request, publicId);
    expect(order).toMatchObject({ state: "delivered", paymentState: "captured" });
    expect(order.attempts).toHaveLength(1);
    expect(await creditsOf(number)).toHaveLength(1);
    const payment = await paymentOf(order.checkoutId);
    expect(payment?.captured).toBe(payment?.authorised);
    await expect(stop(page, /^Charged: done/)).toBeVisible();
  });
}

test("the connection dropped and nothing was credited: sent again under the same reference, once", async ({
  page,
  request,
}) => {
  const number = numberFor();
  await addFault({
    match: { provider: "reloadly", method: "POST", number },
    scenario: "drop-before",
    times: 1,
  });
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  await expect.poll(async () => (await readOrder(request, publicId)).state).toBe("in_doubt");
  const before = await readOrder(request, publicId);
  // Until the provider's horizon nothing that was sent is taken for lost.
  await passTime(publicId, 11);
  const order = await waitForEnd(request, publicId);
  expect(order.state).toBe("delivered");
  expect(order.attempts.map(({ reference }) => reference)).toEqual([before.attempts[0]?.reference]);
  expect(await creditsOf(number)).toHaveLength(1);
});

test("accepted, then delivered: a webhook tells", async ({ page, request }) => {
  const number = numberFor("0001");
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  expect(await waitForEnd(request, publicId)).toMatchObject({ state: "delivered", paymentState: "captured" });
  expect(await creditsOf(number)).toHaveLength(1);
});

test("accepted, and every webhook is lost: found by asking", async ({ page, request }) => {
  const number = numberFor("0001");
  await addFault({ match: { provider: "reloadly", number }, scenario: "lose-webhook" });
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  expect(await waitForEnd(request, publicId)).toMatchObject({ state: "delivered", paymentState: "captured" });
  expect(await creditsOf(number)).toHaveLength(1);
});

test("pending for ever: the page says what is being asked, the money stays held; staff may ask before the timetable does", async ({
  page,
  browser,
  request,
}) => {
  const number = numberFor("0007");
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  await expect(stop(page, /being checked/)).toBeVisible();
  await expect(page.getByText(/is held, nothing is charged/).first()).toBeVisible();
  const order = await readOrder(request, publicId);
  const payment = await paymentOf(order.checkoutId);
  expect(payment).toMatchObject({ captured: 0, released: 0 });
  await expect(page.getByRole("button", { name: "Cancel this order" })).toHaveCount(0);

  const support = await (await browser.newContext()).newPage();
  await signInAs(support, "support");
  await openStaffOrder(support, number);
  const asked = async () =>
    Number(/asked about (\d+) times/.exec(await support.getByRole("main").innerText())?.[1] ?? 0);
  const before = await asked();
  await support.getByRole("button", { name: "Ask the provider now" }).click();
  await expect(support.getByText("The worker asks now; look again in a moment.")).toBeVisible();
  await expect(async () => {
    await support.reload();
    expect(await asked()).toBeGreaterThan(before);
  }).toPass();
  await expect(support.getByRole("row").filter({ hasText: "asked-provider" })).toHaveCount(1);
  expect(await paymentOf(order.checkoutId)).toMatchObject({ captured: 0, released: 0 });
});

test("less arrives than was promised: only that share is charged", async ({ page, request }) => {
  const number = numberFor("0011");
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  const order = await waitForEnd(request, publicId);
  const payment = await paymentOf(order.checkoutId);
  if (!payment) throw new Error("no card was held");
  expect(payment.captured).toBe(Math.floor(payment.authorised * 0.8));
  expect(payment.released).toBe(payment.authorised - payment.captured);
});

test("delivered, then taken back: the card is refunded", async ({ page, request }) => {
  const number = numberFor("0012");
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  await expect
    .poll(async () => (await readOrder(request, publicId)).paymentState, { timeout: 50_000 })
    .toBe("refunded");
  const payment = await paymentOf((await readOrder(request, publicId)).checkoutId);
  expect(payment?.refunded).toBe(payment?.captured);
});

test("the operator is down: said so, held, and sent when it works again", async ({ page, request }) => {
  const number = numberFor();
  await addFault({ match: { provider: "reloadly", method: "POST", number }, scenario: "0014", times: 1 });
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  await expect(page.getByText(/cannot take it just now/)).toBeVisible();
  await expect(page.getByText(/stays held; nothing is charged/)).toBeVisible();
  expect(await readOrder(request, publicId)).toMatchObject({ state: "authorised" });
  await passTime(publicId, 16);
  expect(await waitForEnd(request, publicId)).toMatchObject({ state: "delivered" });
  expect(await creditsOf(number)).toHaveLength(1);
});
