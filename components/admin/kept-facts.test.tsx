import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { KeptFacts } from "./kept-facts";

const linesOf = (kept: Record<string, unknown>): string[] =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="en" timeZone="UTC">
      <KeptFacts of={kept} />
    </NextIntlClientProvider>,
  )
    .replace(/^<span[^>]*>/, "")
    .split(/(?<=<\/span>)<\/span>/)
    .map((line) => line.replaceAll(/<[^>]+>/g, ""))
    .filter((line) => line !== "");

it("writes what is nested line by line, with the way to it", () => {
  const kept = {
    attempt: 2,
    passedOver: [{ provider: "reloadly", why: "circuit-open" }, { provider: "telecom" }],
    captured: { minor: 1099, currency: "USD" },
    filters: { countries: ["NG", "GH"], fraud_type: null },
    whole: false,
  };
  expect(linesOf(kept)).toEqual([
    "attempt 2",
    "passed over 1 provider reloadly",
    "passed over 1 why circuit-open",
    "passed over 2 provider telecom",
    "captured $10.99",
    "filters countries NG, GH",
    "filters fraud type –",
    "whole false",
  ]);
});
