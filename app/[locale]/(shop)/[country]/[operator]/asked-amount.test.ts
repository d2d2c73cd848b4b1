import { expect, test } from "vitest";
import type { ProductView } from "@/lib/catalog/types";
import { money } from "@/lib/core/money";
import { askedAmount } from "./asked-amount";

const product = (choice: ProductView["choice"]) => ({ choice }) as ProductView;
const fixed = (currency: string) =>
  product({ type: "fixed", face: money(10_000, currency), price: money(100, "USD") });
const range = (currency: string) =>
  product({ type: "range", min: money(5000, currency), max: money(500_000, currency), suggested: [] });

test.each([
  ["fits", "1000", range("NGN"), "1000"],
  ["has decimals", "50.50", range("NGN"), "50.50"],
  ["is too small", "49.99", range("NGN"), undefined],
  ["is too large", "5000.01", range("NGN"), undefined],
  ["is meant in another currency", "1000", range("USD"), undefined],
  ["is for one price", "100", fixed("NGN"), undefined],
  ["is no number", "1e3", range("NGN"), undefined],
  ["is there twice", ["1", "2"], range("NGN"), undefined],
  ["is not there", undefined, range("NGN"), undefined],
])("an amount that %s", (_, asked, of, start) => {
  expect(askedAmount([fixed("NGN"), fixed("NGN"), of], of, asked)).toBe(start);
});
