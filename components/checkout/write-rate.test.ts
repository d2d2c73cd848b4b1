import { expect, test } from "vitest";
import { money } from "@/lib/core/money";
import { writeRate } from "./write-rate";

test("what a dollar brings at mid-market, and here", () => {
  const price = { face: money(1_000_000, "NGN"), worth: money(650, "USD"), rateAdds: money(26, "USD") };
  expect(writeRate(price, "en")).toEqual({ paid: "USD", face: "NGN", mid: "1,538.5", ours: "1,479.3" });
});

test("currencies without decimals, and those worth more", () => {
  const yen = { face: money(1000, "JPY"), worth: money(650, "USD"), rateAdds: money(0, "USD") };
  expect(writeRate(yen, "en")?.mid).toBe("153.85");
  const dinar = { face: money(2000, "KWD"), worth: money(650, "USD"), rateAdds: money(0, "USD") };
  expect(writeRate(dinar, "de")?.mid).toBe("0,30769");
});

test.each([
  ["the same currency", { face: money(500, "USD"), worth: money(500, "USD"), rateAdds: money(20, "USD") }],
  ["a worth of nothing", { face: money(1, "NGN"), worth: money(0, "USD"), rateAdds: money(50, "USD") }],
  ["a price of nothing", { face: money(1, "NGN"), worth: money(5, "USD"), rateAdds: money(-5, "USD") }],
])("%s tells no rate", (_, price) => {
  expect(writeRate(price, "en")).toBeUndefined();
});
