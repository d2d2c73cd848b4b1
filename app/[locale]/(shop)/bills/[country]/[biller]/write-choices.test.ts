import { expect, test } from "vitest";
import { fieldOf, type FieldView } from "@/lib/catalog/field-schema";
import type { ProductView } from "@/lib/catalog/types";
import { money } from "@/lib/core/money";
import { writeChoices } from "./write-choices";

const bill = (id: string, choice: ProductView["choice"], fields: FieldView[]): ProductView => ({
  id,
  kind: "bill",
  description: id,
  lang: "en",
  words: "",
  popular: false,
  dialled: false,
  benefits: null,
  fields,
  choice,
});
const ghs = (minor: number) => money(minor, "GHS");
const fixed = (id: string, minor: number, fields: FieldView[]) =>
  bill(id, { type: "fixed", face: ghs(minor), price: money(minor / 10, "USD") }, fields);
const range = (id: string, most: number, fields: FieldView[]) =>
  bill(id, { type: "range", min: ghs(1000), max: ghs(most), suggested: [] }, fields);

const write = (...products: ProductView[]) =>
  writeChoices(products, {
    locale: "en",
    t: (key, values = {}) => [key, ...Object.values(values)].join(" "),
  });
const account = fieldOf("account");
const digits = fieldOf("checkDigits");

test("a biller of packages and of any amount sells both, through its widest range", () => {
  const { packages, range: any } = write(
    range("narrow", 5000, [account]),
    fixed("basic", 4000, [account]),
    range("wide", 90_000, [account]),
  );
  expect(packages).toEqual([{ id: "basic", title: "GH₵40", detail: "basic", price: "$4.00" }]);
  expect(any).toMatchObject({
    productId: "wide",
    currency: "GHS",
    amount: { bounds: "bounds GH₵10 GH₵900" },
  });
});

test("what only some of them demand may be said, and need not be", () => {
  expect(write(fixed("basic", 4000, [account]), range("wide", 9000, [account, digits])).fields).toEqual([
    account,
    { ...digits, required: false },
  ]);
  expect(write(range("wide", 9000, [account, digits])).fields).toEqual([account, digits]);
});

test("a biller of one sort sells that alone", () => {
  expect(write(fixed("basic", 4000, [account]))).not.toHaveProperty("range");
  expect(write(range("wide", 9000, [account])).packages).toEqual([]);
  expect(write()).toEqual({ fields: [], packages: [] });
});
