import { expect, test, type APIRequestContext, type Page } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { pinProvider } from "../fixtures/provider-rules";
import { addFault, creditsOf, mailsTo, paymentOf } from "../fixtures/sandbox";
import { buyTopUp, stop } from "../fixtures/shop-pages";
import { openStaffOrder, signInAs } from "../fixtures/sign-in";

// One whose refusal for the operator's sake lets an order wait.
test.beforeAll(() => pinProvider("reloadly", { country: "NG", name: "MTN" }));

/** An order that the operator could not take just now: it waits under its hold, and nothing of it was bought. */
async function orderThatWaits(
  page: Page,
  request: APIRequestContext,
): Promise<{ number: string; email: string; publicId: string; checkoutId: string }> {
  const [number, email] = [numberFor(), freshEmail()];
  await addFault({ match: { provider: "reloadly", method: "POST", number }, scenario: "0014", times: 1 });
  const publicId = await buyTopUp(page, { number, email });
  await expect(page.getByText(/cannot take it just now/)).toBeVisible();
  const { checkoutId } = await readOrder(request, publicId);
  return { number, email, publicId, checkoutId };
}

test("an order that waits is sent through the offer that support chooses; who only looks reads it all and finds no way to", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(90_000);
  const { number, email, publicId, checkoutId } = await orderThatWaits(page, request);
  const viewer = await (await browser.newContext()).newPage();
  await signInAs(viewer, "viewer");
  await openStaffOrder(viewer, number);
  const ways = /^Send through/;
  await expect(viewer.getByRole("button", { name: ways })).toHaveCount(0);
  await expect(viewer.locator("#cancel, #receipt, #note, #block")).toHaveCount(0);

  const support = await (await browser.newContext()).newPage();
  const supportEmail = await signInAs(support, "support");
  await openStaffOrder(support, number);
  await expect(support.getByRole("button", { name: ways }).first()).toBeVisible();
  await support.getByRole("button", { name: /^Send through telecom$/i }).click();
  const order = await waitForEnd(request, publicId);
  expect(order).toMatchObject({ state: "delivered", paymentState: "captured" });
  expect(order.attempts.map(({ provider, state }) => `${provider} ${state}`)).toEqual([
    "reloadly rejected",
    "telecom delivered",
  ]);
  expect(await creditsOf(number)).toMatchObject([{ provider: "telecom", state: "credited" }]);
  const payment = await paymentOf(checkoutId);
  expect(payment).toMatchObject({ captured: payment?.authorised, released: 0 });

  await support.goto(support.url());
  await expect(support.getByRole("row").filter({ hasText: "way-chosen" })).toContainText(supportEmail);
  await expect.poll(async () => (await mailsTo(email)).length).toBe(1);
  await support.getByText("Write to the buyer again").click();
  await support.getByRole("button", { name: `Send the mail to ${email}` }).click();
  await expect(support.getByText("The mail is on its way.")).toBeVisible();
  await expect.poll(async () => (await mailsTo(email)).length).toBe(2);

  await support.getByLabel("Write a note").fill("They rang: it came late.");
  await support.getByRole("button", { name: "Keep the note" }).click();
  await expect(support.getByText("The note is kept.")).toBeVisible();
  await viewer.reload();
  const note = viewer.getByRole("blockquote").filter({ hasText: "They rang: it came late." });
  await expect(note).toContainText(supportEmail);
});

test("without scripts support cancels an order that waits: the hold is released in full, and nothing is sent any more", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(90_000);
  const { number, publicId, checkoutId } = await orderThatWaits(page, request);
  const support = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signInAs(support, "support");
  await openStaffOrder(support, number);
  await support.getByText("Cancel it", { exact: true }).click();
  await support.locator("#cancel").getByLabel("Why").fill("the buyer rang");
  await support.getByRole("button", { name: "Cancel it and release the hold" }).click();
  expect(await waitForEnd(request, publicId)).toMatchObject({ state: "cancelled", paymentState: "voided" });
  const payment = await paymentOf(checkoutId);
  expect(payment).toMatchObject({ captured: 0, released: payment?.authorised });
  expect(await creditsOf(number)).toEqual([]);
  await expect(stop(page, /^Cancelled/)).toBeVisible();
});
