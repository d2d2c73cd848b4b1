import { expect, test } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { creditsOf } from "../fixtures/sandbox";
import {
  buyTopUp,
  chooseFirstAmount,
  enterNumber,
  goToCardPage,
  orderOf,
  payByCard,
} from "../fixtures/shop-pages";
import { openStaffOrder, signInAs } from "../fixtures/sign-in";

const DISPUTED_CARD = "4000000000000259";

test("a payment is disputed: the evidence is sent and wins, and what the buyer orders meanwhile waits for staff", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const [number, email] = [numberFor(), freshEmail()];
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await goToCardPage(page, email);
  await payByCard(page, DISPUTED_CARD);
  const publicId = await orderOf(page);
  await waitForEnd(request, publicId);

  const staff = await (await browser.newContext()).newPage();
  await signInAs(staff, "owner");
  await openStaffOrder(staff, number);
  await expect(async () => {
    await staff.reload();
    await expect(staff.getByText("needs response", { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();

  const another = numberFor();
  await buyTopUp(page, { number: another, email: freshEmail() });
  await expect(page.getByText("Your card is being checked")).toBeVisible();
  expect(await creditsOf(another)).toHaveLength(0);

  await openStaffOrder(staff, another);
  await staff.getByRole("button", { name: "Let it through" }).click();
  await expect.poll(async () => (await creditsOf(another)).length).toBe(1);

  await openStaffOrder(staff, number);
  const pack = await staff.request.get(`${staff.url()}/evidence`);
  expect(await pack.text()).toContain("The operator confirmed the delivery");
  expect(await pack.text()).not.toContain(publicId);
  expect((await request.get(`${staff.url()}/evidence`)).status()).toBe(404);

  await staff.getByLabel("To the bank, before the evidence").fill("winning_evidence");
  await staff.getByRole("button", { name: /^Send the evidence of/ }).click();
  await expect(staff.getByRole("row").filter({ hasText: "evidence-sent" }).first()).toBeVisible();
  await expect(async () => {
    await staff.reload();
    await expect(staff.getByRole("row").filter({ hasText: "won" }).first()).toBeVisible({ timeout: 500 });
  }).toPass();
});
