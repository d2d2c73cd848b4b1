import { createHmac, randomUUID } from "node:crypto";
import { expect, test, type Page } from "playwright/test";
import { freshEmail, numberFor } from "../fixtures/buyer";
import { creditsOf } from "../fixtures/sandbox";
import { onDatabase } from "../fixtures/shop-database";
import { buyTopUp, chooseFirstAmount, enterNumber, fillReview, payButton } from "../fixtures/shop-pages";
import { waitForEnd } from "../fixtures/order-api";

/** Changes hidden fields of every form on the page, as somebody with the browser's tools would. */
async function alterFields(page: Page, fields: Record<string, string>): Promise<void> {
  await page.evaluate((wanted) => {
    for (const [name, value] of Object.entries(wanted)) {
      document
        .querySelectorAll<HTMLInputElement>(`input[name="${name}"]`)
        .forEach((input) => (input.value = value));
      document
        .querySelectorAll<HTMLButtonElement>(`button[name="${name}"]`)
        .forEach((button) => (button.value = value));
    }
  }, fields);
}

const choice = (page: Page) =>
  page.locator("main form button[name=amount], main form button[name=product]").first();

const ALTERED: [what: string, fields: Record<string, string>][] = [
  ["a product that does not exist", { product: randomUUID() }],
  ["a product that is no id", { product: "1 or 1=1" }],
  ["somebody else's recipient", { to: "0123456789abcdefghjkmnpqrs" }],
];

for (const [what, fields] of ALTERED) {
  test(`altered in the browser: ${what} is refused and nothing is sent`, async ({ page }) => {
    const number = numberFor();
    await enterNumber(page, number);
    await expect(choice(page)).toBeVisible();
    await alterFields(page, fields);
    await choice(page).click();
    await expect(page.getByRole("main").getByRole("alert").first()).toBeVisible();
    await expect(page).toHaveURL(/\/nigeria\/mtn/);
    expect(await creditsOf(number)).toHaveLength(0);
  });
}

test("an amount out of bounds is refused beside the field, and stays typed", async ({ page }) => {
  await enterNumber(page, numberFor());
  const field = page.getByLabel(/amount/i).first();
  await field.fill("999999999");
  await field.press("Enter");
  await expect(page.getByRole("main").getByRole("alert").first()).toBeVisible();
  await expect(field).toHaveValue("999999999");
});

test("a price added to the form changes nothing: the server asks for its own", async ({ page }) => {
  await enterNumber(page, numberFor());
  await chooseFirstAmount(page);
  const shown = await payButton(page).textContent();
  await fillReview(page, { email: freshEmail() });
  await page.evaluate(() => {
    const form = document.querySelector<HTMLInputElement>("input[name=email]")?.form;
    for (const name of ["total", "amount", "price", "totalMinor"]) {
      form?.append(Object.assign(document.createElement("input"), { type: "hidden", name, value: "1" }));
    }
  });
  await payButton(page).click();
  await page.waitForURL(/\/c\/pay\//);
  const total = /Hold \$([\d.]+) and send/.exec(shown ?? "")?.[1] ?? "no price was shown";
  await expect(page.getByText(`${total} USD`).first()).toBeVisible();
});

test("another buyer's checkout is not found", async ({ page, browser }) => {
  await enterNumber(page, numberFor());
  await chooseFirstAmount(page);
  const stranger = await (await browser.newContext()).newPage();
  expect((await stranger.goto(page.url()))?.status()).toBe(404);
  await stranger.context().close();
});

test("a quote that ran out is not sold: the buyer sees the new price first", async ({ page }) => {
  await enterNumber(page, numberFor());
  await chooseFirstAmount(page);
  const checkoutId = page.url().split("/").at(-1) ?? "";
  await fillReview(page, { email: freshEmail() });
  await onDatabase(
    (sql) =>
      sql`update quotes set expires_at = now() - interval '1 second' where checkout_id = ${checkoutId}`,
  );
  await payButton(page).click();
  await expect(page.getByText(/price .*run out/i).first()).toBeVisible();
  await page.getByRole("button", { name: "Show the price now" }).click();
  await expect(payButton(page)).toBeVisible();
});

test.describe("webhooks", () => {
  const sign = (body: string, at: number, secret = "whsec_sandbox") =>
    `t=${at},v1=${createHmac("sha256", secret).update(`${at}.${body}`).digest("hex")}`;
  const eventFor = (checkoutId: string) =>
    JSON.stringify({
      id: `evt_${randomUUID()}`,
      object: "event",
      type: "checkout.session.completed",
      data: {
        object: { id: "cs_forged", object: "checkout.session", metadata: { checkout_id: checkoutId } },
      },
    });
  const now = () => Math.floor(Date.now() / 1000);

  test("forged, stale and unsigned ones are refused and leave no trace", async ({ request }) => {
    const body = eventFor(randomUUID());
    const post = (signature: string | null) =>
      request.post("/api/webhooks/stripe", {
        data: body,
        headers: {
          "content-type": "application/json",
          ...(signature ? { "stripe-signature": signature } : {}),
        },
      });
    expect((await post(sign(body, now(), "whsec_wrong"))).status()).toBe(400);
    expect((await post(sign(body, now() - 3600))).status()).toBe(400);
    expect((await post(null)).status()).toBe(400);
    expect((await request.post("/api/webhooks/reloadly", { data: "{}" })).status()).toBe(400);
    expect((await request.post("/api/webhooks/nobody", { data: "{}" })).status()).toBe(404);
    const { id } = JSON.parse(body) as { id: string };
    const stored = await onDatabase((sql) => sql`select 1 from webhook_inbox where event_id = ${id}`);
    expect(stored).toHaveLength(0);
  });

  test("a replayed one is stored once and changes nothing", async ({ page, request }) => {
    const number = numberFor();
    const publicId = await buyTopUp(page, { number, email: freshEmail() });
    const order = await waitForEnd(request, publicId);
    const body = eventFor(order.checkoutId);
    const headers = { "content-type": "application/json", "stripe-signature": sign(body, now()) };
    for (let times = 0; times < 3; times += 1) {
      expect((await request.post("/api/webhooks/stripe", { data: body, headers })).status()).toBe(200);
    }
    const { id } = JSON.parse(body) as { id: string };
    await expect
      .poll(async () => onDatabase((sql) => sql`select result from webhook_inbox where event_id = ${id}`))
      .toEqual([{ result: "looked" }]);
    expect(await waitForEnd(request, publicId)).toEqual(order);
    expect(await creditsOf(number)).toHaveLength(1);
  });
});

test("a page of one buyer's own lets go of the window that opened it, a page for everybody does not start anew for it", async ({
  page,
  request,
}) => {
  const publicId = await buyTopUp(page, { number: numberFor(), email: freshEmail() });
  const opener = async (path: string) => (await request.get(path)).headers()["cross-origin-opener-policy"];
  for (const path of [
    `/orders/${publicId}`,
    `/ar/orders/${publicId}`,
    `/orders/${publicId}/receipt`,
    "/request",
    "/admin",
  ])
    expect(await opener(path), path).toBe("same-origin");
  for (const path of ["/", "/ar", "/nigeria/mtn", "/help"]) expect(await opener(path), path).toBeUndefined();
});
