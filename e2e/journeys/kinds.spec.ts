import { expect, test, type Page } from "playwright/test";
import { findingsByTheme } from "../fixtures/axe";
import { freshEmail, MTN_GHANA, numberFor, SAFARICOM_KENYA, type Ranges } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { creditsOf, issuedFor, mailsTo, paymentOf } from "../fixtures/sandbox";
import { onDatabase } from "../fixtures/shop-database";
import { enterNumber, goToCardPage, orderOf, payButton, payByCard } from "../fixtures/shop-pages";

/** Numbers of the United States, whose operator the buyer chooses. */
const USA: Ranges = { prefixes: ["1212555", "1212556", "1212557", "1212558"], digits: 11 };

const MTN_UGANDA: Ranges = { prefixes: ["25677", "25678", "25676"], digits: 12 };

/** "$19.13" → 1913 */
const cents = (text: string): number =>
  Math.round(Number(/\$([\d,.]+\d)/.exec(text)?.[1]?.replace(",", "")) * 100);

const review = (page: Page) => page.getByRole("heading", { name: "Check, then send." });

async function enterAmerican(page: Page, number: string, operator = "lycamobile"): Promise<void> {
  await enterNumber(page, number);
  await page.waitForURL(/\?to=/);
  await page.goto(`/united-states/${operator}${new URL(page.url()).search}`);
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
  const month = cents(await page.getByText(/^\$.+ a month$/).innerText());
  expect(await findingsByTheme(page)).toEqual([]);
  const id = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(page.url())?.[0] ?? "";
  await page.getByRole("button", { name: "See the price" }).click();
  // The fee is taken once.
  const held = cents(await payButton(page).innerText());
  expect(held).toBeGreaterThan(2 * month);
  expect(held).toBeLessThan(3 * month);
  const { order } = await payAndWait(page, request);
  expect(await paymentOf(order.checkoutId)).toMatchObject({ captured: held });
  const [one] = await onDatabase(
    (sql) => sql<{ face: number }[]>`select face_minor::int as face from products where id = ${id}`,
  );
  expect(await creditsOf(number)).toMatchObject([
    { provider: "valuetopup", state: "credited", amount: { minor: 3 * (one?.face ?? 0), currency: "USD" } },
  ]);
});

test("the PIN of an account: asked for by who takes no top-up without it, and shown to nobody", async ({
  page,
  request,
}) => {
  const number = numberFor("6", USA);
  await enterAmerican(page, number, "boost-mobile");
  await page.getByRole("link", { name: /^\$15\b/ }).click();
  const pin = page.getByLabel("Account PIN at Boost Mobile");
  await pin.fill("12");
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(pin).toHaveAttribute("aria-invalid", "true");
  await expect(pin).toBeFocused();
  await pin.fill("4711 05");
  await page.getByRole("button", { name: "See the price" }).click();
  const { order } = await payAndWait(page, request);
  // Sent without its four to six digits, it would have been refused.
  expect(await creditsOf(number)).toMatchObject([
    { provider: "valuetopup", state: "credited", amount: { minor: 1500, currency: "USD" } },
  ]);
  expect(JSON.stringify(order) + (await page.content())).not.toMatch(/4711 ?05/);
});

test("packages are narrowed by data and time, sorted by the price of a gigabyte, and the first one is bought", async ({
  page,
  request,
}) => {
  const number = numberFor();
  const packages = page.locator("section", { has: page.locator("#kind-bundle") }).getByRole("button");
  await enterNumber(page, number);
  await page.waitForURL(/\?to=/);
  const all = await packages.count();
  await page.getByRole("combobox", { name: "Data" }).selectOption("5");
  await page.getByRole("combobox", { name: "Good for" }).selectOption("month");
  await page.getByRole("combobox", { name: "Calls" }).selectOption("1");
  await page.getByRole("combobox", { name: "Sort by" }).selectOption("gb");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.waitForURL(/data=5/);
  await expect(page.getByText(/^\d+ of \d+ packages\.$/)).toBeVisible();
  const shown = await packages.allInnerTexts();
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.length).toBeLessThan(all);
  for (const text of shown) {
    expect(text).toMatch(/min|calls/);
    expect(text).toMatch(/\b([5-9]|\d\d+) ?GB/);
    expect(text).toMatch(/30 days/i);
  }
  const rates = shown.map((text) => cents(/\S+ a GB/.exec(text)?.[0] ?? ""));
  expect(rates).toEqual(rates.toSorted((one, other) => one - other));
  const name = (shown[0] ?? "").split("\n")[0] ?? "";
  const price = cents(shown[0]?.split("You pay ")[1] ?? "");
  await packages.first().click();
  await expect(page.getByText(name).first()).toBeVisible();
  const { order } = await payAndWait(page, request);
  expect(await paymentOf(order.checkoutId)).toMatchObject({ captured: price });
  expect(order).toMatchObject({
    kind: "bundle",
    state: "delivered",
    description: expect.stringContaining(name),
  });
  expect(await creditsOf(number)).toMatchObject([{ state: "credited" }]);
});

test("a number on a contract takes no airtime: the page says why, and sells it what fits", async ({
  page,
  request,
}) => {
  const number = numberFor("0006");
  await page.goto("/nigeria/mtn");
  await expect(page.locator("#kind-airtime")).toBeVisible();
  await enterNumber(page, number);
  await page.waitForURL(/\/nigeria\/mtn\?to=/);
  await expect(page.getByText("Not everything goes to this number.")).toBeVisible();
  await expect(
    page.getByText(/^MTN says that it takes no airtime, like most numbers on a contract/),
  ).toBeVisible();
  await expect(page.locator("#kind-airtime")).toHaveCount(0);
  await expect(page.getByLabel("Another amount")).toHaveCount(0);
  await page
    .locator("section", { has: page.locator("#kind-data") })
    .getByRole("button")
    .first()
    .click();
  const { order } = await payAndWait(page, request);
  expect(order).toMatchObject({ kind: "data", state: "delivered" });
  expect(await creditsOf(number)).toMatchObject([{ state: "credited" }]);
});

test("any amount of a range: what was typed is what is credited", async ({ page, request }) => {
  const number = numberFor("4567", SAFARICOM_KENYA);
  await enterNumber(page, number);
  await page.waitForURL(/\?to=/);
  await page.getByLabel("Another amount").first().fill("377");
  await page.getByRole("button", { name: "See the price" }).first().click();
  await expect(page.getByText(/377\.00/).first()).toBeVisible();
  const { order } = await payAndWait(page, request);
  expect(order).toMatchObject({ kind: "airtime", state: "delivered" });
  expect(await creditsOf(number)).toMatchObject([
    { state: "credited", amount: { minor: 37_700, currency: "KES" } },
  ]);
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
  const { order } = await payAndWait(page, request);
  const [credit, ...more] = await creditsOf(account);
  expect(credit).toMatchObject({ provider: "valuetopup", state: "credited", amount: { currency: "GHS" } });
  // Never less than what is due: a supplier that reckons in dollars may round it up.
  expect(credit?.amount.minor).toBeGreaterThanOrEqual(5000);
  expect(credit?.amount.minor).toBeLessThan(5050);
  expect(more).toEqual([]);
  const proof = order.operatorReference ?? "no reference";
  expect(proof).toContain(credit?.providerReference);
  const row = page.locator("div", { has: page.locator("> dt", { hasText: "Operator’s reference" }) });
  await expect(row.locator("> dd")).toHaveText(proof);
});

test("a prepaid meter: paid by its number, and its token is on the order page", async ({ page, request }) => {
  const meter = numberFor("7799").slice(3);
  await page.goto("/bills/nigeria/power-prepaid");
  await page.getByLabel("Amount").fill("5000");
  await page.getByRole("button", { name: "See the price" }).click();
  await expect(page.getByText("Type the account that is paid.")).toBeVisible();
  await page.getByLabel("Account number").fill(meter.replace(/(\d{4})/g, "$1 "));
  await page.getByRole("button", { name: "See the price" }).click();
  await payAndWait(page, request);
  expect(await creditsOf(meter)).toMatchObject([{ provider: "reloadly", state: "credited" }]);
  await page.reload();
  await expect(page.getByText(/^\d{4}(?:[- ]?\d{4}){3,4}$/)).toBeVisible();
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

test("a PIN is told before paying, stands on the order page with what is dialled, and its mail comes again", async ({
  page,
  context,
  request,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await enterAmerican(page, numberFor("5", USA));
  const first = page
    .locator("section", { has: page.locator("#kind-pin") })
    .getByRole("button")
    .first();
  await expect(first.getByText("PIN", { exact: true })).toBeVisible();
  await first.click();
  await expect(page.getByText("You get a PIN, not a direct credit")).toBeVisible();
  await expect(page.getByText(/^The code stands on your order page/)).toBeVisible();
  const { order, email } = await payAndWait(page, request);
  expect(order).toMatchObject({ kind: "pin", state: "delivered" });
  expect(await issuedFor(order)).toMatchObject([{ state: "credited" }]);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Your PIN" })).toBeVisible();
  const dialled = page.getByRole("link", { name: /^\*\d+\*\d+#$/ });
  await page.getByRole("button", { name: "Copy the PIN" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toMatch(/^\d{6,}$/);
  await expect(dialled).toHaveText(new RegExp(`^\\*\\d+\\*${copied}#$`));
  expect(await findingsByTheme(page)).toEqual([]);

  const told = async () =>
    (await mailsTo(email)).filter(({ text }) => text.includes("Your PIN is on the order page."));
  await expect.poll(async () => (await told()).length).toBe(1);
  await page.getByRole("button", { name: /^Send the mail to .+ once more$/ }).click();
  await expect(page.getByText(/^It is on its way, and leads back here/)).toBeVisible();
  await expect.poll(async () => (await told()).length).toBe(2);
  for (const { text, html } of await told()) expect(text + html).not.toContain(copied);
});
