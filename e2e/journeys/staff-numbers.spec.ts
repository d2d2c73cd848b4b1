import { readFileSync } from "node:fs";
import { expect, test, type Page } from "playwright/test";
import { freshEmail, GLOBE_PHILIPPINES, numberFor } from "../fixtures/buyer";
import { readOrder, waitForEnd } from "../fixtures/order-api";
import { creditsOf, paymentOf } from "../fixtures/sandbox";
import { buyTopUp } from "../fixtures/shop-pages";
import { signInAs } from "../fixtures/sign-in";

test.describe.configure({ mode: "serial" });
test.setTimeout(120_000);

const SEARCH = "Number, e-mail, amount, or an id";

/** Orders, delivered ones and revenue of an operator today, as the home's table says. */
async function figuresOf(
  page: Page,
  operator: string,
): Promise<{ orders: number; delivered: number; cents: number }> {
  await page.goto("/admin?period=today");
  const row = page
    .getByRole("region", { name: "By operator" })
    .getByRole("row")
    .filter({ hasText: operator });
  if ((await row.count()) === 0) return { orders: 0, delivered: 0, cents: 0 };
  const [orders, delivered, , , , , revenue] = await row.getByRole("cell").allTextContents();
  return {
    orders: Number(orders),
    delivered: Number(delivered),
    cents: Math.round(Number((revenue ?? "").replace(/[^\d.-]/g, "")) * 100),
  };
}

test("the home counts an order as the sandbox's ledger tells it; the list finds it by whatever is known of it", async ({
  page,
  browser,
  request,
}) => {
  await signInAs(page, "owner");
  const before = await figuresOf(page, "Globe");
  const [number, email] = [numberFor("4567", GLOBE_PHILIPPINES), freshEmail()];
  const buyer = await (await browser.newContext()).newPage();
  const publicId = await buyTopUp(buyer, { number, email });
  await waitForEnd(request, publicId);
  const order = await readOrder(request, publicId);
  const [credit] = await creditsOf(number);
  const paid = await paymentOf(order.checkoutId);
  expect(credit?.state).toBe("credited");
  await expect
    .poll(() => figuresOf(page, "Globe"), { timeout: 20_000 })
    .toEqual({
      orders: before.orders + 1,
      delivered: before.delivered + 1,
      cents: before.cents + (paid?.captured ?? 0),
    });

  await page.goto("/admin/orders");
  const known = [
    number,
    email,
    publicId,
    order.checkoutId,
    credit?.reference,
    credit?.providerReference,
    paid?.paymentIntent,
  ];
  for (const typed of [...known, order.operatorReference ?? number]) {
    await page.getByLabel(SEARCH).fill(typed ?? "");
    await page.getByRole("button", { name: "Search" }).click();
    await expect(page.getByRole("row").filter({ hasText: "Globe" })).toHaveCount(1);
  }
  await page.goto(
    `/admin/orders?q=${encodeURIComponent(`USD ${((paid?.captured ?? 0) / 100).toFixed(2)}`)}&country=PH`,
  );
  await expect(page.getByRole("row").filter({ hasText: "Globe" }).first()).toBeVisible();
});

test("a list is narrowed, kept under a name for everybody, taken out, and wrong values are told", async ({
  page,
  browser,
}) => {
  await signInAs(page, "owner");
  await page.goto("/admin/orders?country=PH&state=delivered&min=abc");
  await expect(page.getByText("Paid at least cannot be “abc”")).toBeVisible();
  const name = `Delivered ${Date.now()}`;
  await page.getByLabel("Keep this list as").fill(name);
  await page.getByLabel("Show it to everybody").check();
  await page.getByRole("button", { name: "Keep it" }).click();
  await expect(page.getByRole("link", { name })).toBeVisible();
  await page.goto("/admin/orders");
  await page.getByRole("link", { name }).click();
  await expect(page).toHaveURL(/state=delivered/);
  await expect(page.getByRole("row").filter({ hasText: "Globe" }).first()).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Take out as CSV" }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(lines[0]).toContain("id,made,state,payment");
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines.slice(1)) expect(line).toMatch(/,delivered,.*,PH,.*,'\+63 /);
  const [asJson] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "as JSON" }).click(),
  ]);
  const listed = JSON.parse(readFileSync(await asJson.path(), "utf8")) as {
    state: string;
    country: string;
  }[];
  expect(listed.length).toBe(lines.length - 1);
  for (const order of listed) expect(order).toMatchObject({ state: "delivered", country: "PH" });

  const colleague = await (await browser.newContext()).newPage();
  await signInAs(colleague, "viewer");
  await colleague.goto("/admin/orders");
  await colleague.getByRole("link", { name: `${name} (` }).click();
  await expect(colleague).toHaveURL(/state=delivered/);
  await expect(colleague.getByRole("button", { name: "as JSON" })).toHaveCount(0);
  await expect(colleague.getByRole("button", { name: `Forget ${name}` })).toHaveCount(0);
  await page.getByRole("button", { name: `Forget ${name}` }).click();
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("what many orders are to get is shown before it is done", async ({ page }) => {
  await signInAs(page, "owner");
  await page.goto("/admin/orders?country=PH&state=delivered");
  await page
    .getByRole("checkbox", { name: /^Pick .*Globe/ })
    .first()
    .check();
  await page.getByLabel("With the picked ones").selectOption("Cancel what was not sent");
  await page.getByRole("button", { name: "See what it does" }).click();
  await expect(page.getByText("It would be done to none of them.")).toBeVisible();
  await page.getByRole("link", { name: "Back to the list" }).click();
  await page
    .getByRole("checkbox", { name: /^Pick .*Globe/ })
    .first()
    .check();
  await page.getByRole("button", { name: "See what it does" }).click();
  await page.getByRole("button", { name: "Do it to 1 order" }).click();
  await expect(page.getByRole("heading", { name: "What became of it" })).toBeVisible();
  await expect(page.getByText("Done", { exact: true })).toBeVisible();
});
