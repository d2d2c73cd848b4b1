import { readFileSync } from "node:fs";
import { parse } from "lossless-json";
import { describe, expect, test } from "vitest";
import type { SendVerdict } from "../send";
import { ProviderUnavailable } from "../spec";
import { instantsOf } from "./local-time";
import { findingOfStatus, outcomeOfPurchase, promotionFrom, type Subject } from "./map";
import { readBalance } from "./read-balance";
import { readCountries } from "./read-lists";
import type { SkuKind } from "./sku";
import { promotionSchema } from "./wire";

const textOf = (name: string): string =>
  readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8");
const jsonOf = (text: string): unknown => parse(text, undefined, (number) => number);
const answer = (text: string, status = 200): SendVerdict => ({
  kind: "answered",
  status,
  text,
  json: jsonOf(text),
});
const fixture = (name: string): SendVerdict => answer(textOf(name));
const coded = (responseCode: string, responseMessage: string | null = null): SendVerdict =>
  answer(JSON.stringify({ responseCode, responseMessage, payLoad: null }));
const about = (kind: SkuKind): Subject => ({ kind, reference: "hl-1", walletCurrency: "USD" });

describe("outcomes", () => {
  test("top-up: amount, references and cost", () => {
    expect(outcomeOfPurchase(fixture("top-up"), about("rtr"))).toEqual({
      kind: "delivered",
      providerReference: "7730412",
      operatorReference: "GH-000183377",
      delivered: { minor: 5000, currency: "GHS" },
      cost: { micros: 4_310_000, currency: "USD" },
    });
  });

  test.each([
    [
      "pin",
      "pin",
      {
        kind: "pin",
        code: "48210093847756",
        serial: "771204",
        instructions: "Dial *133*PIN#",
        validity: "2026-06-03",
      },
    ],
    ["gift-card", "gift", { kind: "gift-code", code: "6006491234567890", pin: "4471" }],
    [
      "esim",
      "esim",
      {
        kind: "esim",
        iccid: "8988228000007700123",
        activationCode: "LPA:1$rsp.example$AB12-CD34",
        instructions: "APN: internet",
      },
    ],
    [
      "bill-token",
      "bill",
      { kind: "pin", code: "12345678901234567890", instructions: "32.1 kWh\nPayment received" },
    ],
  ] as const)("%s brings what the buyer is given", (name, kind, artefact) => {
    expect(outcomeOfPurchase(fixture(name), about(kind))).toMatchObject({ kind: "delivered", artefact });
  });

  test("until when a gift card is good is no instruction", () => {
    const dated = textOf("gift-card").replace('"expirationDate": null', '"expirationDate": "2027-06-03"');
    const artefact = {
      kind: "gift-code",
      code: "6006491234567890",
      pin: "4471",
      validity: "2027-06-03",
    };
    const outcome = outcomeOfPurchase(answer(dated), about("gift"));
    expect(outcome).toMatchObject({ kind: "delivered" });
    expect("artefact" in outcome && outcome.artefact).toEqual(artefact);
  });

  test("a PIN or an eSIM without its code is in doubt, and no text of the answer is told", () => {
    for (const [name, kind] of [
      ["top-up", "pin"],
      ["pin", "esim"],
    ] as const) {
      const outcome = outcomeOfPurchase(fixture(name), about(kind));
      expect(outcome).toMatchObject({ kind: "in-doubt", why: "unreadable", providerReference: "7730412" });
      expect(JSON.stringify(outcome)).not.toContain("48210093847756");
    }
  });

  test("tax is taken off; a nought without tax is none", () => {
    const taxed = textOf("top-up").replace(
      '"localCurrencyAmountExcludingTax": 50',
      '"localCurrencyAmountExcludingTax": 45.5',
    );
    expect(outcomeOfPurchase(answer(taxed), about("rtr"))).toMatchObject({ delivered: { minor: 4550 } });
    const nought = textOf("top-up").replace(
      '"localCurrencyAmountExcludingTax": 50',
      '"localCurrencyAmountExcludingTax": 0',
    );
    expect(outcomeOfPurchase(answer(nought), about("rtr"))).toMatchObject({ delivered: { minor: 5000 } });
  });

  test("decimals as strings and unknown fields are read alike", () => {
    const odd = textOf("top-up")
      .replace('"invoiceAmount": 4.31', '"invoiceAmount": "4.31", "loyalty": {"points": [1]}')
      .replace('"transactionId": 7730412', '"transactionId": "7730412"');
    expect(outcomeOfPurchase(answer(odd), about("rtr"))).toEqual(
      outcomeOfPurchase(fixture("top-up"), about("rtr")),
    );
  });

  test("in progress: ours stands as the reference; a refusal is one", () => {
    expect(outcomeOfPurchase(fixture("in-progress"), about("gift"))).toEqual({
      kind: "accepted",
      providerReference: "hl-1",
    });
    expect(outcomeOfPurchase(fixture("failure"), about("rtr"))).toMatchObject({
      kind: "rejected",
      failure: { code: "number-invalid", providerCode: "501", detail: "Invalid subscriber number" },
      retry: "never",
    });
  });

  test.each(["015", "540", "560", "590", "600", "999", "777", "000", "", "0"])(
    "code %o proves nothing",
    (code) => {
      expect(outcomeOfPurchase(coded(code), about("rtr")).kind).toBe("in-doubt");
      expect(findingOfStatus(coded(code), about("rtr")).kind).toBe("in-doubt");
    },
  );

  test("what is no envelope, or a success without a transaction, is unreadable", () => {
    for (const text of [
      '{"responseCode":{},"payLoad":{}}',
      "[]",
      '"000"',
      '{"responseCode":"000","payLoad":[]}',
    ])
      expect(outcomeOfPurchase(answer(text), about("rtr"))).toMatchObject({
        kind: "in-doubt",
        why: "unreadable",
      });
    const page: SendVerdict = { kind: "answered", status: 200, text: "<html>", json: undefined };
    expect(outcomeOfPurchase(page, about("rtr"))).toMatchObject({ kind: "in-doubt", why: "unreadable" });
  });

  test.each([
    [401, "rejected"],
    [403, "rejected"],
    [429, "rejected"],
    [400, "in-doubt"],
    [404, "in-doubt"],
    [302, "in-doubt"],
    [201, "in-doubt"],
    [500, "in-doubt"],
    [503, "in-doubt"],
  ])("HTTP %i on a purchase: %s; on the status call never an answer", (status, kind) => {
    const told = answer('{"responseCode":"501","responseMessage":null,"payLoad":null}', status);
    expect(outcomeOfPurchase(told, about("rtr")).kind).toBe(kind);
    expect(findingOfStatus(told, about("rtr")).kind).toBe("in-doubt");
  });

  test("not found is said only where they say it", () => {
    expect(findingOfStatus(coded("999", "Transaction not found"), about("rtr"))).toEqual({
      kind: "not-found",
    });
    expect(findingOfStatus(coded("999", "Unspecified system error"), about("rtr")).kind).toBe("in-doubt");
    expect(outcomeOfPurchase(coded("999", "Transaction not found"), about("rtr")).kind).toBe("in-doubt");
  });
});

describe("balance", () => {
  const reading = (name: string) => async (): Promise<SendVerdict> => fixture(name);
  test.each(["balance", "balance-v1"])("prepaid money has a minus: %s", async (name) => {
    expect(await readBalance(reading(name), { currency: "USD" })).toEqual({
      micros: 812_350_000,
      currency: "USD",
    });
  });
  test("with credit terms it is what is owed", async () => {
    const owed = async (): Promise<SendVerdict> =>
      answer('{"responseCode":"000","responseMessage":null,"payLoad":1200.5}');
    expect(await readBalance(owed, { currency: "GBP", creditLimit: "5000" })).toEqual({
      micros: 3_799_500_000,
      currency: "GBP",
    });
  });
  test("more than a number of ours can hold is not read", async () => {
    const endless = async (): Promise<SendVerdict> =>
      answer('{"responseCode":"000","responseMessage":null,"payLoad":{"balance":"9007199254740993"}}');
    await expect(readBalance(endless, { currency: "USD" })).rejects.toThrow(ProviderUnavailable);
  });
});

describe("promotions", () => {
  const row = () => promotionSchema.parse((jsonOf(textOf("promotion")) as { payLoad: unknown[] }).payLoad[0]);
  const product = (countryCode: string) => ({
    productId: "3051",
    productName: "Sample",
    category: "Rtr",
    countryCode,
    operatorId: "118",
    operatorName: "Sample GH",
    requireFetchBundle: false,
  });

  test("plain text, in the destination's time", () => {
    expect(promotionFrom(row(), product("GH"))).toEqual({
      promotionId: "3051:2025-06-01T00:00:00:Double data",
      providerOperatorId: "118",
      title: "Double data",
      description: "Twice the data & calls.\nPrepaid only",
      startsAt: new Date("2025-06-01T00:00:00Z"),
      endsAt: new Date("2025-06-07T23:59:59Z"),
      appliesTo: "5–500 GHS",
    });
  });

  test.each([
    ["IN", "2025-05-31T18:30:00.000Z", "2025-06-07T18:29:59.000Z"],
    ["JM", "2025-06-01T05:00:00.000Z", "2025-06-08T04:59:59.000Z"],
    // Several zones: the latest start, the earliest end.
    ["MX", "2025-06-01T07:00:00.000Z", "2025-06-08T04:59:59.000Z"],
  ])("in %s", (country, start, end) => {
    const promotion = promotionFrom(row(), product(country));
    expect([promotion?.startsAt.toISOString(), promotion?.endsAt.toISOString()]).toEqual([start, end]);
  });

  test("an unknown country is taken as wide as the earth; no time is none", () => {
    const instants = instantsOf("2025-06-01T00:00:00", "ZZ");
    expect(instants?.first.toISOString()).toBe("2025-05-31T10:00:00.000Z");
    expect(instants?.last.toISOString()).toBe("2025-06-01T12:00:00.000Z");
    expect(instantsOf("soon", "GH")).toBeUndefined();
  });

  test("daylight saving is that of the day", () => {
    expect(instantsOf("2026-01-15T12:00:00", "DE")?.first.toISOString()).toBe("2026-01-15T11:00:00.000Z");
    expect(instantsOf("2026-07-15T12:00:00", "DE")?.first.toISOString()).toBe("2026-07-15T10:00:00.000Z");
  });
});

test("countries: dialling codes and area codes", async () => {
  const reading = (text: string) => async (): Promise<SendVerdict> => answer(text);
  const ghana = { country: "GH", name: "Ghana", diallingCode: "233", areaCodes: [], numberLength: "9" };
  expect(await readCountries(reading(textOf("country")))).toEqual([ghana]);
  const areas = textOf("country").replace('"areaCodes": ""', '"areaCodes": "24, 27"');
  expect(await readCountries(reading(areas))).toEqual([{ ...ghana, areaCodes: ["24", "27"] }]);
});
