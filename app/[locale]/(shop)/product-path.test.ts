import { expect, test } from "vitest";
import { productIdOf, productPath } from "./product-path";

const id = "0191b6a0-7c1e-7a55-9d0a-1f2e3d4c5b6a";
const mtn = { countrySlug: "ghana", slug: "mtn" };

test("a product's address has words for people, and leads back to it", () => {
  const path = productPath("en", mtn, {
    product: { id, words: "10 GB + 500 min, 30 days", kind: "bundle" },
    to: null,
  });
  expect(path).toBe(`/ghana/mtn/10-gb-500-min-30-days-${id}`);
  expect(productIdOf(path.split("/").at(-1) ?? "")).toBe(id);
  expect(productPath("ar", mtn, { product: { id, words: "", kind: "pin" }, to: "tok" })).toBe(
    `/ar/ghana/mtn/pin-${id}?to=tok`,
  );
  expect(productIdOf(`الباقة-${id}`)).toBe(id);
  expect([productIdOf("10-gb"), productIdOf("")]).toEqual([undefined, undefined]);
});
