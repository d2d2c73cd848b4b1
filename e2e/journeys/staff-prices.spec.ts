import { expect, test, type Page } from "playwright/test";
import { AIRTEL_KENYA, freshEmail, numberFor } from "../fixtures/buyer";
import { mailTo } from "../fixtures/mail-to";
import { waitForEnd } from "../fixtures/order-api";
import { paymentOf } from "../fixtures/sandbox";
import { onDatabase } from "../fixtures/shop-database";
import {
  chooseFirstAmount,
  enterNumber,
  fillReview,
  orderOf,
  payButton,
  payByCard,
} from "../fixtures/shop-pages";
import { openStaffOrder, signInAs } from "../fixtures/sign-in";

const totalOn = async (page: Page): Promise<string> =>
  /\d+\.\d{2}/.exec(await payButton(page).innerText())?.[0] ?? "";

/** Opens a buyer's checkout of one airtime top-up. Returns what it costs. */
async function openCheckout(page: Page): Promise<string> {
  await enterNumber(page, numberFor("4567", AIRTEL_KENYA));
  await chooseFirstAmount(page);
  return totalOn(page);
}

async function save(page: Page, reason: string): Promise<void> {
  await page.getByLabel("Why").fill(reason);
  await page.getByRole("button", { name: "Make this version" }).click();
}

// Of two who change prices at once one is told to look again.
test.describe.configure({ mode: "serial" });

test("a rule made by staff changes what buyers are asked; an open checkout keeps its price; below cost it must be confirmed", async ({
  browser,
  page,
}) => {
  const buyer = await (await browser.newContext()).newPage();
  const before = await openCheckout(buyer);
  await signInAs(page, "finance");
  const [airtel] = await onDatabase(
    (sql) => sql<{ id: string }[]>`
      select id from operators where country = 'KE' and name = 'Airtel' and merged_into is null`,
  );
  const rule = (percent: string, flat = "0") =>
    `/admin/prices/change?rule=new&show=1&country=KE&operator=${airtel?.id ?? ""}&kind=airtime&percent=${percent}&flat=${flat}&least=0`;
  await page.goto(rule("-20"));
  await expect(page.getByText(/would sell below cost/).first()).toBeVisible();
  await save(page, "a mistake");
  await expect(page.getByText(/Tick the box to confirm it/)).toBeVisible();
  await expect(page.getByLabel("Why")).toHaveValue("a mistake");
  await page.goto(rule("60", "0.49"));
  await expect(page.getByText("Nothing sells below cost.", { exact: false })).toBeVisible();
  await save(page, "the network asks more");
  await expect(page.getByText(/^Version \d+ is made\.$/)).toBeVisible();
  await buyer.reload();
  expect(await totalOn(buyer)).toBe(before);
  const dearer = await openCheckout(buyer);
  expect(Number(dearer)).toBeGreaterThan(Number(before) * 1.2);
  await page
    .getByRole("row", { name: /^Airtel \(Kenya\)/ })
    .getByRole("link")
    .click();
  await page.getByLabel("Take this rule away").check();
  await page.getByRole("button", { name: "Show what it does" }).click();
  await page.waitForURL(/show=1/);
  await save(page, "it asks less again");
  await expect(page.getByText(/^Version \d+ is made\.$/)).toBeVisible();
  expect(await openCheckout(buyer)).toBe(before);
});

test("a planned change is shown and taken back, also without scripts; the month is downloaded as the books have it", async ({
  browser,
  page,
  baseURL,
}) => {
  await signInAs(page, "owner");
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
    ...(baseURL ? { baseURL } : {}),
  });
  const quiet = await plain.newPage();
  await quiet.goto("/admin/prices/change?rule=new&show=1&country=TO&percent=9&flat=0.60&least=0");
  await quiet.getByLabel("From when, UTC").fill("2035-01-01T00:00");
  await save(quiet, "planned by a journey");
  await expect(quiet.getByText("Will count from")).toBeVisible();
  const card = quiet.getByRole("listitem").filter({ hasText: "planned by a journey" });
  await card.getByRole("button", { name: "Take it back" }).click();
  await expect(card).toHaveCount(0);
  await quiet.close();
  await page.goto("/admin/reports");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download as CSV" }).click(),
  ]);
  const lines = (await (await download.createReadStream()).toArray()).join("").trimEnd().split("\r\n");
  const sales = lines
    .map((line) => line.split(","))
    .find(
      ([, , counted, country, , currency]) => counted === "booked" && country === "all" && currency === "USD",
    )?.[6];
  const [booked] = await onDatabase(
    (sql) => sql<{ sum: string }[]>`
      select -sum(micros)::bigint as sum from ledger_entries where account = 'sales' and currency = 'USD'
        and at >= date_trunc('month', app_now() at time zone 'UTC') at time zone 'UTC'`,
  );
  // Others may buy in between; nothing is ever taken out of the books.
  expect(Math.round(Number(sales) * 1e6)).toBeLessThanOrEqual(Number(booked?.sum));
  expect(Number(sales)).toBeGreaterThanOrEqual(0);
});

/** A network that no other journey sends to. */
const QUIET = { country: "TO", slug: "toko-wireless", page: "/tonga/toko-wireless" };

test("a price below cost counts once it is confirmed; an earlier version is brought back", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await signInAs(page, "finance");
  const lowest = async () =>
    Number(/"lowPrice":"([\d.]+)"/.exec(await (await page.request.get(QUIET.page)).text())?.[1]);
  const before = await lowest();
  const [operator] = await onDatabase(
    (sql) => sql<{ id: string }[]>`
      select id from operators where country = ${QUIET.country} and slug = ${QUIET.slug}`,
  );
  await page.goto(
    `/admin/prices/change?rule=new&show=1&country=${QUIET.country}&operator=${operator?.id ?? ""}&kind=airtime&percent=-20&flat=0&least=0`,
  );
  await expect(page.getByText(/would sell below cost/).first()).toBeVisible();
  await page.getByLabel("Yes, sell these below cost").check();
  await save(page, "to win them back");
  const said = page.getByText(/^Version \d+ is made\.$/);
  await expect(said).toBeVisible();
  const made = Number(/\d+/.exec(await said.innerText())?.[0]);
  await expect.poll(lowest, { timeout: 20_000 }).toBeLessThan(before);

  await page.goto("/admin/prices/history");
  const version = page
    .getByRole("listitem")
    .filter({ has: page.getByRole("heading", { name: `Version ${made}`, exact: true }) });
  await expect(version.getByText(/^Confirmed to sell \d+ products? below cost\.$/)).toBeVisible();
  // The newest that counts is this one; what was taken back before it never counted.
  const back = page.getByRole("link", { name: /^Go back to version/ }).nth(1);
  const earlier = await back.innerText();
  await back.click();
  await expect(page.getByRole("heading", { name: earlier })).toBeVisible();
  await save(page, "it cost too much");
  await expect(page.getByText(`Version ${made + 1} is made.`)).toBeVisible();
  await expect.poll(lowest, { timeout: 20_000 }).toBe(before);
});

test("a tax counts for who lives where it is set, within the same price; a rate of exchange holds by hand until it is ended", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(120_000);
  await signInAs(page, "finance");
  const setTax = async (percent: string) => {
    await page.goto("/admin/tax");
    await page.locator("#country").selectOption("NZ");
    await page.locator("#percent").fill(percent);
    await page.locator("#reason").fill("the law of New Zealand");
    await page.getByRole("button", { name: "Save the rate" }).click();
    await expect(page.getByText(/^Version \d+ is made\.$/)).toBeVisible();
  };
  const turn = async (button: string, says: string) => {
    await page.goto("/admin/tax");
    await page.locator("#tax-switch").fill("decided by a journey");
    await page.getByRole("button", { name: button }).click();
    await expect(page.getByText(says)).toBeVisible();
  };
  await setTax("15");
  await turn("Take taxes", "Taxes are taken where a rate is set.");

  const buyer = await (await browser.newContext()).newPage();
  const [number, email] = [numberFor("4567", AIRTEL_KENYA), freshEmail()];
  await enterNumber(buyer, number);
  await chooseFirstAmount(buyer);
  const total = await totalOn(buyer);
  await fillReview(buyer, { email, residence: "NZ" });
  await payButton(buyer).click();
  await payByCard(buyer);
  const order = await waitForEnd(request, await orderOf(buyer));
  const tax = Math.round((Number(total) * 100 * 15) / 115);
  expect((await paymentOf(order.checkoutId))?.captured).toBe(Math.round(Number(total) * 100));
  expect((await mailTo(email)).text).toContain(`$${(tax / 100).toFixed(2)}`);
  await openStaffOrder(page, number);
  await expect(page.getByRole("region", { name: "Books" })).toContainText("tax-payable");
  await turn("Take no taxes", "No tax is taken.");
  await setTax("");

  await page.goto("/admin/prices/rates");
  const rate = page.getByRole("row").filter({ hasText: /^TOP/ });
  const known = Number(await rate.getByRole("cell").nth(1).innerText());
  await page.locator("#currency").fill("TOP");
  await page.locator("#rate").fill((known * 2).toFixed(4));
  await page.locator("#until").fill(new Date(Date.now() + 86_400_000).toISOString().slice(0, 16));
  await page.locator("#reason").fill("their bank devalued");
  await page.getByRole("button", { name: "Set the rate" }).click();
  await expect(page.getByText(/% from the rate that counts/)).toBeVisible();
  await page.getByLabel("Yes, also when it is far from the rate that counts").check();
  await page.getByRole("button", { name: "Set the rate" }).click();
  await expect(page.getByText("The rate counts from now on.")).toBeVisible();
  await expect(rate).toContainText("their bank devalued");
  await rate.getByRole("button", { name: "End", exact: true }).click();
  await expect(rate).not.toContainText("their bank devalued");
});
