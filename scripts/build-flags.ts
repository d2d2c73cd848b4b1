import { copyFileSync, mkdirSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Copies the flags of all countries to where the shop serves them, one small file a country. */
const require = createRequire(import.meta.url);
const source = join(dirname(require.resolve("country-flag-icons/package.json")), "3x2");
const target = join(import.meta.dirname, "../public/flags");
mkdirSync(target, { recursive: true });
const flags = readdirSync(source).filter((file) => /^[A-Z]{2}\.svg$/.test(file));
for (const file of flags) copyFileSync(join(source, file), join(target, file.toLowerCase()));
process.stdout.write(`${flags.length} flags copied\n`);
