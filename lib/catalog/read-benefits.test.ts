import { expect, test } from "vitest";
import { readBenefits } from "./read-benefits";

test.each([
  ["1GB, valid for 7 Days", "1 gb / 7d"],
  ["1.5GB 24hrs", "1.5 GB, 24 hours"],
  ["1,000 minutes, 30 days", "1000 min / 1 month"],
  ["100 SMS and 2 GB.", "100 texts & 2GB"],
  ["500MB, 1 Day", "0.5 GB for 24 hours"],
  ["Unlimited calls + 25GB, 30 days", "25 GB + unlimited calls, valid 30 days"],
])("%s says the same as %s", (one, other) => {
  expect(readBenefits(one)).toEqual(readBenefits(other));
});

test.each([
  ["1GB 7 days", "1GB 30 days"],
  ["1.5GB", "15GB"],
  ["1GB 7 days", "1GB 7 days, Facebook only"],
  ["1GB and 100 min", "1GB and 100 SMS"],
  ["Unlimited WhatsApp", "Unlimited Facebook"],
  ["2GB for 12 hours", "2GB for 24 hours"],
])("%s differs from %s", (one, other) => {
  expect(readBenefits(one)).not.toEqual(readBenefits(other));
});

test("volumes, validity and what else is said", () => {
  expect(readBenefits("300 min + 6GB, 30 days, unlimited WhatsApp")).toEqual({
    benefits: { minutes: 300, dataGb: "6", validityDays: 30 },
    rest: "unlimited whatsapp",
  });
});

test("numbers of the provider go before its words", () => {
  expect(readBenefits("Plan S, monthly", { dataGb: "8", minutes: 300 })).toEqual({
    benefits: { dataGb: "8", minutes: 300 },
    rest: "monthly s",
  });
});

test("a volume that is named twice is told by the words alone", () => {
  const { benefits, rest } = readBenefits("1 GB + 500 MB at night");
  expect(benefits).toBeUndefined();
  expect(rest).not.toBe(readBenefits("500 MB + 1 GB by day").rest);
});

test("words without a volume are no package", () => {
  expect(readBenefits("Talk time 30 days")).toMatchObject({ benefits: undefined, rest: "talk time" });
});
