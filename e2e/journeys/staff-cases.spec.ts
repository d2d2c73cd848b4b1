import { expect, test } from "playwright/test";
import { freshEmail, JIO_INDIA, MTN_GHANA, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { pinProvider } from "../fixtures/provider-rules";
import { paymentOf } from "../fixtures/sandbox";
import {
  buyTopUp,
  chooseFirstAmount,
  enterNumber,
  fillReview,
  payButton,
  stop,
} from "../fixtures/shop-pages";
import { relyingOn } from "../fixtures/shop-wide";
import { openStaffOrder, signInAs } from "../fixtures/sign-in";
import { passTime } from "../fixtures/time-passes";

test("support gives a part of the money back, which the card sees; who only looks has no way to", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const number = numberFor("4567", MTN_GHANA);
  const publicId = await buyTopUp(page, { number, email: freshEmail() });
  const order = await waitForEnd(request, publicId);
  const viewer = await (await browser.newContext()).newPage();
  await signInAs(viewer, "viewer");
  await openStaffOrder(viewer, number);
  await expect(viewer.getByRole("heading", { name: "History" })).toBeVisible();
  await expect(viewer.getByText(/^Give money back/)).toHaveCount(0);
  await expect(viewer.getByRole("button", { name: "Keep the note" })).toHaveCount(0);

  const support = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  await signInAs(support, "support");
  await openStaffOrder(support, number);
  await support.getByText(/^Give money back/).click();
  await support.getByLabel(/^Amount in/).fill("999999");
  await support.getByLabel("Why").first().fill("half of it as goodwill");
  await support.getByRole("button", { name: "Refund it" }).click();
  await expect(support.getByText(/no more than is left/)).toBeVisible();
  await support.getByLabel(/^Amount in/).fill("1.00");
  await support.getByRole("button", { name: "Refund it" }).click();
  await expect.poll(async () => (await paymentOf(order.checkoutId))?.refunded).toBe(100);
  const seen = await paymentOf(order.checkoutId);
  expect(seen?.captured).toBe(seen?.authorised);
  // The page may be loading itself anew just now.
  await support.goto(support.url());
  await expect(support.getByText(/Give money back: up to/)).toBeVisible();
  await page.goto(page.url());
  await expect(stop(page, /1\.00/)).toBeVisible();
});

test.describe("a case that only a person can settle", () => {
  // Nobody can ask A1Topup what became of a lost answer.
  test.beforeAll(() => pinProvider("a1topup", { country: "IN", name: "Jio" }));

  test("is one person's at a time, by keyboard and by forms alone; what is decided can be undone, and is then done by itself", async ({
    page,
    browser,
    request,
  }) => {
    test.setTimeout(180_000);
    const number = numberFor("0008", JIO_INDIA);
    const publicId = await relyingOn("a1topup", () => buyTopUp(page, { number, email: freshEmail() }));
    await expect(stop(page, /A person is asking/)).toBeVisible();

    const first = await (await browser.newContext()).newPage();
    const firstEmail = await signInAs(first, "support");
    await first.goto("/admin/review");
    await first.locator("[data-case]").last().waitFor();
    await first.keyboard.press("k");
    await first.keyboard.press("o");
    await first.waitForURL(/case=/);
    // Other people's cases may wait as well.
    await openStaffOrder(first, number);
    const order = first.url();
    const address = `/admin/review?case=${order.split("/").at(-1) ?? ""}`;
    await first.goto(address);
    await expect(async () => {
      await first.keyboard.press("a");
      await expect(first.getByText(/^It is yours until/)).toBeVisible({ timeout: 2000 });
    }, "keys are heard once the page's scripts run").toPass();
    await first.getByRole("button", { name: "Give it back" }).click();
    await first.getByRole("button", { name: "Assign to me" }).click();
    await expect(first.getByText(/^It is yours until/)).toBeVisible();

    const second = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await signInAs(second, "owner");
    await second.goto(address);
    await expect(second.getByText(`${firstEmail} works it until`)).toBeVisible();
    await second.getByRole("button", { name: `Take it over from ${firstEmail}` }).click();
    await first.goto("/admin/review");
    await expect(first.getByText(/took a case over from you/)).toBeVisible();

    const propose = async () => {
      await second.goto(address);
      await second.getByLabel(/^It arrived/).check();
      await second.getByLabel("How you know").selectOption("statement");
      await second.getByLabel("Evidence").fill("their portal, line 14");
      // Dearer than one of staff may settle alone.
      await second.getByRole("button", { name: "Propose it" }).click();
      await expect(second.getByRole("button", { name: "Undo" })).toBeVisible();
    };
    await propose();
    await second.getByRole("button", { name: "Undo" }).click();
    await propose();
    await second.close();
    await first.goto(order);
    await expect(first.getByRole("button", { name: "Confirm, and settle it" })).toHaveCount(0);
    // Until it is carried out it could be undone.
    await passTime(publicId, 4);
    await expect(async () => {
      await first.reload();
      await expect(first.getByRole("button", { name: "Confirm, and settle it" })).toBeVisible({
        timeout: 500,
      });
    }).toPass({ timeout: 30_000 });
    await first.getByRole("button", { name: "Confirm, and settle it" }).click();
    const ended = await waitForEnd(request, publicId);
    expect(ended).toMatchObject({ state: "delivered", paymentState: "captured" });
  });
});

test("a recipient that support blocks is refused in plain words when pay is pressed, and sold to again when the block is lifted; for the catalog's people there are no customers", async ({
  page,
  browser,
}) => {
  test.setTimeout(90_000);
  const number = numberFor("4567", MTN_GHANA);
  await enterNumber(page, number);
  await chooseFirstAmount(page);
  await fillReview(page, { email: freshEmail() });

  const support = await (await browser.newContext()).newPage();
  await signInAs(support, "support");
  await support.goto(`/admin/customers?q=${encodeURIComponent(number)}`);
  const reason = `it was charged back twice: ${number}`;
  await support.locator("#block").getByLabel("Why").fill(reason);
  await support.getByRole("button", { name: "Block", exact: true }).click();
  await expect(support.getByText("It is blocked from now on.")).toBeVisible();

  await payButton(page).click();
  await expect(page.getByText(/^We do not send to .+ any more\. Nothing was held\./)).toBeVisible();

  const block = support.getByRole("listitem").filter({ hasText: reason });
  await block.getByText("Lift it", { exact: true }).click();
  await block.getByLabel("Why").fill("their bank took it back");
  await block.getByRole("button", { name: "Lift the block" }).click();
  await expect(block.locator("form")).toHaveCount(0);
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);

  const catalog = await (await browser.newContext()).newPage();
  await signInAs(catalog, "catalog");
  for (const path of ["customers", "mails", "limits"])
    expect((await catalog.goto(`/admin/${path}`))?.status()).toBe(404);
});
