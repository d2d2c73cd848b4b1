import { randomUUID } from "node:crypto";
import { expect, test } from "playwright/test";
import { findingsByTheme, fitsScreen } from "../fixtures/axe";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { pinProvider } from "../fixtures/provider-rules";
import { creditsOf, paymentOf } from "../fixtures/sandbox";
import { onDatabase } from "../fixtures/shop-database";
import {
  chooseFirstAmount,
  enterNumber,
  fillReview,
  goToCardPage,
  orderOf,
  payButton,
  payByCard,
} from "../fixtures/shop-pages";

test.use({ viewport: { width: 360, height: 740 } });

test("a new number is confirmed, and one that was sent to a moment ago is asked about", async ({ page }) => {
  const number = numberFor();
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await fillReview(page, { email: freshEmail() });
  const four = page.getByLabel(/^Last four digits of/);
  await four.fill("");
  await payButton(page).click();
  await expect(page.getByText("Type the last four digits of the number.")).toBeVisible();
  await expect(four).toBeFocused();
  await four.fill("9999");
  await payButton(page).click();
  await expect(page.getByText("These are not the last four digits")).toBeVisible();
  await expect(page.getByLabel("Your e-mail")).not.toHaveValue("");
  await four.fill(number.slice(-4));
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  await payByCard(page);
  await orderOf(page);

  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await expect(page.getByText(/^You sent .+ to it less than a minute ago\.$/)).toBeVisible();
  await expect(page.getByLabel(/^Last four digits of/)).toHaveCount(0);
});

test("a promo code takes its part off: held and charged less by it", async ({ page, request }) => {
  const code = `J${randomUUID().slice(0, 8)}`.toUpperCase().replaceAll("-", "");
  await onDatabase(
    (sql) =>
      sql`insert into promo_codes (id, code, percent, made_by) values (gen_random_uuid(), ${code}, 1, 'journeys')`,
  );
  await enterNumber(page, numberFor());
  await chooseFirstAmount(page);
  await page.getByText("Have a promo code?").click();
  await page.getByLabel("Promo code").fill("no such code");
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page.getByText("There is no such code.")).toBeVisible();
  await page.getByLabel("Promo code").fill(code.toLowerCase());
  await page.getByRole("button", { name: "Apply" }).click();
  const said = page.getByText(new RegExp(`^Code ${code} takes off`));
  await expect(said).toBeVisible();
  const off = Math.round(Number(/\$([\d.]+)\.$/.exec(await said.innerText())?.[1] ?? "0") * 100);
  expect(off).toBeGreaterThan(0);
  await goToCardPage(page, freshEmail());
  await payByCard(page);
  const order = await waitForEnd(request, await orderOf(page));
  const payment = await paymentOf(order.checkoutId);
  const [quote] = await onDatabase(
    (sql) => sql<{ total: string; off: number }[]>`
      select total_minor as total, (price ->> 'discountMinor')::int as off from quotes where checkout_id = ${order.checkoutId} and not replaced`,
  );
  expect(quote?.off).toBe(off);
  expect(payment).toMatchObject({ captured: Number(quote?.total), amount: Number(quote?.total) });
});

test("the operator refuses the number: another one is chosen, under the same hold", async ({
  page,
  request,
}) => {
  // One that says so when the number is another's.
  await pinProvider("reloadly", { country: "NG", name: "Glo" });
  // Every number of that ending is Airtel's, whatever its range says.
  const number = numberFor("0020");
  await enterNumber(page, number);
  // The look-up names its operator; the buyer insists on another one, and is warned.
  await page.waitForURL(/\/nigeria\/.+\?to=/);
  await page.goto(page.url().replace(/nigeria\/[^?]+/, "nigeria/glo"));
  await chooseFirstAmount(page);
  await expect(page.getByText("You chose Glo.")).toBeVisible();
  await goToCardPage(page, freshEmail());
  await payByCard(page);
  const publicId = await orderOf(page);
  await expect(page.getByText("The number is not with", { exact: false }).first()).toBeVisible();
  expect(await readOrder(request, publicId)).toMatchObject({ state: "authorised", money: "held" });
  await page.getByRole("link", { name: "Choose another operator" }).click();
  await expect(page.getByRole("heading", { name: "Send it through another operator" })).toBeVisible();
  expect(await findingsByTheme(page)).toEqual([]);
  expect(await fitsScreen(page)).toBe(true);
  // Who serves it takes it; any other one would refuse it again.
  await page.getByRole("button", { name: /^Airtel: .+ arrives$/ }).click();
  await page.waitForURL(/\/orders\/[0-9a-z]{26}$/);
  const order = await waitForEnd(request, publicId);
  expect(order).toMatchObject({ state: "delivered", operator: { name: "Airtel" } });
  const payment = await paymentOf(order.checkoutId);
  expect(payment).toMatchObject({ captured: payment?.authorised, released: 0, refunded: 0 });
  expect(await creditsOf(number)).toMatchObject([{ state: "credited" }]);
});

test("what is paid in is the buyer's choice, and stays", async ({ page }) => {
  await enterNumber(page, numberFor());
  await chooseFirstAmount(page);
  await expect(payButton(page)).toContainText("$");
  await page.getByLabel("Pay in").selectOption("EUR");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await expect(payButton(page)).toContainText("€");
  await enterNumber(page, numberFor());
  await chooseFirstAmount(page);
  await expect(payButton(page)).toContainText("€");
});
