import { describe, expect, test } from "vitest";
import { z } from "zod";
import { liveProviders, providerProblems, providerVariables } from "./provider-env";

const live = (variables: Record<string, string>) =>
  liveProviders(z.object(providerVariables).parse(variables));

describe("ValueTopup", () => {
  const VALUETOPUP = { VALUETOPUP_USER_ID: "user", VALUETOPUP_PASSWORD: "password" };
  test.each(Object.keys(VALUETOPUP))("has two credentials or none: not %s alone", (name) => {
    expect(providerProblems({ [name]: "x" })).toEqual([
      "VALUETOPUP_USER_ID and VALUETOPUP_PASSWORD belong together: set both or none",
    ]);
  });
  test("its own sandbox is asked for by name; a credit line is told with its currency", () => {
    const more = {
      VALUETOPUP_ENVIRONMENT: "test",
      VALUETOPUP_CURRENCY: "GBP",
      VALUETOPUP_CREDIT_LIMIT: "5000",
    };
    expect(live({ ...VALUETOPUP, ...more }).valuetopup).toMatchObject({
      account: { currency: "GBP", creditLimit: "5000" },
      baseUrl: "https://sandbox.valuetopup.com/api/v2",
    });
  });
});

describe("the telecom interface", () => {
  const TELECOM = { TELECOM_TOKEN: "token", TELECOM_WEBHOOK_SECRET: "webhook" };
  test("has a webhook secret only with a token", () => {
    expect(providerProblems({ TELECOM_WEBHOOK_SECRET: "x" })).toEqual([
      "TELECOM_WEBHOOK_SECRET is set, but TELECOM_TOKEN is missing",
    ]);
  });
  test("works before its webhooks are registered", () => {
    expect(providerProblems({ TELECOM_TOKEN: "x" })).toEqual([]);
    expect(live({ TELECOM_TOKEN: "x" }).telecom).toMatchObject({ token: "x", webhookSecret: undefined });
  });
  test("lives where it is said to", () => {
    const env = live({ ...TELECOM, TELECOM_URL: "https://api.example.org/v2/" });
    expect(env.telecom?.baseUrls.api).toBe("https://api.example.org/v2");
  });
});

describe("Bitrefill", () => {
  const BITREFILL = { BITREFILL_API_ID: "id", BITREFILL_API_SECRET: "secret" };
  test.each(Object.keys(BITREFILL))("has an id and a secret or none: not %s alone", (name) => {
    expect(providerProblems({ [name]: "x" })).toEqual([
      "BITREFILL_API_ID and BITREFILL_API_SECRET belong together: set both or none",
    ]);
  });
  test("a personal key does instead of both, not beside them", () => {
    expect(live({ BITREFILL_API_KEY: "key" }).bitrefill?.credentials).toEqual({ apiKey: "key" });
    expect(providerProblems({ ...BITREFILL, BITREFILL_API_KEY: "key" })).toEqual([
      "BITREFILL_API_KEY is a personal account's: set it, or BITREFILL_API_ID and BITREFILL_API_SECRET",
    ]);
  });
});
