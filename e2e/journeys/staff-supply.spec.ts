import { expect, test } from "playwright/test";
import { AIRTEL_NIGERIA, freshEmail, numberFor } from "../fixtures/buyer";
import { waitForEnd } from "../fixtures/order-api";
import { creditsOf } from "../fixtures/sandbox";
import { onDatabase } from "../fixtures/shop-database";
import { buyTopUp } from "../fixtures/shop-pages";
import { signInAs } from "../fixtures/sign-in";

/** A network that no other journey sends to. */
async function quietOperator(country: string): Promise<{ id: string; name: string; slug: string }> {
  const [row] = await onDatabase(
    (sql) => sql<{ id: string; name: string; slug: string }[]>`
      select o.id, o.name, o.slug from operators o where o.country = ${country} and o.sort = 'network' and o.enabled
        and exists (select from products p where p.operator_id = o.id and p.available and p.recipient = 'number')
      order by o.popularity desc, o.name limit 1`,
  );
  if (!row) throw new Error(`No network in ${country}`);
  return row;
}

test("an operator is taken off sale: its page says so, and sells again when it is put back", async ({
  page,
}) => {
  const operator = await quietOperator("FJ");
  const off = page.getByText(`Nothing can be sent to ${operator.name} at the moment.`);
  await signInAs(page, "catalog");
  await page.goto(`/admin/catalog/${operator.id}`);
  await page.locator(`#switch-${operator.id}-reason`).fill("Their network is down");
  await page.getByRole("button", { name: `Take off sale: ${operator.name}` }).click();
  await expect(page.getByText("Off sale from now on.")).toBeVisible();
  await expect(page.getByText("Their network is down").first()).toBeVisible();
  await page.goto(`/fiji/${operator.slug}`);
  await expect(off).toBeVisible();
  await page.goto(`/admin/catalog/${operator.id}`);
  await page.locator(`#switch-${operator.id}-reason`).fill("It works again");
  await page.getByRole("button", { name: `Put back on sale: ${operator.name}` }).click();
  await expect(page.getByText("On sale again.")).toBeVisible();
  // A page is answered from memory for a second.
  await expect(async () => {
    await page.goto(`/fiji/${operator.slug}`);
    await expect(page.getByRole("heading", { level: 1, name: `Top up ${operator.name}` })).toBeVisible();
    await expect(off).toHaveCount(0, { timeout: 500 });
  }).toPass();
});

test("two operators are merged, and parted again with what each sold", async ({ page }) => {
  const [one, other] = await onDatabase(
    (sql) => sql<{ id: string; name: string; slug: string }[]>`
      select o.id, o.name, o.slug from operators o where o.country = 'WS' and o.sort = 'network' and o.enabled
        and o.merged_into is null and exists (select from products p where p.operator_id = o.id and p.available)
      order by o.name`,
  );
  if (!one || !other) throw new Error("Samoa has no two networks");
  const sold = async (operator: { id: string }) =>
    onDatabase(
      (sql) => sql`select id, key, available from products where operator_id = ${operator.id} order by id`,
    );
  const before = [await sold(one), await sold(other)];
  await signInAs(page, "catalog");
  await page.goto(`/admin/catalog/${one.id}`);
  await page.getByLabel("It is the same as").selectOption({ label: other.name });
  await page.getByRole("button", { name: "Merge them" }).click();
  await expect(page.getByText("They are one now.")).toBeVisible();
  const missing = await page.goto(`/samoa/${one.slug}`);
  expect(new URL(missing?.url() ?? "").pathname).toBe(`/samoa/${other.slug}`);
  await page.goto("/admin/catalog/mapping");
  const decision = page.getByRole("row", { name: `${one.name} (WS) → ${other.name}` });
  await decision.getByRole("button", { name: "Take it back" }).click();
  await expect(page.getByText("Taken back.")).toBeVisible();
  await expect(decision.getByText("Taken back", { exact: true })).toBeVisible();
  expect([await sold(one), await sold(other)]).toEqual(before);
  await page.goto(`/samoa/${one.slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(one.name);
});

test("a rule is rehearsed, then made: the next order goes the other way", async ({ page, request }) => {
  test.setTimeout(120_000);
  await signInAs(page, "owner");
  const [airtel] = await onDatabase(
    (sql) =>
      sql<
        { id: string }[]
      >`select id from operators where country = 'NG' and name = 'Airtel' and merged_into is null`,
  );
  await page.goto(
    `/admin/providers/rules?provider=telecom&effect=pin&country=NG&operator=${airtel?.id ?? ""}&kind=airtime&look=yes`,
  );
  await expect(page.getByText(/orders of the last 30 days would have gone another way/)).toBeVisible();
  await page.locator("#make-reason").fill("Rehearsed by a journey");
  await page.getByRole("button", { name: "Put Telecom first" }).click();
  await expect(page.getByText("The rule holds: the next order goes by it.")).toBeVisible();
  const number = numberFor("4567", AIRTEL_NIGERIA);
  const order = await waitForEnd(request, await buyTopUp(page, { number, email: freshEmail() }));
  expect(order).toMatchObject({ state: "delivered" });
  expect(await creditsOf(number)).toMatchObject([{ provider: "telecom", state: "credited" }]);
  // Calls are written down within a second.
  await expect(async () => {
    await page.goto("/admin/providers/telecom/calls?purpose=submit");
    const answered = page.getByRole("table").getByText(/^HTTP 20[01]$/);
    await expect(answered.first()).toBeVisible({ timeout: 1000 });
  }).toPass();
  await expect(page.getByRole("main")).not.toContainText(number.slice(1));
  await page.goto("/admin/providers/telecom");
  const rule = page.getByRole("row", { name: /Rehearsed by a journey/ });
  await rule.getByRole("button", { name: "End it" }).click();
  // Other journeys may have rules about the same provider.
  await expect(rule).toHaveCount(0);
});

test("a float below what staff set is told of on the home", async ({ page }) => {
  await signInAs(page, "owner");
  await page.goto("/admin/providers/valuetopup");
  await page.getByLabel(/… or holds less than/).fill("900000000");
  await page.getByRole("button", { name: "Set when to be told" }).click();
  await expect(page.getByText("You will be told by that.")).toBeVisible();
  await page.goto("/admin");
  await expect(page.getByRole("row", { name: /ValueTopup.*Float low/ })).toBeVisible();
  await page.goto("/admin/providers/valuetopup");
  await page.getByLabel(/… or holds less than/).fill("");
  await page.getByRole("button", { name: "Set when to be told" }).click();
  await expect(page.getByText("You will be told by that.")).toBeVisible();
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.getByText(/^It knows us\./)).toBeVisible();
});
