import { readFileSync } from "node:fs";
import { expect, test } from "playwright/test";
import { findings, fitsScreen } from "../fixtures/axe";
import { freshEmail } from "../fixtures/buyer";
import { mailsTo } from "../fixtures/sandbox";
import { codeOf, hire, setUpFactor, signIn, signInAs } from "../fixtures/sign-in";
import { STAFF_DOORS } from "@/app/admin/staff-doors";

test("an owner invites somebody: without a second factor it is refused, then the form asks for a code and goes on as it was", async ({
  browser,
}) => {
  test.setTimeout(120_000);
  const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
  const owner = await hire("owner");
  await signIn(page, owner);
  const invited = freshEmail();
  const send = async () => {
    await page.goto("/admin/staff");
    await page.getByRole("textbox", { name: "E-mail" }).fill(invited);
    await page.getByLabel("Role").selectOption("finance");
    await page.getByRole("button", { name: "Send the invitation" }).click();
  };
  await send();
  await expect(page.getByText("you have none yet")).toBeVisible();
  expect(await mailsTo(invited)).toHaveLength(0);
  const secret = await setUpFactor(page);

  // Another browser of the same person has entered no code.
  const other = await (await browser.newContext()).newPage();
  await signIn(other, owner);
  await other.goto("/admin/staff");
  await other.getByRole("textbox", { name: "E-mail" }).fill(invited);
  await other.getByLabel("Role").selectOption("finance");
  await other.getByRole("button", { name: "Send the invitation" }).click();
  await expect(other.getByText("enter a code and press again")).toBeVisible();
  await expect(other.getByRole("textbox", { name: "E-mail" })).toHaveValue(invited);
  await expect(other.getByLabel("Role")).toHaveValue("finance");
  await other.getByLabel("Code of your authenticator").fill("000000");
  await other.getByRole("button", { name: "Send the invitation" }).click();
  await expect(other.getByText("This code is not right")).toBeVisible();
  // A code is taken once, and the one of the set-up may still be the one that shows; phones may be a step ahead.
  await other.getByLabel("Code of your authenticator").fill(codeOf(secret, 1));
  await other.getByRole("button", { name: "Send the invitation" }).click();
  await expect(other.getByText("Invited. The mail is on its way.")).toBeVisible();
  await expect.poll(async () => (await mailsTo(invited)).length).toBe(1);

  await other.goto("/admin/audit?what=staff-invited");
  await expect(other.getByRole("row").filter({ hasText: invited })).toContainText(owner);
  const [download] = await Promise.all([
    other.waitForEvent("download"),
    other.getByRole("link", { name: "CSV", exact: true }).click(),
  ]);
  const lines = readFileSync(await download.path(), "utf8").split("\r\n");
  expect(lines.filter((line) => line.includes(invited))).toEqual([expect.stringContaining("staff-invited")]);
});

test("keys lead to pages and search, never while one types", async ({ page }) => {
  await signInAs(page, "viewer");
  await page.goto("/admin");
  await expect(async () => {
    await page.keyboard.press("g");
    await page.keyboard.press("o");
    await expect(page).toHaveURL(/\/admin\/orders$/, { timeout: 3000 });
  }, "keys are heard once the page's scripts run").toPass();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog", { name: "Keyboard shortcuts" })).toBeVisible();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.locator("#staff-search")).toBeFocused();
  await page.keyboard.type("go?");
  await expect(page.locator("#staff-search")).toHaveValue("go?");
  await expect(page).toHaveURL(/\/admin\/orders$/);
});

const LOOKS = [
  { colorScheme: "light", viewport: { width: 1280, height: 900 } },
  { colorScheme: "dark", viewport: { width: 360, height: 740 } },
] as const;

/** Each in a test of its own, so that two browsers share the work. */
const HALVES = [0, 1];
const paths = STAFF_DOORS.flatMap(({ path, file }) => (path && !file.endsWith("route.ts") ? [path] : []));

for (const half of HALVES) {
  test(`every staff page is for everybody, and fits, by day and on a phone by night: ${half + 1} of ${HALVES.length}`, async ({
    page,
  }) => {
    // Some fifteen pages, each read whole and twice.
    test.setTimeout(240_000);
    await signInAs(page, "owner");
    const wrong: string[] = [];
    for (const path of paths.filter((_, at) => at % HALVES.length === half)) {
      await page.goto(path);
      for (const { colorScheme, viewport } of LOOKS) {
        await page.setViewportSize(viewport);
        await page.emulateMedia({ colorScheme });
        wrong.push(...(await findings(page)).map((finding) => `${path} ${colorScheme} ${finding}`));
        if (!(await fitsScreen(page))) wrong.push(`${path} is wider than ${viewport.width} px`);
      }
    }
    expect(wrong).toEqual([]);
  });
}
