import { expect, test } from "vitest";
import { writeOperator } from "./write-operator";

test.each([
  [{ name: "MTN", slug: "mtn", country: "NG" }, "es", "MTN · Nigeria"],
  // Its name keeps its order in a line that runs the other way.
  [
    { name: "Etisalat by e&", slug: "etisalat", country: "AE" },
    "ar",
    "\u2068Etisalat by e&\u2069 · الإمارات العربية المتحدة",
  ],
  [{ name: "Africa", slug: "africa", country: "ZZ" }, "es", "África"],
  [{ name: "Atlantis", slug: "atlantis", country: "ZZ" }, "es", "Atlantis"],
])("%o in %s", (operator, locale, text) => {
  expect(writeOperator(operator, locale)).toBe(text);
});
