import lighthouse from "lighthouse";
import { chromium } from "playwright";
import { freePort } from "@/scripts/ports.mjs";

/** Lighthouse's performance of a page on its phone and slow line, 0 to 100, once a run. */
export async function measureLighthouse(
  executablePath: string,
  { urls, runs }: { urls: string[]; runs: number },
): Promise<Map<string, number[]>> {
  const port = await freePort();
  const args = ["--no-sandbox", "--disable-gpu", `--remote-debugging-port=${port}`];
  const browser = await chromium.launch({ executablePath, args });
  const scores = new Map<string, number[]>(urls.map((url) => [url, []]));
  try {
    for (let run = 0; run < runs; run += 1)
      for (const url of urls) {
        const result = await lighthouse(url, { port, onlyCategories: ["performance"], logLevel: "error" });
        scores.get(url)?.push(Math.round((result?.lhr.categories.performance?.score ?? 0) * 100));
      }
  } finally {
    await browser.close();
  }
  return scores;
}
