import { mkdirSync } from "node:fs";
import { expect, test, type Browser, type BrowserContextOptions } from "playwright/test";
import { fitsScreen } from "../fixtures/axe";
import type { Pages } from "../fixtures/standing-pages";
import { gatherPages } from "./gather-pages";

const FOLDER = ".data/pictures";

const phone = { width: 360, height: 740 };
const desk = { width: 1280, height: 900 };

/** How each page is looked at. */
const LOOKS: { name: string; language: string; options: BrowserContextOptions }[] = [
  { name: "phone", language: "", options: { viewport: phone } },
  { name: "phone-dark", language: "", options: { viewport: phone, colorScheme: "dark" } },
  { name: "phone-ar", language: "/ar", options: { viewport: phone } },
  { name: "phone-plain", language: "", options: { viewport: phone, javaScriptEnabled: false } },
  { name: "desk", language: "", options: { viewport: desk } },
  { name: "desk-dark-ar", language: "/ar", options: { viewport: desk, colorScheme: "dark" } },
];

type State = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["storageState"]>>;

/** Takes every page in one look; returns those that do not fit the screen. */
async function takeAll(
  browser: Browser,
  { pages, storageState, look }: { pages: Pages; storageState: State; look: (typeof LOOKS)[number] },
): Promise<string[]> {
  const context = await browser.newContext({ ...look.options, storageState, reducedMotion: "reduce" });
  const page = await context.newPage();
  const wide: string[] = [];
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path === "/" ? look.language || "/" : look.language + path);
    if (!(await fitsScreen(page))) wide.push(`${name} (${look.name})`);
    await page.screenshot({
      path: `${FOLDER}/${name}.${look.name}.png`,
      fullPage: true,
      // A picture is longer than any screen; what comes near only when somebody scrolls would be missing.
      style: "* { content-visibility: visible !important }",
    });
  }
  await context.close();
  return wide;
}

test("every page of the buyer's shop, on a phone and on a desk, by day and by night, in Arabic, and without scripts", async ({
  browser,
  page,
  request,
}) => {
  test.setTimeout(3_600_000);
  mkdirSync(FOLDER, { recursive: true });
  const pages = await gatherPages(page, request);
  const storageState = await page.context().storageState();
  const wide: string[] = [];
  for (const look of LOOKS) wide.push(...(await takeAll(browser, { pages, storageState, look })));
  expect(wide).toEqual([]);
});
