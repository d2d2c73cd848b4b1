import { expect, test, type Page } from "playwright/test";
import { AIRTEL_KENYA, numberFor } from "../fixtures/buyer";
import { onDatabase } from "../fixtures/shop-database";
import { chooseFirstAmount, enterNumber, payButton } from "../fixtures/shop-pages";
import { signInAs } from "../fixtures/sign-in";

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
