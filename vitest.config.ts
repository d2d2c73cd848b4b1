import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";
import { wrongVariants } from "./e2e/faults/mutants/patch-source.ts";

const root = fileURLToPath(new URL(".", import.meta.url));
const MUTANTS = "e2e/faults/mutants/**/*.test.ts";

export default defineConfig({
  resolve: { alias: { "@": root } },
  test: {
    sequence: { shuffle: true },
    // By itself it would take one less than there are cores.
    maxWorkers: 2,
    testTimeout: 20_000,
    // The first file that needs a database makes the template of all.
    hookTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "shop",
          include: ["{app,components,db,e2e/faults,lib,sandbox,scripts}/**/*.test.{ts,tsx}"],
          exclude: [MUTANTS],
        },
      },
      {
        extends: true,
        plugins: [wrongVariants(root.replace(/\/$/, ""))],
        test: { name: "wrong variants", include: [MUTANTS] },
      },
    ],
    reporters: process.env.TEST_REPORTS
      ? ["default", ["json", { outputFile: `${process.env.TEST_REPORTS}/unit.json` }]]
      : ["default"],
  },
});
