import { expect, test } from "vitest";
import { money } from "@/lib/core/money";
import { cardWords } from "./card-words";
import { mapOffer } from "./map-offer";
import { rangeOffer } from "./testing";

const card = (description: string, name = "PlayStation") =>
  rangeOffer({
    kind: "gift-card",
    recipient: "none",
    operator: { providerOperatorId: "7", name, country: "US", currency: "USD" },
    description,
    order: { type: "fixed", currency: "USD", amount: money(6000, "USD") },
    face: { type: "fixed", amount: money(6000, "USD") },
  });

test.each([
  ["PlayStation US", ""],
  ["PlayStation $60 Gift Card (United States)", ""],
  ["PlayStation USD 60 digital code", ""],
  ["60", ""],
  ["PlayStation Plus 12 Months US", "plus 12 months"],
  ["PlayStation Plus Premium", "plus premium"],
])("%j says more than brand, country and worth: %j", (description, words) => {
  expect(cardWords(card(description)).join(" ")).toBe(words);
});

test("what only repeats the brand is one product with what says nothing; a subscription is another, and keeps its name", () => {
  const [plain, silent, plus] = ["PlayStation US", "", "PlayStation Plus 12 Months"].map(
    (description) => mapOffer(card(description)).product,
  );
  expect(plain?.key).toBe(silent?.key);
  expect(plain?.description).toBe("");
  expect(plus?.key).not.toBe(plain?.key);
  expect(plus?.description).toBe("PlayStation Plus 12 Months");
});

test("plans of an eSIM that bring the same are one product, in whatever currency their providers price them", () => {
  const plan = (currency: string, minor: number) =>
    mapOffer(
      rangeOffer({
        kind: "esim",
        recipient: "none",
        operator: { providerOperatorId: "fr", name: "eSIM France", country: "FR", currency },
        description: "3GB, 30 Days",
        order: { type: "fixed", currency, amount: money(minor, currency) },
        face: { type: "fixed", amount: money(minor, currency) },
      }),
    );
  const [dollars, euros] = [plan("USD", 899), plan("EUR", 789)];
  expect(dollars.product.key).toBe(euros.product.key);
  expect(dollars.product).toMatchObject({ currency: "XXX", faceMinor: 1 });
  expect(euros.offer).toMatchObject({
    orderCurrency: "EUR",
    orderMinor: 789,
    faceMinMinor: 1,
    faceMaxMinor: 1,
  });
});
