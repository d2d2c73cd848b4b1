import { expect, test } from "vitest";
import { dialCodeOf } from "./dial-code";

test.each([
  ["Dial *123*PIN# and press call", "4409 2188", "*123*44092188#"],
  ["Dial *133*<code># to top up", "123456", "*133*123456#"],
  ["Send *102*[PIN number]*1#.", "77", "*102*77*1#"],
  ["Call 888 and follow the voice", "123456", undefined],
  ["Dial *123*PIN#", "AB-12", undefined],
  [null, "123456", undefined],
])("%s with %s is %s", (instructions, pin, code) => {
  expect(dialCodeOf(instructions, pin)).toBe(code);
});
