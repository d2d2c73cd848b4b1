import { expect, it } from "vitest";
import { money } from "@/lib/core/money";
import { writeFixed, writeSuggested } from "./write-choice";

const written = {
  locale: "en",
  operator: "Umniah",
  words: {
    price: (price: string) => `You pay ${price}`,
    worth: (face: string) => `Worth ${face}`,
    worthAbout: (face: string) => `Worth about ${face}`,
    popular: "Popular",
    pin: "PIN",
    perGb: (price: string) => `${price} a GB`,
    perDay: (price: string) => `${price} a day`,
    brings: () => ({ data: "5 GB", minutes: undefined, sms: undefined, validity: "30 days" }),
    changesPlan: "Changes the plan",
    months: "One month or more",
  },
};

const product = (over: Partial<Parameters<typeof writeFixed>[0]>): Parameters<typeof writeFixed>[0] => ({
  id: "p1",
  kind: "airtime",
  description: "",
  lang: "en",
  popular: false,
  words: "",
  dialled: true,
  benefits: null,
  fields: [],
  choice: { type: "fixed", face: money(1_000_000, "NGN"), price: money(749, "USD") },
  ...over,
});

it("shows airtime by what arrives", () => {
  expect(writeFixed(product({}), written)).toMatchObject({
    name: "product",
    value: "p1",
    title: "₦10,000",
    price: "You pay $7.49",
    amount: "$7.49",
    detail: undefined,
    marks: [],
  });
});

it("names a bundle without its operator, and rounds its odd worth aloud", () => {
  const choice = { type: "fixed" as const, face: money(799_489, "NGN"), price: money(620, "USD") };
  const bundle = product({
    kind: "bundle",
    description: "Umniah unlimited calls + 25GB",
    choice,
    popular: true,
  });
  expect(writeFixed(bundle, written)).toMatchObject({
    title: "Unlimited calls + 25GB",
    detail: "Worth about ₦7,995",
    marks: [{ text: "Popular" }],
  });
});

it("says no worth where the provider names only its own price", () => {
  const choice = { type: "fixed" as const, face: money(48, "USD"), price: money(99, "USD") };
  expect(
    writeFixed(product({ kind: "bundle", description: "500 MB", choice }), written).detail,
  ).toBeUndefined();
});

it("says what a bundle brings where its name does not", () => {
  const bundle = product({ kind: "bundle", description: "Monthly Giga", benefits: { dataGb: "5" } });
  expect(writeFixed(bundle, written)).toMatchObject({ title: "Monthly Giga", brings: "5 GB · 30 days" });
});

it("marks a PIN, and shows its value instead of the provider's name for it", () => {
  expect(writeFixed(product({ kind: "pin", description: "Umniah 10000 NGN PIN" }), written)).toMatchObject({
    title: "₦10,000",
    marks: [{ text: "PIN" }],
  });
});

it("posts a suggested amount as an exact decimal", () => {
  const suggested = [
    { face: money(72_950, "NGN"), price: money(99, "USD") },
    { face: money(5000, "JPY"), price: money(3400, "USD") },
  ];
  expect(writeSuggested(suggested, written).map(({ name, value }) => [name, value])).toEqual([
    ["amount", "729.50"],
    ["amount", "5000"],
  ]);
});
