import { expect, test, type Page } from "playwright/test";
import { findingsByTheme } from "../fixtures/axe";
import { freshEmail } from "../fixtures/buyer";
import { waitForEnd, type OrderState } from "../fixtures/order-api";
import { mailTo } from "../fixtures/mail-to";
import { addFault, issuedFor, paymentOf } from "../fixtures/sandbox";
import { goToCardPage, orderOf, payByCard, stop } from "../fixtures/shop-pages";

type Api = Parameters<typeof waitForEnd>[0];

/** From the review to an order that has ended. */
async function payAndWait(page: Page, request: Api): Promise<{ order: OrderState; email: string }> {
  await expect(page.getByRole("heading", { name: "Check, then send." })).toBeVisible();
  const email = freshEmail();
  await goToCardPage(page, email);
  await payByCard(page);
  return { order: await waitForEnd(request, await orderOf(page)), email };
}

/** Issued once by whoever it was bought from, and charged to the cent of what was held. */
async function expectIssuedAndCharged(order: OrderState): Promise<void> {
  expect(order).toMatchObject({ state: "delivered", paymentState: "captured" });
  expect(await issuedFor(order)).toMatchObject([{ state: "credited" }]);
  const payment = await paymentOf(order.checkoutId);
  expect(payment).toMatchObject({ captured: payment?.authorised, released: 0, refunded: 0 });
}

test("an eSIM: the phone is checked first, its code comes to the screen, it tells what is left, and takes more data", async ({
  page,
  request,
}) => {
  test.setTimeout(240_000);
  await page.goto("/esim?q=armenia");
  await page.getByRole("link", { name: /^Armenia/ }).click();
  await page.getByRole("button", { name: /^3 GB, 30 days/ }).click();
  await expect(page.getByText(/Make sure that the phone takes an eSIM/)).toBeVisible();
  await page.getByLabel("The phone it is for takes an eSIM.").check();
  await page.getByRole("button", { name: /^3 GB, 30 days/ }).click();
  const { order, email } = await payAndWait(page, request);
  await expectIssuedAndCharged(order);
  await page.reload();
  await expect(page.getByRole("img", { name: "QR code of your eSIM" })).toBeVisible();
  await page.getByText("Type it in instead").click();
  await expect(page.getByText(/^LPA:1\$/)).toBeVisible();
  const install = page.getByRole("link", { name: "Install on this iPhone" });
  expect(await install.getAttribute("href")).toMatch(
    /^https:\/\/esimsetup\.apple\.com\/esim_qrcode_provisioning\?carddata=LPA:1\$/,
  );
  const android = page.getByRole("link", { name: "Install on this Android phone" });
  expect(await android.getAttribute("href")).toBe(
    (await install.getAttribute("href"))?.replace("esimsetup.apple.com", "esimsetup.android.com"),
  );
  await page.getByRole("link", { name: "Ask how much is left" }).click();
  await expect(page.getByText(/GB left$/).first()).toBeVisible();
  expect(await findingsByTheme(page)).toEqual([]);
  const mail = await mailTo(email);
  expect(mail.text).toContain("Your eSIM is on the order page");
  expect(mail.text + mail.html).not.toContain("LPA:");

  await page.getByRole("link", { name: "Add data to this eSIM" }).click();
  await expect(page.getByRole("heading", { name: "More data for your eSIM: Armenia" })).toBeVisible();
  await page.getByRole("button", { name: /^1 GB, 7 days/ }).click();
  const { order: added } = await payAndWait(page, request);
  await expectIssuedAndCharged(added);
  expect(added.attempts.map(({ provider }) => provider)).toEqual([order.attempts.at(-1)?.provider]);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Added to your eSIM" })).toBeVisible();
  await expect(page.getByRole("img", { name: "QR code of your eSIM" })).toHaveCount(0);
});

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

  test("a gift card: its code is covered until it is asked for, and is in no mail", async ({
    page,
    request,
  }) => {
    await page.goto("/gift-cards/andorra/ikea");
    await page.getByRole("button", { name: /^€8 / }).click();
    const { order, email } = await payAndWait(page, request);
    await expectIssuedAndCharged(order);
    await page.reload();
    const code = page.locator("dd bdi").first();
    await expect(code).toBeHidden();
    await page.getByText("Show the code").click();
    await expect(code).toBeVisible();
    const mail = await mailTo(email);
    expect(mail.text).toContain("is on the order page");
    expect(mail.text).not.toContain((await code.textContent()) ?? "-");
  });
});

test("a card that is made out to somebody: its brand asks before there is a price, and the order is made out so", async ({
  page,
  request,
}) => {
  await page.goto("/gift-cards/united-arab-emirates/free-fire");
  await page
    .getByRole("link", { name: /asks for one thing/ })
    .first()
    .click();
  const player = page.getByLabel("User name or id at Free Fire");
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(player).toHaveAttribute("aria-invalid", "true");
  await expect(player).toBeFocused();
  expect(await findingsByTheme(page)).toEqual([]);
  await player.fill("player77");
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(page.getByText("player77")).toBeVisible();
  const { order } = await payAndWait(page, request);
  await expectIssuedAndCharged(order);
});

test("a gift card that its issuer takes back before it has a code: nothing is charged, all of the hold is released", async ({
  page,
  request,
}) => {
  test.setTimeout(90_000);
  await addFault({ match: { provider: "reloadly", product: "40031" }, scenario: "0002", times: 1 });
  await page.goto("/gift-cards/andorra/uber");
  await page.getByRole("button", { name: /^€8 / }).click();
  const { order } = await payAndWait(page, request);
  expect(order).toMatchObject({ state: "undeliverable", paymentState: "voided" });
  expect(await issuedFor(order)).toEqual([]);
  const payment = await paymentOf(order.checkoutId);
  expect(payment).toMatchObject({ captured: 0, released: payment?.authorised });
  await expect(stop(page, /^Not delivered/)).toBeVisible();
  await expect(page.getByText("Show the code")).toHaveCount(0);
});
