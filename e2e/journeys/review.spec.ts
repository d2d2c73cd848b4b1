import { expect, test } from "playwright/test";
import { freshEmail, JIO_INDIA, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { pinProvider } from "../fixtures/provider-rules";
import { paymentOf } from "../fixtures/sandbox";
import { buyTopUp, stop } from "../fixtures/shop-pages";
import { relyingOn } from "../fixtures/shop-wide";
import { openStaffOrder, signInAs } from "../fixtures/sign-in";

// Nobody can ask A1Topup what became of a lost answer.
test.beforeAll(() => pinProvider("a1topup", { country: "IN", name: "Jio" }));

test("nobody can say whether it arrived: one of staff proposes without scripts, another one confirms, then it is charged", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  // Before the order: what may be said of it hangs on how old it is.
  const first = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signInAs(first, "support");
  const number = numberFor("0008", JIO_INDIA);
  const publicId = await relyingOn("a1topup", () => buyTopUp(page, { number, email: freshEmail() }));
  await expect(stop(page, /A person is asking/)).toBeVisible();

  await first.goto("/admin");
  await expect(first.getByRole("heading", { name: /^Review/ })).toBeVisible();
  await openStaffOrder(first, number);
  await first.getByLabel(/^It did not arrive/).check();
  await first.getByLabel("How you know").selectOption("statement");
  await first.getByLabel("Evidence").fill("their portal, line 14");
  await first.getByRole("button", { name: "Propose it" }).click();
  await expect(first.getByText(/may still be on its way until/)).toBeVisible();
  await expect(first.getByLabel("Evidence")).toHaveValue("their portal, line 14");
  await first.getByLabel(/^It arrived/).check();
  await first.getByLabel("Operator’s transaction id").fill("JIO-77");
  await first.getByRole("button", { name: "Propose it" }).click();
  await expect(first.getByText("You proposed it, so another one of staff must confirm it.")).toBeVisible();
  await expect(first.getByRole("button", { name: "Confirm, and settle it" })).toHaveCount(0);

  const second = await (await browser.newContext()).newPage();
  const confirms = await signInAs(second, "owner");
  await openStaffOrder(second, number);
  await expect(second.getByText("their portal, line 14").first()).toBeVisible();
  await second.getByRole("button", { name: "Withdraw it" }).click();
  await expect(second.getByRole("button", { name: "Confirm, and settle it" })).toHaveCount(0);
  expect(await readOrder(request, publicId)).toMatchObject({ state: "review", money: "held" });
  await first.goto(first.url());
  await first.getByLabel(/^It arrived/).check();
  await first.getByLabel("How you know").selectOption("statement");
  await first.getByLabel("Evidence").fill("their portal, line 15");
  await first.getByLabel("Operator’s transaction id").fill("JIO-77");
  await first.getByRole("button", { name: "Propose it" }).click();
  await expect(first.getByText(/^You proposed it/)).toBeVisible();
  await second.reload();
  await expect(second.getByText("their portal, line 15").first()).toBeVisible();
  await second.getByRole("button", { name: "Confirm, and settle it" }).click();
  const order = await waitForEnd(request, publicId);
  expect(order).toMatchObject({ state: "delivered", paymentState: "captured" });
  const payment = await paymentOf(order.checkoutId);
  expect(payment?.captured).toBe(payment?.authorised);
  await second.reload();
  await expect(second.getByRole("row").filter({ hasText: "staff_says_delivered" })).toContainText(confirms);
  await expect(stop(page, /JIO-77/)).toBeVisible();
});
