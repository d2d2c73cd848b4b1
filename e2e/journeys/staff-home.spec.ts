import { randomInt } from "node:crypto";
import { expect, test } from "playwright/test";
import { onDatabase } from "../fixtures/shop-database";
import { signIn } from "../fixtures/sign-in";

const names = new Intl.DisplayNames("en", { type: "region" });

interface Running {
  name: string;
  title: string;
  description: string;
  country: string;
  slug: string;
}

/** The path segment of a country whose name is one plain word; undefined for others. */
function wordOf(country: string): string | undefined {
  const name = names.of(country)?.toLowerCase() ?? "";
  return /^[a-z]{3,}$/.test(name) ? name : undefined;
}

/** A promotion of an operator that has no other just now, and where the shop shows it. */
async function runningAlone(): Promise<Running & { shop: string }> {
  const all = await onDatabase(
    (sql) => sql<Running[]>`
      select min(p.title) as title, min(p.description) as description, o.country, o.slug, o.name
      from promotions p join provider_operators t on t.provider = p.provider and t.provider_operator_id = p.provider_operator_id
      join operators o on o.id = t.operator_id and o.enabled and o.sort = 'network'
      where p.active and p.starts_at < now() and p.ends_at > now() + interval '1 hour' and p.description <> ''
      group by o.id having count(*) = 1 order by min(p.ends_at), o.id limit 200`,
  );
  const found = all.find(({ country }) => wordOf(country));
  if (!found) throw new Error("No operator has one promotion");
  return { ...found, shop: `/${wordOf(found.country)}/${found.slug}` };
}

test("a promotion that staff hide is gone from the shop, the log finds it by the reason, and it comes back", async ({
  page,
}) => {
  const { name, title, description, shop } = await runningAlone();
  const reason = `their own page denies it ${randomInt(1e9)}`;
  const inShop = page.getByRole("main").getByText(description);
  await page.goto(shop);
  await expect(inShop).toBeVisible();

  await signIn(page);
  const press = async (summary: string, button: string) => {
    await page.goto(`/admin/promo-codes?q=${encodeURIComponent(name)}`);
    const row = page.getByRole("row").filter({ hasText: title }).filter({ hasText: description }).first();
    await row.getByText(summary, { exact: true }).first().click();
    await row.getByLabel("Reason").fill(reason);
    await row.getByRole("button", { name: button }).click();
  };
  await press("Hide", `Hide ${title}`);
  await expect(page.getByText("Hidden from the shop.")).toBeVisible();
  await expect(async () => {
    await page.goto(shop);
    await expect(inShop).toHaveCount(0, { timeout: 500 });
  }).toPass();

  await page.goto("/admin/audit");
  await page.getByLabel("Why (a part of the reason)").fill(reason.toUpperCase());
  await page.getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("row").filter({ hasText: reason })).toHaveCount(1);

  await press("Show again", `Show ${title} again`);
  await expect(page.getByText("Shown in the shop again.")).toBeVisible();
  // A page is given from memory for a second.
  await expect(async () => {
    await page.goto(shop);
    await expect(inShop).toBeVisible({ timeout: 500 });
  }).toPass();
});
