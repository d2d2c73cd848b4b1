import { expect, test } from "vitest";
import { maskEmail } from "./mask-email";

test.each([
  ["ama@example.org", "a··@example.org"],
  ["a@example.org", "a··@example.org"],
  ["odd@name@example.org", "o··@example.org"],
  ["@example.org", "··"],
  ["nobody", "··"],
  ["", "··"],
])("%s is shown as %s", (email, shown) => {
  expect(maskEmail(email)).toBe(shown);
});
