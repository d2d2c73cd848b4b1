import { expect, it } from "vitest";
import { money } from "@/lib/core/money";
import { facesTell, langIn, parcelOf } from "./parcel-of";
import type { ProductKind } from "./spec";

it.each<[ProductKind, string, string | null]>([
  ["bundle", "1 GB, 7 days", "1 GB, 7 days"],
  ["gift-card", "Books", "Books"],
  ["bundle", "", null],
  ["airtime", "Top-up", null],
  ["pin", "Umniah 10000 NGN PIN", null],
])("%s %j is called %j", (kind, description, name) => {
  expect(parcelOf({ kind, description })).toBe(name);
});

it.each([
  ["es", "es"],
  ["fr", "en"],
  ["en", "en"],
  [undefined, "en"],
])("asked for in %s its name is in %s", (locale, lang) => {
  expect(langIn({ texts: { es: "1 GB, 7 días" } }, locale)).toBe(lang);
});

it.each<[ProductKind, string, boolean]>([
  ["bundle", "NGN", true],
  ["bundle", "USD", false],
  ["airtime", "USD", true],
  ["esim", "XXX", false],
])("the face value of %s in %s tells what it is worth: %s", (kind, currency, tells) => {
  expect(facesTell({ kind, description: "1 GB" }, money(48, currency), "USD")).toBe(tells);
});
