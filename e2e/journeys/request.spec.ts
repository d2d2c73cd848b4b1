import { expect, test } from "playwright/test";
import { findingsByTheme } from "../fixtures/axe";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { mailTo } from "../fixtures/mail-to";
import { waitForEnd } from "../fixtures/order-api";
import { creditsOf } from "../fixtures/sandbox";
import { chooseFirstAmount, goToCardPage, orderOf, payByCard, stop } from "../fixtures/shop-pages";

test("a top-up is asked for by link; whoever answers pays for it, and sees the number in part alone", async ({
  page,
  context,
  request,
}) => {
  const number = numberFor();
  const [whole, last] = [number.slice(4), number.slice(-4)];
  await page.goto("/request");
  await page.getByLabel("Your phone number").fill(number);
  await page.getByLabel("Your first name").fill("Ngozi");
  await page.getByLabel("Amount you would like").fill("1000");
  await page.getByLabel("A few words").fill("For the week");
  await page.getByRole("button", { name: "Make the link" }).click();
  await expect(page.getByRole("heading", { name: "Your link is ready." })).toBeVisible();
  await expect(page.getByRole("img", { name: "QR code of the link" })).toBeVisible();
  expect(await findingsByTheme(page)).toEqual([]);
  const link = page.url().replace(/\/share$/, "");
  expect(link).not.toContain(whole);

  const answering = await context.newPage();
  await answering.goto(link);
  await expect(answering.getByRole("heading", { name: "Ngozi asks for a top-up." })).toBeVisible();
  await expect(answering.getByText("For the week")).toBeVisible();
  expect(await findingsByTheme(answering)).toEqual([]);
  await answering.getByRole("button", { name: "See what you can send" }).click();
  await expect(answering).toHaveURL(/\/nigeria\/mtn\?to=/);
  const seen = async () => (await answering.content()).replace(/[^\d]/g, "");
  await expect(answering.getByText(`··· ${last}`).first()).toBeVisible();
  expect(await seen()).not.toContain(whole);
  await expect(answering.getByLabel("Another amount").first()).toHaveValue("1000");
  await chooseFirstAmount(answering);
  await expect(answering.getByText(`··· ${last}`).first()).toBeVisible();
  expect(await seen()).not.toContain(whole);
  const email = freshEmail();
  await goToCardPage(answering, email);
  await payByCard(answering);
  const order = await waitForEnd(request, await orderOf(answering));
  await expect(stop(answering, /^Charged: done/)).toBeVisible();
  expect(await seen()).not.toContain(whole);
  await answering.goto(`/orders/${order.publicId}/receipt`);
  await expect(answering.getByText(order.operatorReference ?? "no reference")).toBeVisible();
  expect(await seen()).not.toContain(whole);
  expect(JSON.stringify(order).replace(/[^\d]/g, "")).not.toContain(whole);
  const mail = await mailTo(email);
  expect((mail.text + mail.html).replace(/[^\d]/g, "")).not.toContain(whole);
  expect(order).toMatchObject({ state: "delivered", paymentState: "captured" });
  expect(await creditsOf(number)).toMatchObject([{ state: "credited" }]);
});

test.describe("with JavaScript off", () => {
  test.use({ javaScriptEnabled: false });

  test("a refused request keeps what was typed and says what to change", async ({ page }) => {
    await page.goto("/request");
    await page.getByLabel("Your phone number").fill("0803 123 4567");
    await page.getByLabel("A few words").fill("See www.win.example");
    await page.getByRole("button", { name: "Make the link" }).click();
    await expect(page.getByLabel("Your phone number")).toHaveValue("0803 123 4567");
    await expect(page.getByLabel("A few words")).toHaveAccessibleDescription(/Leave web addresses out/);
    await expect(page.getByLabel("Country of the number")).toHaveAttribute("aria-invalid", "true");
    await page.getByLabel("Country of the number").selectOption("NG");
    await page.getByLabel("A few words").fill("Please");
    await page.getByRole("button", { name: "Make the link" }).click();
    await expect(page.getByRole("heading", { name: "Your link is ready." })).toBeVisible();
  });
});
