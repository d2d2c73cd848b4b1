import { expect, test } from "vitest";
import { writeOperator } from "./write-operator";

test.each([
  [{ name: "MTN", slug: "mtn", country: "NG" }, "es", "MTN · Nigeria"],
  [{ name: "Africa", slug: "africa", country: "ZZ" }, "es", "África"],
  [{ name: "Atlantis", slug: "atlantis", country: "ZZ" }, "es", "Atlantis"],
])("%o in %s", (operator, locale, text) => {
  expect(writeOperator(operator, locale)).toBe(text);
});
