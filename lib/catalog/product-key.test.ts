import { describe, expect, test } from "vitest";
import { normaliseDescription, productKey } from "./product-key";

const bundle = {
  kind: "bundle" as const,
  denomination: "fixed" as const,
  currency: "NGN",
  faceMinor: 100_000,
  recipient: "number",
  description: "1GB, 7 days",
};

test.each([
  ["1GB, valid for 7 Days", "1 gb / 7d"],
  ["1.5GB 24hrs", "1.5 GB, 24 hours"],
  ["1,000 minutes", "1000 min"],
  ["100 SMS and 2 GB.", "100 texts & 2GB"],
])("%s says the same as %s", (one, other) => {
  expect(normaliseDescription(one)).toBe(normaliseDescription(other));
});

test.each([
  ["1GB 7 days", "1GB 30 days"],
  ["1.5GB", "15GB"],
  ["Unlimited WhatsApp", "Unlimited Facebook"],
])("%s differs from %s", (one, other) => {
  expect(normaliseDescription(one)).not.toBe(normaliseDescription(other));
});

describe("productKey", () => {
  test("bundles are told apart by their benefits and face value", () => {
    expect(productKey(bundle)).toBe(productKey({ ...bundle, description: "1 gb 7 day" }));
    expect(productKey(bundle)).not.toBe(productKey({ ...bundle, description: "2GB, 7 days" }));
    expect(productKey(bundle)).not.toBe(productKey({ ...bundle, faceMinor: 200_000 }));
    expect(productKey(bundle)).not.toBe(productKey({ ...bundle, kind: "data" }));
  });

  test("airtime is airtime whatever it is called; what goes elsewhere than to a number is apart", () => {
    const airtime = { ...bundle, kind: "airtime" as const };
    expect(productKey(airtime)).toBe(productKey({ ...airtime, description: "Top-up" }));
    expect(productKey(airtime)).not.toBe(productKey({ ...airtime, recipient: "email" }));
    expect(productKey(airtime)).not.toBe(productKey({ ...airtime, denomination: "range", faceMinor: null }));
  });
});
