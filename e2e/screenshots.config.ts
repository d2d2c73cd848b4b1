import { defineConfig } from "playwright/test";
import journeys from "./playwright.config";

/** Pictures, taken from a shop that `npm start` or `npm run dev` runs: those of the README by `npm run screenshots readme`, of every page by `… pages`. */
export default defineConfig({
  ...journeys,
  testDir: "./screenshots",
  reporter: [["list"]],
  workers: 1,
  // A shop in development builds a page when it is first asked for.
  expect: { timeout: 90_000 },
  use: { ...journeys.use, actionTimeout: 90_000 },
});
