import { mkdirSync } from "node:fs";
import type { Browser, BrowserContextOptions, Page } from "playwright/test";
import { fitsScreen } from "../fixtures/axe";
import type { Pages } from "../fixtures/standing-pages";

const FOLDER = ".data/pictures";

/** How pages are looked at; `language` as it stands before an address. */
export interface Look {
  name: string;
  language: string;
  options: BrowserContextOptions;
}

type State = Awaited<ReturnType<Awaited<ReturnType<Browser["newContext"]>>["storageState"]>>;

/** Flags that would come only near the screen. */
const loadImages = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    for (const image of document.images) image.loading = "eager";
    await Promise.allSettled([...document.images].map((image) => image.decode()));
  });

/** Takes every page in one look; returns those that do not fit the screen. */
export async function takeAll(
  browser: Browser,
  { pages, storageState, look }: { pages: Pages; storageState: State; look: Look },
): Promise<string[]> {
  mkdirSync(FOLDER, { recursive: true });
  const context = await browser.newContext({ ...look.options, storageState, reducedMotion: "reduce" });
  const page = await context.newPage();
  const wide: string[] = [];
  for (const [name, path] of Object.entries(pages)) {
    await page.goto(path === "/" ? look.language || "/" : look.language + path);
    if (!(await fitsScreen(page))) wide.push(`${name} (${look.name})`);
    // Without scripts a browser loads all of them by itself.
    if (look.options.javaScriptEnabled !== false) await loadImages(page);
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
