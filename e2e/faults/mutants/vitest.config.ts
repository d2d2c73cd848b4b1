import { defineConfig } from "vitest/config";
import { fileURLToPath } from "node:url";
import { wrongVariants } from "./patch-source.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/\/$/, "");

/** The shop with its wrong variants built in: a project of its own, so that no other test runs on it. */
export default defineConfig({
  root,
  resolve: { alias: { "@": root } },
  plugins: [wrongVariants(root)],
  test: {
    name: "wrong variants",
    dir: import.meta.dirname,
    include: ["**/*.test.ts"],
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
