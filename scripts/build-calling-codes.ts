import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { getCountries, getCountryCallingCode, Metadata } from "libphonenumber-js/max";

/** Countries that own a shared calling code, first in their list. */
const FIRST = new Set(["US", "RU", "GB", "IT", "NO", "FI", "MA", "AU", "GP", "RE", "CW", "SH"]);

/** The data write the number 0 where a plan has none; a nought that is dialled is a text. */
const textOf = (digits: unknown): string => (typeof digits === "string" ? digits : "");

const rows = getCountries().map((country) => {
  const metadata = new Metadata();
  metadata.selectNumberingPlan(country);
  const plan = metadata.numberingPlan as unknown as {
    nationalPrefix(): unknown;
    leadingDigits(): unknown;
  };
  return [
    country,
    getCountryCallingCode(country),
    textOf(plan.nationalPrefix()),
    textOf(plan.leadingDigits()),
  ] as const;
});
rows.sort(
  (a, b) =>
    Number(a[1]) - Number(b[1]) ||
    Number(FIRST.has(b[0])) - Number(FIRST.has(a[0])) ||
    a[0].localeCompare(b[0]),
);

const target = join(import.meta.dirname, "../lib/phone/calling-codes.json");
writeFileSync(target, `${JSON.stringify(rows.map((row) => row.join(":").replace(/:+$/, "")).join(" "))}\n`);
process.stdout.write(`${rows.length} countries written\n`);
