import { expect, test, type Page } from "playwright/test";
import { numberFor } from "../fixtures/buyer";
import { enterNumber } from "../fixtures/shop-pages";

/** The manifest that a page links to. */
async function manifestOf(page: Page, path: string) {
  await page.goto(path);
  const href = await page.locator("link[rel=manifest]").getAttribute("href");
  const response = await page.request.get(href ?? "");
  expect(response.headers()["content-type"]).toBe("application/manifest+json");
  return (await response.json()) as {
    id: string;
    name: string;
    icons: { src: string; purpose: string; sizes: string }[];
    shortcuts: { url: string }[];
  };
}

test("can be installed, in the language of the page: a manifest whose icons are there", async ({
  page,
  request,
}) => {
  const arabic = await manifestOf(page, "/ar/nigeria");
  expect(arabic).toMatchObject({ id: "/", lang: "ar", dir: "rtl", start_url: "/ar" });
  expect((await request.get(arabic.shortcuts[0]?.url ?? "")).url()).toMatch(/\/ar\/request$/);
  const manifest = await manifestOf(page, "/");
  expect(manifest).toMatchObject({ id: "/", display: "standalone", lang: "en", start_url: "/" });
  expect(arabic.name).not.toBe(manifest.name);
  expect(manifest.icons.map(({ purpose }) => purpose)).toContain("maskable");
  for (const { src } of manifest.icons) expect((await request.get(src)).status(), src).toBe(200);
});

test.describe("without a connection", () => {
  test.use({ serviceWorkers: "allow" });

  test("a page of the shop's own, with the numbers of this device, and nothing of prices or orders kept", async ({
    page,
    context,
  }) => {
    const number = numberFor();
    await enterNumber(page, number);
    await expect(page).toHaveURL(/\/nigeria\/mtn\?to=/);
    // The page registers it when all else is done.
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForFunction(async () => (await caches.match("/offline")) !== undefined);
    const kept = await page.evaluate(async () => {
      const caught = await Promise.all(
        (await caches.keys()).map(async (name) =>
          (await (await caches.open(name)).keys()).map(({ url }) => url),
        ),
      );
      return caught.flat().map((url) => new URL(url).pathname);
    });
    for (const path of kept) expect(path).toMatch(/^\/(?:offline$|_next\/static\/)/);

    await context.setOffline(true);
    await page.goto("/nigeria");
    await expect(page.getByRole("heading", { name: "You are offline." })).toBeVisible();
    await expect(page.getByRole("link", { name: "Try again" })).toHaveAttribute("href", "/nigeria");
    const shown = page.getByRole("region", { name: "Numbers you looked up" });
    await expect(shown).toContainText("MTN");
    await page.getByRole("button", { name: "Forget them" }).click();
    await expect(shown).toBeHidden();

    await context.setOffline(false);
    await page.getByRole("link", { name: "Try again" }).click();
    await expect(page).toHaveURL(/\/nigeria$/);
    await expect(page.getByRole("heading", { name: "Nigeria" })).toBeVisible();
  });
});

test("numbers that were looked up are offered again", async ({ page }) => {
  const number = numberFor();
  await enterNumber(page, number);
  await expect(page).toHaveURL(/\/nigeria\/mtn\?to=/);
  await page.goto("/");
  await page.getByLabel("Whose phone?").focus();
  await page
    .getByRole("region", { name: "Numbers you looked up" })
    .getByRole("button", { name: /MTN/ })
    .click();
  await expect(page).toHaveURL(/\/nigeria\/mtn\?to=/);
});
