import { defineConfig } from "playwright/test";
import journeys from "./playwright.config";

/** The pictures in the README, taken from a shop that `npm start` runs: `npm run screenshots`. */
export default defineConfig({ ...journeys, testDir: "./screenshots", reporter: [["list"]], workers: 1 });
