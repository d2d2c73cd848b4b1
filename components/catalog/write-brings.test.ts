import { expect, it } from "vitest";
import { writeBrings } from "./write-brings";

const texts = () => ({ data: "5 GB", minutes: "100 minutes", sms: undefined, validity: "30 days" });
const benefits = { dataGb: "5", minutes: 100, validityDays: 30 };
const line = (name: string, locale = "en", brings: typeof benefits | null = benefits) =>
  writeBrings({ name, lang: "en", benefits: brings }, { locale, texts });

it("says what a name leaves unsaid", () => {
  expect(line("Monthly Giga")).toBe("5 GB · 100 minutes · 30 days");
  expect(line("5GB + 100 min")).toBe("5 GB · 100 minutes · 30 days");
});

it("does not say again what the name says", () => {
  expect(line("5GB + 100 min, 30 days")).toBe("");
  expect(line("5000 MB, 100 min for 720 hours")).toBe("");
});

it("says it in the reader's language, whatever a name in another one says", () => {
  expect(line("5GB + 100 min, 30 days", "es")).toBe("5 GB · 100 minutes · 30 days");
});

it("is silent where nothing is known", () => {
  expect(line("Monthly Giga", "es", null)).toBe("");
});
