import { expect, test, type Page } from "playwright/test";
import { freshEmail, MTN_GHANA, numberFor, type Ranges } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { creditsOf, mailsTo, paymentOf } from "../fixtures/sandbox";
import { enterNumber, goToCardPage, orderOf, payByCard } from "../fixtures/shop-pages";

/** Numbers of the United States, whose operator the buyer chooses. */
const USA: Ranges = { prefixes: ["1212555", "1212556", "1212557", "1212558"], digits: 11 };

const MTN_UGANDA: Ranges = { prefixes: ["25677", "25678", "25676"], digits: 12 };

const review = (page: Page) => page.getByRole("heading", { name: "Check, then send." });

async function enterAmerican(page: Page, number: string): Promise<void> {
  await enterNumber(page, number);
  await page.waitForURL(/\?to=/);
  await page.goto(`/united-states/lycamobile${new URL(page.url()).search}`);
}

/** From the open review to an order that has ended; what was charged is what was held. */
async function payAndWait(page: Page, request: Parameters<typeof waitForEnd>[0]) {
  await expect(review(page)).toBeVisible();
  const email = freshEmail();
  await goToCardPage(page, email);
  await payByCard(page);
  const order = await waitForEnd(request, await orderOf(page));
  const payment = await paymentOf(order.checkoutId);
  expect(payment).toMatchObject({ captured: payment?.authorised, released: 0, refunded: 0 });
  return { order, email };
}

test("a package for several months: asked for, priced for all of them, credited as often", async ({
  page,
  request,
}) => {
  const number = numberFor("4", USA);
  await enterAmerican(page, number);
  await page
    .getByRole("link", { name: /One month or more/ })
    .first()
    .click();
  await page.getByLabel("How many months").selectOption("3");
  await page.getByRole("button", { name: "See the price" }).click();
  await payAndWait(page, request);
  const [credit] = await creditsOf(number);
  expect(credit).toMatchObject({ provider: "valuetopup", state: "credited" });
});

test("a bundle for one number alone: shown with that number only, and credited to it", async ({
  page,
  request,
}) => {
  const number = numberFor("4567", MTN_UGANDA);
  const bundles = page.locator("section", { has: page.locator("#kind-bundle") }).locator("li");
  await page.goto("/uganda/mtn");
  const listed = await bundles.allTextContents();
  await enterNumber(page, number);
  await page.waitForURL(/\/uganda\/mtn\?to=/);
  const shown = await bundles.allTextContents();
  const own = shown.find((text) => !listed.includes(text)) ?? "";
  expect(own).toMatch(/\d+ min/);
  await bundles.nth(shown.indexOf(own)).getByRole("button").click();
  await expect(page.getByText(/^\d+ min/).first()).toBeVisible();
  await payAndWait(page, request);
  expect(await creditsOf(number)).toMatchObject([{ provider: "valuetopup", state: "credited" }]);
});

test("a bill: what is due is read, paid to the account, and its proof is on the order page", async ({
  page,
  request,
}) => {
  const account = `GH-${numberFor("7788", MTN_GHANA).slice(-9)}`;
  await page.goto("/bills/ghana/water");
  await page.getByLabel("Amount").fill("50");
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(page.getByText("Type the account that is paid.")).toBeVisible();
  await page.getByLabel("Account number").fill(account);
  await page.getByRole("button", { name: "Read the bill" }).click();
  await expect(page.getByText("What Water says")).toBeVisible();
  await page.getByLabel("Check digits").fill("42");
  await page.getByLabel("Amount").fill("50");
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(page.getByText(account)).toBeVisible();
  await payAndWait(page, request);
  expect(await creditsOf(account)).toMatchObject([
    { provider: "valuetopup", state: "credited", amount: { currency: "GHS" } },
  ]);
});

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test("a change of plan says what it replaces, and is not priced before that was agreed to", async ({
    page,
    request,
  }) => {
    const number = numberFor();
    await enterNumber(page, number);
    await page
      .getByRole("link", { name: /Changes the plan/ })
      .first()
      .click();
    await expect(page.getByText(/This replaces the plan of/)).toBeVisible();
    await page.getByRole("button", { name: "See the price" }).click();
    await expect(page.getByText("Tick the box: this changes the plan of the number.")).toBeVisible();
    await page.getByLabel("Yes, change the plan of this number.").check();
    await page.getByRole("button", { name: "See the price" }).click();
    await payAndWait(page, request);
    expect(await creditsOf(number)).toMatchObject([{ provider: "telecom", state: "credited" }]);
  });
});

test("a PIN is told before paying, and stands on the order page with what is dialled", async ({
  page,
  request,
}) => {
  await enterAmerican(page, numberFor("5", USA));
  await page
    .locator("section", { has: page.locator("#kind-pin") })
    .getByRole("button")
    .first()
    .click();
  const { email } = await payAndWait(page, request);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your PIN" })).toBeVisible();
  await expect(page.getByRole("link", { name: /^\*\d+\*\d+#$/ })).toBeVisible();
  await expect
    .poll(async () => (await mailsTo(email)).map(({ text }) => text).join())
    .toContain("Your PIN is on the order page.");
});
