import { describe, expect, it } from "vitest";
import { base32Of, bytesOf, codeAt, findStep, newTotpSecret, stepOf, totpAddress } from "./totp";

/** The key of the test vectors of RFC 4226 and RFC 6238. */
const RFC = base32Of(Buffer.from("12345678901234567890"));

describe("RFC 4226, appendix D", () => {
  it.each(
    ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"].map(
      (code, counter) => [counter, code] as const,
    ),
  )("counter %i is %s", (counter, code) => expect(codeAt(RFC, counter)).toBe(code));
});

describe("RFC 6238, appendix B", () => {
  it.each([
    [59, "94287082"],
    [1_111_111_109, "07081804"],
    [1_111_111_111, "14050471"],
    [1_234_567_890, "89005924"],
    [2_000_000_000, "69279037"],
    [20_000_000_000, "65353130"],
  ])("second %i is %s", (second, code) => {
    expect(codeAt(RFC, stepOf(new Date(second * 1000)), 8)).toBe(code);
  });
});

it("base32 comes back as it went", () => {
  expect(RFC).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  expect(bytesOf(RFC).toString()).toBe("12345678901234567890");
  expect(base32Of(Buffer.from("foobar"))).toBe("MZXW6YTBOI");
  expect(() => bytesOf("A1")).toThrow(RangeError);
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
});

it("takes the code of this step and of its neighbours, and no other text", () => {
  const at = new Date("2026-11-26T10:00:00Z");
  const step = stepOf(at);
  for (const away of [-1, 0, 1]) expect(findStep(RFC, codeAt(RFC, step + away), at)).toBe(step + away);
  for (const wrong of [
    codeAt(RFC, step + 2),
    codeAt(RFC, step - 2),
    "",
    "12345",
    "1234567",
    "١٢٣٤٥٦",
    "abcdef",
  ])
    expect(findStep(RFC, wrong, at)).toBeUndefined();
});

it("tells an authenticator the shop, the person and the secret", () => {
  expect(totpAddress({ secret: RFC, email: "a+b@shop.test", issuer: "Home line" })).toBe(
    `otpauth://totp/Home%20line:a%2Bb%40shop.test?secret=${RFC}&issuer=Home%20line&algorithm=SHA1&digits=6&period=30`,
  );
});
