import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    sequence: { shuffle: true },
    // By itself it would take one less than there are cores.
    maxWorkers: 2,
    testTimeout: 20_000,
    // The first file that needs a database makes the template of all.
    hookTimeout: 60_000,
    // Drops what databases the test files have left.
    globalSetup: "db/test-databases.ts",
    projects: [
      {
        extends: true,
        test: {
          name: "shop",
          include: ["{components,db,lib,sandbox,scripts}/**/*.test.{ts,tsx}"],
          // Loading the modules anew for each file takes longer than most tests.
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          // Modules are replaced here, and processes crash: nothing of it may be seen elsewhere.
          name: "apart",
          include: ["{app,e2e/faults}/**/*.test.{ts,tsx}"],
          exclude: ["e2e/faults/mutants/**"],
        },
      },
      "e2e/faults/mutants/vitest.config.ts",
    ],
    reporters: process.env.TEST_REPORTS
      ? ["default", ["json", { outputFile: `${process.env.TEST_REPORTS}/unit.json` }]]
      : ["default"],
  },
});
