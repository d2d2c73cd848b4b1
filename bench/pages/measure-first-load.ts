import type { Browser, CDPSession } from "playwright";

export interface FirstLoad {
  /** Bytes over the wire, headers and prefetches included. */
  scriptBytes: number;
  styleBytes: number;
  totalBytes: number;
  requests: number;
  foreignHosts: string[];
  lcpMs: number;
  tbtMs: number;
  cls: number;
}

interface Seen {
  type: string;
  host: string;
  bytes: number;
}

async function watchNetwork(session: CDPSession): Promise<Map<string, Seen>> {
  const seen = new Map<string, Seen>();
  await session.send("Network.enable");
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    if (response.url.startsWith("data:")) return;
    seen.set(requestId, { type, host: new URL(response.url).host, bytes: 0 });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const entry = seen.get(requestId);
    if (entry) entry.bytes = encodedDataLength;
  });
  return seen;
}

/** Slow 4G and a processor four times slower, as a cheap phone has. */
async function throttle(session: CDPSession): Promise<void> {
  const bytesPerSecond = (1.6 * 1024 * 1024 * 0.9) / 8;
  await session.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: 150,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond / 2,
  });
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
}

const OBSERVE = `
  globalThis.timings = { lcp: 0, tbt: 0, cls: 0 };
  const watch = (type, read) => new PerformanceObserver((list) => list.getEntries().forEach(read)).observe({ type, buffered: true });
  watch("largest-contentful-paint", (entry) => (timings.lcp = entry.startTime));
  watch("longtask", (entry) => (timings.tbt += Math.max(0, entry.duration - 50)));
  watch("layout-shift", (entry) => entry.hadRecentInput || (timings.cls += entry.value));`;

/** One visit with an empty cache on a phone-sized screen, throttled or not. */
export async function measureFirstLoad(
  browser: Browser,
  url: string,
  options: { throttled: boolean },
): Promise<FirstLoad> {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const seen = await watchNetwork(session);
  if (options.throttled) await throttle(session);
  await page.addInitScript(OBSERVE);
  await page.goto(url, { waitUntil: "networkidle" });
  const timings = (await page.evaluate("timings")) as { lcp: number; tbt: number; cls: number };
  await context.close();
  const entries = [...seen.values()];
  const bytes = (type?: string) =>
    entries.filter((entry) => !type || entry.type === type).reduce((sum, entry) => sum + entry.bytes, 0);
  return {
    scriptBytes: bytes("Script"),
    styleBytes: bytes("Stylesheet"),
    totalBytes: bytes(),
    requests: entries.length,
    foreignHosts: [...new Set(entries.map(({ host }) => host))].filter((host) => host !== new URL(url).host),
    lcpMs: timings.lcp,
    tbtMs: timings.tbt,
    cls: timings.cls,
  };
}
