import { expect, test, type Locator, type Page } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { creditsOf } from "../fixtures/sandbox";
import {
  chooseFirstAmount,
  enterNumber,
  fillReview,
  orderOf,
  payButton,
  payByCard,
  pathOf,
} from "../fixtures/shop-pages";

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

/** Said beside the field, which keeps what was typed. */
async function expectRefused(
  field: Locator,
  { says, typed }: { says: RegExp; typed: string },
): Promise<void> {
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await expect(field).toHaveAccessibleDescription(says);
  await expect(field).toHaveValue(typed);
  const told = field.page().getByRole("alert").filter({ hasText: says });
  await expect(told).toBeVisible();
}

const press = (page: Page, name: string) => page.getByRole("button", { name }).first().click();

test("without scripts each refusal on the way of a top-up stands beside its field, and what was typed stays", async ({
  page,
  request,
}) => {
  const number = numberFor();
  await enterNumber(page, number);
  const amount = page.getByLabel("Another amount").first();
  await amount.fill("5");
  await press(page, "See the price");
  await expectRefused(amount, { says: /The least you can send here is ₦/, typed: "5" });
  await amount.fill("many");
  await press(page, "See the price");
  await expectRefused(amount, { says: /Type the amount in digits/, typed: "many" });
  await chooseFirstAmount(page);

  const checkout = pathOf(page);
  const code = page.getByLabel("Promo code");
  await page.getByText("Have a promo code?").click();
  await code.fill("NO-SUCH-CODE");
  await press(page, "Apply");
  await expectRefused(code, { says: /There is no such code/, typed: "NO-SUCH-CODE" });

  const email = freshEmail();
  await fillReview(page, { email });
  const four = page.getByLabel(/^Last four digits of/);
  await four.fill("9999");
  await payButton(page).click();
  await expectRefused(four, { says: /These are not the last four digits/, typed: "9999" });
  expect(pathOf(page)).toBe(checkout);
  await expect(page.getByLabel("Your e-mail")).toHaveValue(email);
  await expect(page.getByLabel("Where you live")).toHaveValue("US");
  expect(await creditsOf(number)).toEqual([]);
  await four.fill(number.slice(-4));
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  await payByCard(page);

  const order = await waitForEnd(request, await orderOf(page));
  await page.reload();
  const words = page.getByLabel("A few words to go with it");
  await words.fill("See www.win.example");
  await press(page, "Make the link");
  await expectRefused(words, { says: /Leave web addresses out/, typed: "See www.win.example" });
  await expect(page.getByText(/\/proof\/[0-9a-z]{26}$/)).toHaveCount(0);
  await words.fill("Happy birthday");
  await press(page, "Make the link");
  await expect(page.getByText(/\/proof\/[0-9a-z]{26}$/)).toBeVisible();
  expect(order.state).toBe("delivered");
  expect(await creditsOf(number)).toMatchObject([{ state: "credited" }]);
});

test("without scripts an eSIM is not priced before the phone is said to take it", async ({ page }) => {
  await page.goto("/esim/armenia");
  const check = page.getByLabel("The phone it is for takes an eSIM.");
  await press(page, "3 GB, 30 days");
  await expect(check).toHaveAttribute("aria-invalid", "true");
  await expect(check).toHaveAccessibleDescription(/Make sure that the phone takes an eSIM, and tick the box/);
  await expect(page).toHaveURL(/\/esim\/armenia/);
  await check.check();
  await press(page, "3 GB, 30 days");
  await expect(page.getByRole("heading", { name: "Check, then send." })).toBeVisible();
});
