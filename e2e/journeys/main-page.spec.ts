import { expect, test, type Page } from "playwright/test";

const SHOP = "style[data-href~=shop]";
const HOME = "style[data-href~=home]";
const [SHOP_TEXT, HOME_TEXT] = [/<style data-href="shop">.*?<\/style>/s, /<style [^>]*home">.*?<\/style>/s];

/** Where everything stands and what it looks like, without what lies below the main content. */
const looks = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.querySelectorAll("body > header, body > header *, main, main *")].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      // Values that utilities hand on to each other are seen in what they come to.
      const worn = [...style]
        .filter((name) => !name.startsWith("--"))
        .map((name) => `${name}:${style.getPropertyValue(name)}`);
      return { what: element.outerHTML.slice(0, 120), box: [x, y, width, height].join(" "), worn };
    });
  });

/** The page as it is before a style sheet of its own came. */
async function openWithout(page: Page, path: string, sheets: RegExp[]): Promise<void> {
  await page.route(path, async (route) => {
    const answer = await route.fetch();
    const body = sheets.reduce((html, sheet) => html.replace(sheet, ""), await answer.text());
    await route.fulfill({ response: answer, body });
  });
  await page.goto(path);
  await page.unroute(path);
}

for (const path of ["/", "/ar"])
  for (const width of [360, 1280])
    test(`${path} at ${width} px looks the same before all styles are there`, async ({ browser }) => {
      const context = await browser.newContext({
        javaScriptEnabled: false,
        viewport: { width, height: 800 },
      });
      // Letters that came in time for one of the openings alone would have another width there.
      await context.route("**/*.woff2", (route) => route.abort());
      const page = await context.newPage();
      await page.goto(path);
      await expect(page.locator(`head > ${HOME}`)).toHaveCount(1);
      await expect(page.locator(`main ~ ${SHOP}`)).toHaveCount(1);
      const whole = await looks(page);
      await openWithout(page, path, [SHOP_TEXT]);
      await expect(page.locator(SHOP)).toHaveCount(0);
      const first = await looks(page);
      const changed = first.flatMap(({ what, box, worn }, n) => {
        const before = new Set([whole[n]?.box, ...(whole[n]?.worn ?? [])]);
        const news = [box, ...worn].filter((one) => !before.has(one));
        return news.length > 0 ? [{ what, news }] : [];
      });
      expect(changed).toEqual([]);
      // Without its own part as well nothing stands where it did: this can fail.
      await openWithout(page, path, [SHOP_TEXT, HOME_TEXT]);
      expect(await looks(page)).not.toEqual(whole);
      await context.close();
    });

test("whoever goes on from the main page, and comes back, is dressed without asking for styles", async ({
  page,
}) => {
  const asked: string[] = [];
  page.on("request", (request) => void (request.url().includes("/api/styles/") && asked.push(request.url())));
  await page.goto("/");
  await page.locator("header").getByRole("link", { name: "Countries" }).click();
  await page.waitForURL("**/countries");
  const isDressed = () =>
    page.evaluate((shop) => document.querySelectorAll(`${shop}:not(:empty)`).length, SHOP);
  expect(await isDressed()).toBe(1);
  await page.locator("header a[href='/']").click();
  await page.waitForURL(/:\d+\/$/);
  expect(await isDressed()).toBe(1);
  // The other way round: all of them were there first.
  await page.goto("/countries");
  await expect(page.locator(`head > ${SHOP}`)).toHaveCount(1);
  await page.locator("header a[href='/']").click();
  await expect(page.locator("main input[name=number]").first()).toBeVisible();
  expect(await isDressed()).toBe(1);
  expect(asked).toEqual([]);
});
