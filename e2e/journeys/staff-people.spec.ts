import { expect, test, type Page } from "playwright/test";
import { freshEmail } from "../fixtures/buyer";
import { askForLink, hire, setUpFactor, signIn, signInAs } from "../fixtures/sign-in";
import { mailsTo } from "../fixtures/sandbox";
import { onDatabase } from "../fixtures/shop-database";

const statusOf = async (page: Page, path: string): Promise<number> => (await page.request.get(path)).status();

async function idOf(email: string): Promise<string> {
  const [row] = await onDatabase((sql) => sql<{ id: string }[]>`select id from users where email = ${email}`);
  return row?.id ?? "";
}

test("an owner gives somebody another role and a permission more, ends their sessions, takes a lost authenticator away, and lets them go: each counts at once", async ({
  page,
  browser,
}) => {
  test.setTimeout(120_000);
  const email = await hire("viewer");
  const them = await (await browser.newContext()).newPage();
  await signIn(them, email);
  await setUpFactor(them);
  expect(await statusOf(them, "/admin/audit")).toBe(404);

  const owner = await signInAs(page, "owner");
  const member = `/admin/staff/${await idOf(email)}`;
  await page.goto(member);
  await page.locator("#change-role").selectOption("support");
  await page.getByLabel("audit.read").check();
  await page
    .locator("form", { has: page.getByLabel("audit.read") })
    .getByLabel("Why")
    .fill("she helps out");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByText("Saved. It counts from now on.")).toBeVisible();
  expect(await statusOf(them, "/admin/audit")).toBe(200);
  expect(await statusOf(them, "/admin/staff")).toBe(404);
  await page.goto("/admin/staff");
  // As ticked: what the new role gives beside was not.
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText(
    /Support, \d+ more, \d+ fewer/,
  );
  await page.goto(member);
  await them.goto("/admin/audit?what=staff-changed");
  await expect(them.getByRole("row").filter({ hasText: "she helps out" })).toContainText(owner);

  await page.getByRole("button", { name: "End all their sessions" }).click();
  await expect.poll(() => statusOf(them, "/admin/orders")).toBe(404);

  await signIn(them, email);
  await page.reload();
  await page.locator("#reset-reason").fill("their phone is lost");
  await page.getByRole("button", { name: "Reset the second factor" }).click();
  await expect(page.locator("#reset-reason")).toHaveCount(0);
  expect(await statusOf(them, "/admin/orders")).toBe(404);
  await signIn(them, email);
  await them.goto("/admin/account");
  await expect(them.getByRole("button", { name: "Set up an authenticator" })).toBeVisible();

  await page.reload();
  await page.locator("#remove-reason").fill("their contract ended");
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.locator("#remove-reason")).toHaveCount(0);
  expect(await statusOf(them, "/admin/orders")).toBe(404);
  const mails = (await mailsTo(email)).length;
  await askForLink(them, email);
  expect(await mailsTo(email)).toHaveLength(mails);
  expect(await statusOf(page, member)).toBe(404);
});

test("a rule of alerts is made, tried out, seen in the log, and removed", async ({ page }) => {
  await signInAs(page, "owner");
  const address = freshEmail();
  await page.goto("/admin/alerts");
  await page.getByLabel("Name", { exact: true }).fill(`For ${address}`);
  await page.getByLabel("Mails not sent", { exact: false }).first().check();
  await page.getByLabel("E-mail addresses").fill("no address");
  await page.getByRole("button", { name: "Make the rule" }).click();
  await expect(page.getByText("One of these is no e-mail address.", { exact: false })).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`For ${address}`);
  await page.getByLabel("E-mail addresses").fill(address);
  await page.getByRole("button", { name: "Make the rule" }).click();
  await page.getByRole("link", { name: `For ${address}` }).click();
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByText("On its way; the log below the rules tells.")).toBeVisible();
  await expect.poll(async () => (await mailsTo(address)).length).toBe(1);
  const rule = page.url();
  await expect(async () => {
    await page.goto("/admin/alerts");
    const told = page
      .getByRole("region", { name: "Delivery log" })
      .getByRole("row")
      .filter({ hasText: address });
    await expect(told).toContainText("Sent", { timeout: 500 });
  }).toPass();
  await page.goto(rule);
  await page.getByRole("button", { name: "Remove the rule" }).click();
  await expect.poll(() => statusOf(page, rule)).toBe(404);
  await page.goto("/admin/alerts");
  await expect(page.getByRole("link", { name: `For ${address}` })).toHaveCount(0);
});
