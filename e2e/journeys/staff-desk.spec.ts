import { randomUUID } from "node:crypto";
import { expect, test, type Page } from "playwright/test";
import { freshEmail, MTN_GHANA, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { mailsTo } from "../fixtures/sandbox";
import { buyTopUp, chooseFirstAmount, enterNumber } from "../fixtures/shop-pages";
import { signInAs } from "../fixtures/sign-in";

test("limits are tried on what was bought before they are kept; without scripts, and with a note in the history", async ({
  browser,
}) => {
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const owner = await signInAs(page, "owner");
  await page.goto("/admin/limits");
  const field = page.locator('[name="recipient.month.orders"]');
  const usual = Number(await field.inputValue());
  // Nothing that anybody beside would notice.
  await field.fill(String(usual + 1));
  await page.getByRole("button", { name: "Try on the last 30 days" }).click();
  await expect(page.getByText(/would have been refused of|Nothing would have been refused of/)).toBeVisible();
  await expect(field).toHaveValue(String(usual + 1));
  await page.getByRole("button", { name: "Keep these limits" }).click();
  await expect(page.getByText("Write a few words on why.")).toBeVisible();
  const note = `families send more ${randomUUID()}`;
  await page.getByLabel("Why").fill(note);
  await page.getByRole("button", { name: "Keep these limits" }).click();
  const kept = page.getByRole("row").filter({ hasText: note });
  await expect(kept).toContainText(owner);
  await page.goto("/admin/limits");
  await expect(field).toHaveValue(String(usual + 1));
  await field.fill(String(usual));
  await page.getByLabel("Why").fill(`as it was ${note}`);
  await page.getByRole("button", { name: "Keep these limits" }).click();
  await expect(page.getByRole("row").filter({ hasText: `as it was ${note}` })).toHaveCount(1);
});

async function applyCode(page: Page, code: string): Promise<void> {
  const field = page.getByLabel("Promo code");
  if (!(await field.isVisible())) await page.getByText("Have a promo code?").click();
  await field.fill(code);
  await page.getByRole("button", { name: "Apply" }).click();
}

test("a promo code is made and ended: buyers can use it between", async ({ page, browser }) => {
  const code = `D${randomUUID().slice(0, 8).toUpperCase()}`;
  const buyer = await (await browser.newContext()).newPage();
  await enterNumber(buyer, numberFor("4567", MTN_GHANA));
  await chooseFirstAmount(buyer);
  await applyCode(buyer, code);
  await expect(buyer.getByText("There is no such code.")).toBeVisible();

  await signInAs(page, "catalog");
  await page.goto("/admin/promo-codes");
  await page.getByText("Make a code", { exact: true }).click();
  await page.getByLabel("Code", { exact: true }).fill(code);
  await page.getByLabel("Percent off").fill("1");
  await page.getByRole("button", { name: "Make the code" }).click();
  const row = page.getByRole("row").filter({ hasText: code });
  await expect(row).toContainText("Runs");
  await applyCode(buyer, code);
  await expect(buyer.getByText(new RegExp(`^Code ${code} takes off`))).toBeVisible();

  await row.getByText("End it", { exact: true }).click();
  await row.getByRole("button", { name: `End ${code}` }).click();
  await expect(row).toContainText("Ended");
  await enterNumber(buyer, numberFor("4567", MTN_GHANA));
  await chooseFirstAmount(buyer);
  await applyCode(buyer, code);
  await expect(buyer.getByText("There is no such code.")).toBeVisible();
});

test("support finds the mails of a buyer and sends a copy; who only looks finds no button", async ({
  page,
  browser,
  request,
}) => {
  const email = freshEmail();
  const buyer = await (await browser.newContext()).newPage();
  await waitForEnd(request, await buyTopUp(buyer, { number: numberFor("4567", MTN_GHANA), email }));
  await expect.poll(async () => (await mailsTo(email)).length).toBe(1);
  await signInAs(page, "support");
  await page.goto("/admin/mails");
  await page.getByLabel("Address or order").fill(email);
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByRole("row").filter({ hasText: email }).getByRole("button", { name: "Send a copy" }).click();
  await expect(page.getByText("A copy is on its way.")).toBeVisible();
  await expect.poll(async () => (await mailsTo(email)).length).toBe(2);
  const [copy, first] = await mailsTo(email);
  expect(copy?.subject).toBe(first?.subject);

  const viewer = await (await browser.newContext()).newPage();
  await signInAs(viewer, "viewer");
  await viewer.goto(`/admin/mails?q=${encodeURIComponent(email)}`);
  await expect(viewer.getByRole("row").filter({ hasText: email })).toHaveCount(2);
  await expect(viewer.getByRole("button", { name: "Send a copy" })).toHaveCount(0);
});
