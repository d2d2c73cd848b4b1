import { expect, test } from "playwright/test";
import { findingsByTheme, fitsScreen } from "../fixtures/axe";
import { freshEmail, MTN_GHANA, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { mailTo } from "../fixtures/mail-to";
import { creditsOf, issuedFor, paymentOf } from "../fixtures/sandbox";
import { goToCardPage, orderOf, payByCard } from "../fixtures/shop-pages";

test.use({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });

test("a gift card for somebody else and a bill in one payment, with JavaScript off: the code is mailed as a link, with the buyer's words", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  const kofi = freshEmail();
  await page.goto("/gift-cards/andorra/ikea");
  await page.getByRole("button", { name: /^€8 / }).click();
  await page.getByText("Is it for somebody else?").click();
  await page.getByLabel("Their e-mail").fill("kofi");
  await page.getByLabel("Your name, as they know you").fill("Ama");
  await page.getByLabel("A few words to go with it").fill("For your birthday");
  await page.getByRole("button", { name: "Send it to them" }).click();
  await expect(page.getByLabel("Their e-mail")).toHaveAccessibleDescription(/That is no e-mail address/);
  await expect(page.getByLabel("A few words to go with it")).toHaveValue("For your birthday");
  await page.getByLabel("Their e-mail").fill(kofi);
  await page.getByRole("button", { name: "Send it to them" }).click();
  await expect(page.getByText(kofi)).toBeVisible();

  const account = `GH-${numberFor("7788", MTN_GHANA).slice(-9)}`;
  await page.getByRole("link", { name: "Add another person or product" }).click();
  await page.getByRole("button", { name: "A bill" }).click();
  await page.goto("/bills/ghana/water");
  await page.getByLabel("Account number").fill(account);
  await page.getByLabel("Amount").fill("50");
  await page.getByRole("button", { name: "See the price" }).click();
  // What is asked for besides was not said yet: the form stands again, and still belongs to the payment.
  await page.getByLabel("Check digits").fill("42");
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(page.getByRole("heading", { name: /^Line \d of 2$/ })).toHaveCount(2);
  await expect(page.getByText(kofi).first()).toBeVisible();

  await goToCardPage(page, freshEmail());
  await payByCard(page);
  const order = await waitForEnd(request, await orderOf(page));
  const payment = await paymentOf(order.checkoutId);
  expect(payment).toMatchObject({ captured: payment?.amount, refunded: 0 });
  expect(await issuedFor(order)).toMatchObject([{ state: "credited" }]);
  expect(await creditsOf(account)).toMatchObject([{ provider: "valuetopup", state: "credited" }]);
  await page.reload();
  await expect(page.getByText(/A mail with the code went to/)).toBeVisible();

  const mail = await mailTo(kofi);
  expect(mail.subject).toBe("Ama sent you €8 of IKEA");
  expect(mail.text).toContain("For your birthday");
  expect(mail.text).not.toContain(order.publicId);
  const link = /https?:\S+(\/gift\/\S+)/.exec(mail.text ?? "")?.[1] ?? "";
  await page.context().clearCookies();
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Ama sent you €8." })).toBeVisible();
  const code = page.locator("dd bdi").first();
  await expect(code).toBeHidden();
  await page.getByText("Show the code").click();
  await expect(code).toBeVisible();
  expect(await page.content()).not.toContain(order.publicId);

  // Axe needs scripts.
  const scripted = await browser.newContext({
    javaScriptEnabled: true,
    viewport: { width: 360, height: 740 },
  });
  const looking = await scripted.newPage();
  for (const path of [link, `/orders/${order.publicId}`]) {
    await looking.goto(new URL(path, page.url()).href);
    await looking.getByText("Show the code").click();
    expect(await findingsByTheme(looking), path).toEqual([]);
    expect(await fitsScreen(looking), path).toBe(true);
  }
  await scripted.close();
});
