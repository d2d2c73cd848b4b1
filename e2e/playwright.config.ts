import { defineConfig } from "playwright/test";

const reports = process.env.TEST_REPORTS;

/** Those that take longest begin first, so that nobody waits for them at the end. */
const LONG = /\/(seo|worker)\.spec\.ts$/;

/** Journeys against a running shop: `npm test` starts one and hands its addresses in. */
export default defineConfig({
  testDir: "./journeys",
  outputDir: "../test-results",
  fullyParallel: true,
  projects: [
    { name: "long", testMatch: LONG },
    { name: "others", testIgnore: LONG },
  ],
  workers: 2,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: reports ? [["list"], ["json", { outputFile: `../${reports}/journeys.json` }]] : [["list"]],
  use: {
    baseURL: process.env.SHOP_URL ?? "http://127.0.0.1:3000",
    // What it does when there is no connection is a journey of its own; elsewhere it would stand between a page and its test.
    serviceWorkers: "block",
    screenshot: "only-on-failure",
    // A trace records every step of every page, at a third of the time of it all: TRACE=1 asks for one.
    trace: process.env.TRACE ? "retain-on-failure" : "off",
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
