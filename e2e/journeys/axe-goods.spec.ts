import { expect, test, type Page } from "playwright/test";
import { findingsByTheme, fitsScreen } from "../fixtures/axe";
import { freshEmail, numberFor, type Ranges } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { enterNumber, fillReview, orderOf, payButton, payByCard } from "../fixtures/shop-pages";

const USA: Ranges = { prefixes: ["1212555", "1212556", "1212557", "1212558"], digits: 11 };

const section = (page: Page, kind: string) =>
  page.locator("section", { has: page.locator(`#kind-${kind}`) }).getByRole("button");

/** One more thing in the same payment. @param shelf the button that leads to it, for what goes to no number */
async function addFrom(page: Page, shelf: string): Promise<void> {
  await expect(page.getByRole("heading", { name: /^Check (each line|,)?.*send\.$/ })).toBeVisible();
  await page.getByRole("link", { name: "Add another person or product" }).click();
  await page.getByRole("button", { name: shelf }).click();
  await page.waitForURL(/\/(esim|gift-cards|bills)$/);
}

/** A package, a PIN, an eSIM, a gift card and a bill in one payment. */
async function fillPayment(page: Page): Promise<void> {
  await enterNumber(page, numberFor());
  await page.waitForURL(/\?to=/);
  await section(page, "bundle").first().click();
  await page.getByRole("link", { name: "Add another person or product" }).click();
  await page.getByLabel("Send to another number").fill(numberFor("7", USA));
  await page.getByRole("button", { name: "See what you can send" }).click();
  await page.waitForURL(/\?to=/);
  await page.goto(`/united-states/lycamobile${new URL(page.url()).search}`);
  await section(page, "pin").first().click();
  await addFrom(page, "An eSIM");
  await page.goto("/esim/armenia");
  await page.getByLabel("The phone it is for takes an eSIM.").check();
  await page.getByRole("button", { name: /^1 GB/ }).first().click();
  await addFrom(page, "A gift card");
  await page.goto("/gift-cards/andorra/ikea");
  await page.getByRole("button", { name: /^€8 / }).click();
  await addFrom(page, "A bill");
  await page.goto("/bills/ghana/water");
  await page.getByLabel("Account number").fill("GH-241117799");
  await page.getByLabel("Check digits").fill("42");
  await page.getByLabel("Amount").fill("50");
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(page.getByRole("heading", { name: /^Line \d of 5$/ })).toHaveCount(5);
}

test.use({ viewport: { width: 360, height: 740 } });

test("what arrives of every kind, bought in one payment, in Arabic, by day and by night", async ({
  page,
  request,
}) => {
  await fillPayment(page);
  await fillReview(page, { email: freshEmail() });
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  await payByCard(page);
  const first = await orderOf(page);
  await waitForEnd(request, first);
  await page.goto(`/ar/orders/${first}`);
  const together = await page
    .getByRole("main")
    .locator("a[href^='/ar/orders/']")
    .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  const orders = new Set([`/ar/orders/${first}`, ...together.filter((path) => /\/[0-9a-z]{26}$/.test(path))]);
  expect(orders.size).toBe(5);
  const kinds = [];
  for (const path of orders) {
    await page.goto(path);
    expect(await findingsByTheme(page), path).toEqual([]);
    expect(await fitsScreen(page), path).toBe(true);
    kinds.push((await waitForEnd(request, path.split("/").at(-1) ?? "")).kind);
  }
  expect(kinds.toSorted()).toEqual(["bill", "bundle", "esim", "gift-card", "pin"]);
});
