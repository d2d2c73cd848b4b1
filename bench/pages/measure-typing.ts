import type { Browser } from "playwright";
import { percentile } from "../statistics";

const NUMBER = "+234803123456";
const BEFORE = "+234803";
/** The key that makes the range of numbers known: the fourth after the calling code. */
const LAST_KEY = "1";
/** A page that shows nothing by then never will. */
const LONGEST_MS = 10_000;
const OPERATOR = "MTN";

/** Milliseconds from the last key to the operator's name on the page, processor four times slower; and requests that keys caused. */
export async function measureTyping(
  browser: Browser,
  url: string,
  times: number,
): Promise<{ p95Ms: number; requests: number }> {
  // The service worker fetches what it keeps for later: that is no request of a key.
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    serviceWorkers: "block",
  });
  context.setDefaultTimeout(LONGEST_MS);
  // What runs a script names its functions by a helper that a page lacks.
  await context.addInitScript("globalThis.__name = (made) => made");
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await page.goto(url, { waitUntil: "networkidle", timeout: 6 * LONGEST_MS });
  const field = page.locator("input[type=tel]").first();
  await field.fill(NUMBER);
  await page.getByText(OPERATOR, { exact: false }).first().waitFor();
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  let requests = 0;
  page.on("request", () => (requests += 1));
  const took: number[] = [];
  for (let turn = 0; turn < times; turn += 1) {
    await field.fill("");
    await page.waitForFunction(
      (name) => !document.body.querySelector("form")?.textContent?.includes(name),
      OPERATOR,
    );
    await field.fill(BEFORE);
    await page.evaluate(
      ({ name, longest }) => {
        const form = document.body.querySelector("form");
        const measured = new Promise<number>((resolve, reject) => {
          let start = 0;
          form?.addEventListener("keydown", () => (start = performance.now()), { once: true });
          setTimeout(() => reject(new Error(`${name} did not appear within ${longest} ms`)), longest);
          const look = () => {
            if (start > 0 && form?.textContent?.includes(name)) resolve(performance.now() - start);
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        });
        // Asked for later: meanwhile a refusal is nobody's.
        measured.catch(() => undefined);
        Object.assign(globalThis, { measured });
      },
      { name: OPERATOR, longest: LONGEST_MS },
    );
    await field.pressSequentially(LAST_KEY);
    took.push(await page.evaluate(() => (globalThis as unknown as { measured: Promise<number> }).measured));
  }
  await context.close();
  return { p95Ms: percentile(took, 0.95), requests };
}
