import { expect, test, type Page } from "playwright/test";
import { onDatabase } from "../fixtures/shop-database";
import { changingForAll } from "../fixtures/shop-wide";
import { signInAs } from "../fixtures/sign-in";

/** Fills and sends the form on the provider's page that this field or button belongs to. */
async function decide(page: Page, form: "switch" | "pause", choice: string): Promise<void> {
  await page.goto("/admin/providers/a1topup");
  await page.locator(form === "switch" ? "#switch-on" : "#pause-minutes").selectOption(choice);
  await page.locator(`#${form}-reason`).fill("tried by a journey");
  const button = form === "switch" ? "Switch" : "Pause it";
  await page.getByRole("button", { name: button, exact: true }).click();
}

test("a provider is paused and switched off: what it alone sells is gone from the shop, and back when that ends; a way that rests is closed by hand", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const buyer = await (await browser.newContext()).newPage();
  // Ten rupees of a network that no other journey sends to: nobody else sells them.
  const offered = buyer.getByRole("listitem").filter({ hasText: /^₹10You pay/ });
  const expectSold = (sold: boolean) =>
    expect(async () => {
      await buyer.goto("/india/mtnl");
      await expect(buyer.getByRole("heading", { level: 1 })).toContainText("MTNL", { timeout: 500 });
      await expect(offered).toHaveCount(sold ? 1 : 0, { timeout: 500 });
    }).toPass({ timeout: 20_000 });

  await signInAs(page, "catalog");
  await changingForAll("a1topup", async () => {
    await expectSold(true);
    await decide(page, "pause", "15");
    await expect(page.getByText(/^Paused until/)).toBeVisible();
    await expectSold(false);
    await page.goto("/admin/providers");
    await expect(page.getByRole("row").filter({ hasText: "A1Topup" })).toContainText("Paused");
    await page.goto("/admin/providers/a1topup");
    await page.getByRole("button", { name: "End the pause" }).click();
    await expect(page.getByText("Not paused.")).toBeVisible();
    await expectSold(true);

    await decide(page, "switch", "off");
    await expect(page.getByText(/^Switched off by staff: nothing new is sent/)).toBeVisible();
    await expectSold(false);
    await decide(page, "switch", "on");
    await expect(page.getByText("Switched on by staff.")).toBeVisible();
    await expectSold(true);
    await decide(page, "switch", "usual");
    await expect(page.getByText(/^As its terms say; nobody decided otherwise/)).toBeVisible();
  });

  await onDatabase(
    (sql) => sql`
      insert into supply_circuits (provider, operator_id, state, failures, openings, why, retry_at)
      select 'a1topup', id, 'open', 5, 1, 'timeout', app_now() + interval '1 hour' from operators where country = 'IN' and name = 'MTNL'
      on conflict (provider, operator_id) do update set state = 'open', retry_at = excluded.retry_at`,
  );
  await page.goto("/admin/providers/a1topup");
  await page.getByRole("button", { name: "It works again: MTNL" }).click();
  const resting = () =>
    onDatabase(
      (sql) => sql`
        select from supply_circuits c join operators o on o.id = c.operator_id where c.state = 'open' and o.name = 'MTNL'`,
    );
  await expect.poll(async () => (await resting()).length).toBe(0);

  const support = await (await browser.newContext()).newPage();
  await signInAs(support, "support");
  await support.goto("/admin/providers/a1topup");
  await expect(support.getByRole("heading", { name: "On or off" })).toBeVisible();
  await expect(support.locator("main form")).toHaveCount(0);
});

test("a country, a product and a name are changed on the shop's pages, and put back", async ({ page }) => {
  test.setTimeout(120_000);
  await signInAs(page, "catalog");
  const statusOf = async (path: string) => (await page.request.get(path)).status();
  const switchIt = async (id: string, label: string, reason: string) => {
    const field = page.locator(`[id="switch-${id}-reason"]`);
    if (!(await field.isVisible()))
      await page.locator("details").filter({ has: field }).locator("summary").click();
    await field.fill(reason);
    await page.getByRole("button", { name: label, exact: true }).click();
  };
  expect(await statusOf("/palau")).toBe(200);
  await page.goto("/admin/catalog/countries");
  await switchIt("PW", "Take off sale: Palau", "sanctions are looked at");
  await expect(page.getByText("Off sale from now on.")).toBeVisible();
  await expect.poll(() => statusOf("/palau"), { timeout: 20_000 }).toBe(404);
  await page.goto("/admin/catalog/countries");
  await switchIt("PW", "Put back on sale: Palau", "they were looked at");
  await expect.poll(() => statusOf("/palau"), { timeout: 20_000 }).toBe(200);

  const [found] = await onDatabase(
    (sql) => sql<{ operator: string; product: string; description: string }[]>`
      select o.id as operator, p.id as product, p.description from operators o join products p on p.operator_id = o.id
      where o.country = 'NR' and o.slug = 'neotel' and p.kind = 'plan' and p.available and p.enabled order by p.face_minor, p.id limit 1`,
  );
  const { operator = "", product = "", description = "" } = found ?? {};
  const link = page.locator(`main a[href*="${product}"]`);
  const inShop = (check: () => Promise<void>) =>
    expect(async () => {
      await page.goto("/nauru/neotel");
      await check();
    }).toPass({ timeout: 20_000 });
  const onDesk = `/admin/catalog/${operator}`;
  await inShop(() => expect(link.first()).toBeVisible({ timeout: 500 }));
  await page.goto(onDesk);
  await switchIt(product, `Take off sale: ${description}`, "nobody wants it");
  await inShop(() => expect(link).toHaveCount(0, { timeout: 500 }));
  await page.goto(onDesk);
  await switchIt(product, `Put back on sale: ${description}`, "somebody does");
  await inShop(() => expect(link.first()).toBeVisible({ timeout: 500 }));

  const setLook = async (look: { name: string; letters: string; hue: string }, words: string) => {
    await page.goto(onDesk);
    await page.locator("#look-name").fill(look.name);
    await page.locator("#look-letters").fill(look.letters);
    await page.locator("#look-hue").fill(look.hue);
    await page.getByRole("button", { name: "Set name and mark" }).click();
    await expect(page.getByText(/^Named\./)).toBeVisible();
    const field = page.locator(`[id="words-${product}-words"]`);
    await page.locator("details").filter({ has: field }).locator("summary").click();
    await field.fill(words);
    await page.locator("form").filter({ has: field }).getByRole("button", { name: "Name it" }).click();
    await expect(page.getByText(/^Named\./)).toHaveCount(2);
  };
  const heading = page.getByRole("heading", { level: 1 });
  await setLook({ name: "Neotel Nauru", letters: "NN", hue: "200" }, "The plan a journey named");
  await inShop(async () => {
    await expect(heading).toContainText("Neotel Nauru", { timeout: 500 });
    await expect(page.getByText("The plan a journey named").first()).toBeVisible({ timeout: 500 });
    await expect(page.getByText("NN", { exact: true }).first()).toBeVisible({ timeout: 500 });
  });
  await setLook({ name: "", letters: "", hue: "" }, "");
  await inShop(async () => {
    await expect(heading).toContainText("Top up NEOTEL", { timeout: 500 });
    await expect(page.getByText("The plan a journey named")).toHaveCount(0, { timeout: 500 });
  });
});

test("a provider's name is mapped and taken back; a catalog is read at once, with its differences", async ({
  page,
}) => {
  test.setTimeout(90_000);
  await signInAs(page, "catalog");
  await page.goto("/admin/catalog/mapping");
  const name = "Mayotte Telco OI";
  const button = page.getByRole("button", { name: `Decide on ${name}`, exact: true });
  await page.locator("form").filter({ has: button }).getByLabel("It is").selectOption("Free (suggested)");
  await button.click();
  const decision = page
    .getByRole("row")
    .filter({ hasText: `${name} (YT) → Free` })
    .first();
  await expect(decision).toBeVisible();
  await expect(button).toHaveCount(0);
  await decision.getByRole("button", { name: "Take it back" }).click();
  await expect(decision.getByText("Taken back", { exact: true })).toBeVisible();
  await expect(button).toBeVisible();

  await page.goto("/admin/catalog/imports");
  const runs = page.getByRole("row").filter({ hasText: "A1Topup" }).filter({ hasText: "Catalog" });
  const before = await runs.count();
  await page.getByLabel("Read a catalog now").selectOption("A1Topup");
  await page.getByRole("button", { name: "Read it now" }).click();
  await expect(page.getByText(/^Asked\. The run appears below/)).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(runs).toHaveCount(before + 1, { timeout: 500 });
    await expect(runs.first()).toContainText("Finished", { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  await runs.first().getByRole("link", { name: "Look" }).click();
  await expect(page.getByRole("heading", { name: "Differences of A1Topup" })).toBeVisible();
});
