import { expect, test } from "vitest";
import { maskAccount, maskRecipient } from "./mask-recipient";

const nobody = { number: null, account: null, recipientEmail: null, email: "ama@example.org" };

test.each([
  ["a number", { ...nobody, number: "+2348031234567", account: "12345678" }, "number", "+234 803 ··· 4567"],
  ["an account", { ...nobody, account: "8801 2345 678" }, "account", "··· 5678"],
  ["somebody's address", { ...nobody, recipientEmail: "kofi@example.org" }, "email", "k··@example.org"],
  ["the buyer's own address", nobody, "buyer", "a··@example.org"],
])("%s", (_what, of, by, masked) => {
  expect(maskRecipient(of)).toEqual({ by, masked });
});

test("of a short account less is told, of an address as little as ever", () => {
  expect(maskAccount("12345")).toBe("··· 45");
  expect(maskAccount("kofi@nauta.cu")).toBe("k··@nauta.cu");
});
