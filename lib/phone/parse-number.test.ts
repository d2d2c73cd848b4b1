import { describe, expect, test } from "vitest";
import { parseNumber, type PhoneFailure } from "./parse-number";

const parse = (input: string, country?: string) => parseNumber({ input, ...(country ? { country } : {}) });

describe("numbers that can be read", () => {
  test.each<[input: string, chosen: string | undefined, e164: string, country: string]>([
    ["+234 803 123 4567", undefined, "+2348031234567", "NG"],
    ["+234 (0)803 123 4567", undefined, "+2348031234567", "NG"],
    ["tel:+234-803-123-4567", undefined, "+2348031234567", "NG"],
    ["00234 803 123 4567", undefined, "+2348031234567", "NG"],
    ["2348031234567", undefined, "+2348031234567", "NG"],
    ["0803 123 4567", "NG", "+2348031234567", "NG"],
    ["803 123 4567", "NG", "+2348031234567", "NG"],
    ["234 803 123 4567", "NG", "+2348031234567", "NG"],
    ["٠٨٠٣١٢٣٤٥٦٧", "NG", "+2348031234567", "NG"],
    ["Mum (+234) 803 123 4567", "KE", "+2348031234567", "NG"],
    ["011 234 803 123 4567", "US", "+2348031234567", "NG"],
    ["0712 345 678", "KE", "+254712345678", "KE"],
    ["8 916 123-45-67", "RU", "+79161234567", "RU"],
    ["8 701 234 56 78", "RU", "+77012345678", "KZ"],
    ["+44 7400 123456", "NG", "+447400123456", "GB"],
    ["44 7400 123456", "NG", "+447400123456", "GB"],
    ["49 1512 3456789", undefined, "+4915123456789", "DE"],
    ["(415) 555-2671", "US", "+14155552671", "US"],
    ["876 210 1234", "US", "+18762101234", "JM"],
    ["06 12 34 56 78", "FR", "+33612345678", "FR"],
    ["312 345 6789", "IT", "+393123456789", "IT"],
    ["06-30-123-4567", "HU", "+36301234567", "HU"],
    ["011 15-2345-6789", "AR", "+5491123456789", "AR"],
    ["55 1234 5678", "MX", "+525512345678", "MX"],
    ["37 01 2345", "HT", "+50937012345", "HT"],
    ["98765 43210", "IN", "+919876543210", "IN"],
    ["0917 123 4567", "PH", "+639171234567", "PH"],
  ])("%j, %s chosen: %s", (input, chosen, e164, country) => {
    const parsed = parse(input, chosen);
    expect(parsed).toMatchObject({ ok: true, value: { e164, country } });
    if (parsed.ok) expect(e164).toContain(parsed.value.callingCode);
  });

  test("what the page shows of it", () => {
    expect(parse("+2348031234567")).toEqual({
      ok: true,
      value: {
        e164: "+2348031234567",
        country: "NG",
        callingCode: "234",
        national: "0803 123 4567",
        international: "+234 803 123 4567",
        kind: "mobile",
        portable: true,
      },
    });
    expect(parse("+14155552671")).toMatchObject({ value: { kind: "fixed-or-mobile" } });
    expect(parse("+50937012345")).toMatchObject({ value: { portable: false } });
  });
});

describe("each way to be wrong has its own answer", () => {
  test.each<[input: string, chosen: string | undefined, failure: PhoneFailure]>([
    ["", undefined, { code: "number-empty" }],
    ["   ", "NG", { code: "number-empty" }],
    ["+", undefined, { code: "number-empty" }],
    ["my brother", "NG", { code: "number-has-letters" }],
    ["08O3 123 4567", "NG", { code: "number-has-letters" }],
    ["080", undefined, { code: "number-too-short" }],
    ["0803 123 45", "NG", { code: "number-too-short" }],
    ["+234 803 123", undefined, { code: "number-too-short" }],
    ["0803 123 4567 89", "NG", { code: "number-too-long" }],
    ["+234 803 123 4567 890 12", undefined, { code: "number-too-long" }],
    ["0803 123 4567", undefined, { code: "number-needs-country" }],
    ["415 555 2671", undefined, { code: "number-needs-country" }],
    ["14155552671", undefined, { code: "number-needs-country" }],
    ["0803 123 4567", "XX", { code: "number-needs-country" }],
    ["+999 123 456 789", undefined, { code: "number-invalid" }],
    ["+1 876 123 4567", undefined, { code: "number-invalid", values: { country: "JM" } }],
    ["0003 123 4567", "NG", { code: "number-invalid", values: { country: "NG" } }],
    ["0303 123 4567", "NG", { code: "number-invalid", values: { country: "NG" } }],
    ["+33 1 42 68 53 00", undefined, { code: "number-is-landline" }],
    ["030 123456", "DE", { code: "number-is-landline" }],
    ["+44 20 7946 0958", undefined, { code: "number-is-landline" }],
    ["+1 800 253 0000", undefined, { code: "number-is-no-mobile" }],
    ["+44 909 8790000", undefined, { code: "number-is-no-mobile" }],
    ["+44 70 1234 5678", undefined, { code: "number-is-no-mobile" }],
    ["+870 773 111 632", undefined, { code: "number-is-no-mobile" }],
    ["+800 1234 5678", undefined, { code: "number-is-no-mobile" }],
    ["+53 5 2123456", undefined, { code: "destination-forbidden", values: { country: "CU" } }],
    ["05 2123456", "CU", { code: "destination-forbidden", values: { country: "CU" } }],
    ["+98 912 345 6789", undefined, { code: "destination-forbidden", values: { country: "IR" } }],
    ["+850 192 123 4567", undefined, { code: "destination-forbidden", values: { country: "KP" } }],
    ["+963 944 567 890", undefined, { code: "destination-forbidden", values: { country: "SY" } }],
    ["+7 978 123 45 67", undefined, { code: "destination-forbidden", values: { country: "RU" } }],
    ["8 (3652) 12-34-56", "RU", { code: "destination-forbidden", values: { country: "RU" } }],
    ["+7 8692 12 34 56", undefined, { code: "destination-forbidden", values: { country: "RU" } }],
    ["+7 949 123 45 67", undefined, { code: "destination-forbidden", values: { country: "RU" } }],
    ["+7 959 123 45 67", undefined, { code: "destination-forbidden", values: { country: "RU" } }],
    ["+380 71 123 4567", undefined, { code: "destination-forbidden", values: { country: "UA" } }],
    ["+380 72 123 4567", undefined, { code: "destination-forbidden", values: { country: "UA" } }],
    ["+380 62 123 4567", undefined, { code: "destination-forbidden", values: { country: "UA" } }],
    ["+380 64 212 3456", undefined, { code: "destination-forbidden", values: { country: "UA" } }],
    ["+380 65 212 3456", undefined, { code: "destination-forbidden", values: { country: "UA" } }],
    ["+380 692 123456", undefined, { code: "destination-forbidden", values: { country: "UA" } }],
  ])("%j, %s chosen", (input, chosen, failure) => {
    expect(parse(input, chosen)).toEqual({ ok: false, failure });
  });

  test("a forbidden destination is read where the owner sells to it, and no other is", () => {
    const read = (input: string) => parseNumber({ input }, { sellToForbidden: ["CU"] });
    expect(read("+53 5 2123456")).toMatchObject({ ok: true, value: { country: "CU" } });
    expect(read("+98 912 345 6789")).toMatchObject({ failure: { code: "destination-forbidden" } });
  });

  test("a flood of text is cut before it is read", () => {
    expect(parse("9".repeat(1_000_000), "NG")).toEqual({ ok: false, failure: { code: "number-too-long" } });
  });
});
