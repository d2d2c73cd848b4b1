import { expect, test } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { mailsTo } from "../fixtures/sandbox";
import { askForLink, signIn } from "../fixtures/sign-in";
import { buyTopUp } from "../fixtures/shop-pages";

test.describe.configure({ mode: "serial" });

test("staff pages do not exist for anybody else, whatever they are asked", async ({ page, request }) => {
  for (const path of ["/admin", "/admin/orders", "/admin/orders/01a21493-097a-73fb-8836-3c9813ab4bf0"]) {
    expect((await request.get(path)).status()).toBe(404);
  }
  const stranger = freshEmail();
  await askForLink(page, stranger);
  await page.goto("/admin");
  expect(await mailsTo(stranger)).toHaveLength(0);
});

test("the owner signs in by a link that works once, finds an order and signs out", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(90_000);
  const [number, email] = [numberFor(), freshEmail()];
  const buyer = await (await browser.newContext()).newPage();
  const publicId = await buyTopUp(buyer, { number, email });
  await waitForEnd(request, publicId);
  const reference = (await readOrder(request, publicId)).attempts[0]?.reference ?? "";

  const link = await signIn(page);
  const again = await (await browser.newContext()).newPage();
  await again.goto(link);
  await again.getByRole("button", { name: "Sign in" }).click();
  await expect(again.getByText("This link has ended")).toBeVisible();

  await page.getByRole("link", { name: "Orders" }).first().click();
  const national = `0${number.slice(4)}`;
  for (const typed of [number, national, email, publicId, reference]) {
    await page.getByLabel("Number, e-mail, amount, or an id").fill(typed);
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByRole("row").filter({ hasText: "MTN" })).toHaveCount(1);
  }
  await page.getByRole("row").filter({ hasText: "MTN" }).getByRole("link").first().click();
  await expect(page.getByText(reference).first()).toBeVisible();
  await expect(page.getByRole("link", { name: email })).toBeVisible();
  await expect(
    page.getByText("answer_delivered").or(page.getByText("found_delivered")).first(),
  ).toBeVisible();
  expect(await page.content()).not.toContain(publicId);

  const order = page.url();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByLabel("E-mail address")).toBeVisible();
  expect((await page.goto(order))?.status()).toBe(404);
});
