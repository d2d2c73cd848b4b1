import { expect, test, type Page } from "playwright/test";
import { STAFF_DOORS } from "@/app/admin/staff-doors";
import { newId } from "@/lib/core/ids";
import { may, STAFF_ROLES } from "@/lib/core/permissions";
import { findingsByTheme, fitsScreen } from "../fixtures/axe";
import { freshEmail, JIO_INDIA, numberFor } from "../fixtures/buyer";
import { pinProvider } from "../fixtures/provider-rules";
import { onDatabase } from "../fixtures/shop-database";
import { relyingOn } from "../fixtures/shop-wide";
import { buyTopUp, stop } from "../fixtures/shop-pages";
import { openStaffOrder, signInAs } from "../fixtures/sign-in";

test.use({ viewport: { width: 360, height: 740 } });

/** An address of a page or download about one thing, and the file that answers it. */
type Detail = [file: string, path: string];

const lastPart = (address: string) => new URL(address, "http://shop").pathname.split("/").at(-1) ?? "";

/** A case that only a person can settle. Returns the addresses of what staff see of it. */
async function openCase(page: Page, buyer: Page): Promise<Detail[]> {
  await pinProvider("a1topup", { country: "IN", name: "Jio" });
  const [number, email] = [numberFor("0008", JIO_INDIA), freshEmail()];
  await relyingOn("a1topup", () => buyTopUp(buyer, { number, email }));
  await expect(stop(buyer, /A person is asking/)).toBeVisible();
  await openStaffOrder(page, number);
  const id = lastPart(page.url());
  return [
    ["orders/[id]/page.tsx", `/admin/orders/${id}`],
    ["review/page.tsx", `/admin/review?case=${id}`],
    ["orders/bulk/page.tsx", `/admin/orders/bulk?do=receipt&id=${id}`],
    ["customers/buyer/page.tsx", `/admin/customers/buyer?email=${encodeURIComponent(email)}`],
  ];
}

/** The books are compared and the payouts read, each by its button. */
async function readBooks(page: Page): Promise<Detail[]> {
  await page.goto("/admin/reconciliation");
  await page.getByRole("button", { name: "Compare now" }).click();
  await expect(page.getByText(/^Every source was read to its end\./)).toBeVisible({ timeout: 60_000 });
  const comparison = await page
    .getByRole("region", { name: "Comparisons" })
    .getByRole("link")
    .first()
    .getAttribute("href");
  await page.goto("/admin/reconciliation/payouts");
  await page.getByRole("button", { name: "Read from Stripe now" }).click();
  await expect(page.getByText(/payouts? (was|were) read\.$/)).toBeVisible({ timeout: 30_000 });
  const payout = await page.getByRole("table").getByRole("link").first().getAttribute("href");
  return [
    ["reconciliation/[runId]/page.tsx", comparison ?? ""],
    ["reconciliation/payouts/[payoutId]/page.tsx", payout ?? ""],
  ];
}

/** What stands there without anybody's doing, and a rule of alerts that tells nobody. */
async function findOthers(): Promise<Detail[]> {
  const rule = newId();
  const [found] = await onDatabase(
    (sql) => sql<{ operator: string; run: string; member: string }[]>`
      with rule as (
        insert into alert_rules (id, name, kinds, channel, emails, enabled)
        values (${rule}, ${`Of nothing, ${rule}`}, '["test"]', 'email', '["nobody@example.test"]', false)
      )
      select (select id from operators where country = 'NG' and name = 'MTN' and merged_into is null) as operator,
        (select id from import_runs where what = 'catalog' order by started_at limit 1) as run,
        (select id from users where role = 'owner' order by created_at limit 1) as member`,
  );
  const { operator = "", run = "", member = "" } = found ?? {};
  return [
    ["alerts/[ruleId]/page.tsx", `/admin/alerts/${rule}`],
    ["catalog/[operator]/page.tsx", `/admin/catalog/${operator}`],
    ["catalog/imports/[run]/page.tsx", `/admin/catalog/imports/${run}`],
    ["staff/[userId]/page.tsx", `/admin/staff/${member}`],
  ];
}

test("what there is of one order, case, buyer, operator, import, comparison, payout or member of staff is for everybody to read, and there for no role that may not", async ({
  page,
  browser,
  request,
}) => {
  test.setTimeout(240_000);
  await signInAs(page, "owner");
  const buyer = await (await browser.newContext()).newPage();
  const pages = [...(await openCase(page, buyer)), ...(await readBooks(page)), ...(await findOthers())];
  const wrong: string[] = [];
  for (const [file, path] of pages) {
    expect((await page.goto(path))?.status(), path).toBe(200);
    wrong.push(...(await findingsByTheme(page)).map((finding) => `${file} ${finding}`));
    if (!(await fitsScreen(page))) wrong.push(`${file} is wider than the screen`);
  }
  expect(wrong).toEqual([]);

  const month = new Date().toISOString().slice(0, 7);
  const doors: Detail[] = [...pages, ["reports/[month]/csv/route.ts", `/admin/reports/${month}/csv`]];
  const needed = new Map(STAFF_DOORS.map(({ file, needs }) => [file, needs]));
  for (const [file, path] of doors) expect((await request.get(path)).status(), file).toBe(404);
  for (const role of STAFF_ROLES) {
    const context = await browser.newContext();
    await signInAs(await context.newPage(), role);
    for (const [file, path] of doors) {
      const needs = needed.get(file);
      const open = needs ? may({ kind: "staff", role }, needs) : needs === null;
      expect((await context.request.get(path)).status(), `${role}: ${file}`).toBe(open ? 200 : 404);
    }
    await context.close();
  }
});
