import { expect, test, type Page } from "playwright/test";
import { freshEmail, MTN_GHANA, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { creditsOf, paymentOf } from "../fixtures/sandbox";
import {
  buyTopUp,
  chooseFirstAmount,
  enterNumber,
  goToCardPage,
  orderOf,
  payByCard,
} from "../fixtures/shop-pages";
import { openStaffOrder, signInAs } from "../fixtures/sign-in";
import { passTime } from "../fixtures/time-passes";

const REFUND_FAILS = "4000000000005126";
const WARNED_OF = "4000000000005423";

async function buyWith(page: Page, card: string, number: string): Promise<string> {
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await goToCardPage(page, freshEmail());
  await payByCard(page, card);
  return orderOf(page);
}

/** Until the page, read anew, says so. */
const untilSaid = (page: Page, text: string | RegExp) =>
  expect(async () => {
    await page.reload();
    await expect(page.getByText(text).first()).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });

/** The case of the order that this page shows. */
const caseOf = (page: Page, kind: string) =>
  `/admin/review?case=${page.url().split("/").at(-1) ?? ""}&kind=${kind}`;

test("a refund above what one may give alone is proposed, withdrawn, proposed anew; another one confirms it, takes that back by key, confirms again: it is given once", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const number = numberFor("4567", MTN_GHANA);
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  const { checkoutId } = await waitForEnd(request, publicId);
  const finance = await (await browser.newContext()).newPage();
  const financeEmail = await signInAs(finance, "finance");
  await openStaffOrder(finance, number);
  const propose = async () => {
    await finance.getByText(/^Give money back/).click();
    await finance.locator("#refund").getByLabel("Why").fill("the number was mistyped");
    await finance.getByRole("button", { name: "Refund it" }).click();
    await expect(finance.getByText(/^You proposed it/)).toBeVisible();
  };
  await propose();
  await finance.getByRole("button", { name: "Withdraw it" }).click();
  await expect(finance.getByText(/^You proposed it/)).toHaveCount(0);
  await propose();
  expect(await paymentOf(checkoutId)).toMatchObject({ refunded: 0 });

  const other = await (await browser.newContext()).newPage();
  await signInAs(other, "support");
  const address = caseOf(finance, "refund");
  const confirm = async () => {
    await other.goto(address);
    await expect(other.getByText(`${financeEmail} proposes to give`, { exact: false })).toBeVisible();
    await other.getByRole("button", { name: /^Confirm: refund/ }).click();
    await expect(other.locator("[data-undo]")).toHaveCount(1);
  };
  await other.goto(address);
  await other.getByRole("button", { name: "Assign to me" }).click();
  await expect(other.getByText(/^It is yours until/)).toBeVisible();
  await confirm();
  await expect(async () => {
    await other.keyboard.press("u");
    await expect(other.locator("[data-undo]")).toHaveCount(0, { timeout: 2000 });
  }, "keys are heard once the page's scripts run").toPass();
  await confirm();
  expect(await paymentOf(checkoutId)).toMatchObject({ refunded: 0 });
  await passTime(publicId, 4);
  const held = await paymentOf(checkoutId);
  await expect
    .poll(async () => (await paymentOf(checkoutId))?.refunded, { timeout: 30_000 })
    .toBe(held?.captured);
  await expect.poll(async () => (await readOrder(request, publicId)).paymentState).toBe("refunded");
});

test("a refund that the bank sends back is owed: it is tried again, comes back again, and is paid by hand", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const number = numberFor("4567", MTN_GHANA);
  const { checkoutId } = await waitForEnd(request, await buyWith(page, REFUND_FAILS, number));
  const support = await (await browser.newContext()).newPage();
  await signInAs(support, "support");
  await openStaffOrder(support, number);
  await support.getByText(/^Give money back/).click();
  await support.getByLabel(/^Amount in/).fill("1.00");
  await support.locator("#refund").getByLabel("Why").fill("as goodwill");
  await support.getByRole("button", { name: "Refund it" }).click();
  const owed = "A refund failed: $1.00 is owed to the buyer";
  await untilSaid(support, owed);
  expect(await paymentOf(checkoutId)).toMatchObject({ refunded: 0 });

  await support.getByRole("button", { name: "Refund it again" }).click();
  await expect(support.getByText(owed)).toHaveCount(0);
  await untilSaid(support, owed);
  const failures = support.getByRole("row").filter({ hasText: "refund_failed" });
  await expect(failures).toHaveCount(2);

  await support.getByLabel("How and when it was paid").fill("by bank transfer today");
  await support.getByRole("button", { name: "It is paid by hand" }).click();
  await expect(support.getByText(owed)).toHaveCount(0);
  await support.reload();
  await expect(support.getByRole("row").filter({ hasText: "paid_by_hand" }).first()).toBeVisible();
  expect(await paymentOf(checkoutId)).toMatchObject({ refunded: 0 });
});

test("what somebody orders whose card was warned of is held back, and turned away from the queue: released in full, nothing sent", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const first = numberFor("4567", MTN_GHANA);
  await waitForEnd(request, await buyWith(page, WARNED_OF, first));
  const owner = await (await browser.newContext()).newPage();
  await signInAs(owner, "owner");
  await openStaffOrder(owner, first);
  await untilSaid(owner, "Fraud warning");

  const number = numberFor("4567", MTN_GHANA);
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  await expect(page.getByText("Your card is being checked")).toBeVisible();
  await openStaffOrder(owner, number);
  await expect(owner.getByText(/^Held back: the card’s network has warned/)).toBeVisible();
  await owner.goto(caseOf(owner, "held-back"));
  await owner.getByRole("button", { name: "Assign to me" }).click();
  await owner.locator("#decide-turn-away").getByLabel("Why").fill("three cards in one day");
  await owner.getByRole("button", { name: "Turn it away" }).click();
  await expect(owner.locator("[data-undo]")).toHaveCount(1);
  await passTime(publicId, 4);
  const order = await waitForEnd(request, publicId);
  expect(order.paymentState).toBe("voided");
  const payment = await paymentOf(order.checkoutId);
  expect(payment).toMatchObject({ captured: 0, released: payment?.authorised });
  expect(await creditsOf(number)).toEqual([]);
});
