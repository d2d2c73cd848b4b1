import lighthouse from "lighthouse";
import { chromium } from "playwright";
import { freePort } from "@/scripts/ports.mjs";

export interface LighthousePage {
  url: string;
  /** Of whom it is shown to, where not everybody sees it. */
  cookie?: string;
}

/** Lighthouse's performance of pages on its phone and slow line, 0 to 100, once a run, by their address. */
export async function measureLighthouse(
  executablePath: string,
  { pages, runs }: { pages: LighthousePage[]; runs: number },
): Promise<Map<string, number[]>> {
  const port = await freePort();
  const args = ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath, args });
  const scores = new Map<string, number[]>(pages.map(({ url }) => [url, []]));
  try {
    for (let run = 0; run < runs; run += 1)
      for (const { url, cookie } of pages) {
        const extraHeaders = cookie ? { Cookie: cookie } : null;
        const result = await lighthouse(url, {
          port,
          onlyCategories: ["performance"],
          extraHeaders,
          logLevel: "error",
        });
        scores.get(url)?.push(Math.round((result?.lhr.categories.performance?.score ?? 0) * 100));
      }
  } finally {
    await browser.close();
  }
  return scores;
}
