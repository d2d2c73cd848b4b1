import { describe, expect, test } from "vitest";
import { demandsOf, leastDemands, meetsDemands } from "./demands-of";
import { fieldOf, readFields, timesOf, type FieldView } from "./field-schema";

const offer = (requiredFields: string[], optionalFields: string[] = []) => ({
  requiredFields,
  optionalFields,
});
const names = (fields: FieldView[]) =>
  fields.map(({ name, type, required }) => `${name}:${type}:${required}`);

describe("what a product demands", () => {
  test("its account, what its offer lists, and that a plan may be replaced", () => {
    const bill = { kind: "bill", recipient: "account", country: "NG" } as const;
    expect(names(demandsOf(bill, offer(["senderName", "CustomerId"])))).toEqual([
      "account:text:true",
      "senderName:text:true",
      "CustomerId:text:true",
    ]);
    const plan = { kind: "plan", recipient: "number", country: "GH" } as const;
    expect(names(demandsOf(plan, offer([], ["numberOfPlanMonths"])))).toEqual([
      "numberOfPlanMonths:count:false",
      "planChange:agree:true",
    ]);
  });

  test("an address that is topped up has to be one of Nauta's in Cuba", () => {
    const airtime = { kind: "airtime", recipient: "email" } as const;
    const check = (country: string, account: string) =>
      readFields(demandsOf({ ...airtime, country }, offer([])), { account });
    expect(check("CU", "ana.perez@nauta.com.cu")).toMatchObject({ ok: true });
    expect(check("CU", "ana@nauta.co.cu")).toMatchObject({ ok: true });
    expect(check("CU", "ana@example.org")).toEqual({ ok: false, problems: { account: "wrong" } });
    expect(check("HT", "ana@example.org")).toMatchObject({ ok: true });
  });

  test("the offer that asks the least is asked for, and only met demands are routed to", () => {
    const pin = { offer: offer(["boostPin"]) };
    const free = { offer: offer([]) };
    const months = { offer: offer([], ["numberOfPlanMonths"]) };
    expect(leastDemands([pin, free, months])).toEqual(offer([], ["numberOfPlanMonths"]));
    expect(leastDemands([pin])).toEqual(offer(["boostPin"]));
    expect(leastDemands([])).toBeUndefined();
    expect(meetsDemands(pin.offer, {})).toBe(false);
    expect(meetsDemands(pin.offer, { boostPin: "4711" })).toBe(true);
    expect(meetsDemands(free.offer, { boostPin: "4711" })).toBe(true);
  });

  test("several months go only where they are sold", () => {
    expect(meetsDemands(offer([]), { numberOfPlanMonths: "3" })).toBe(false);
    expect(meetsDemands(offer([], ["numberOfPlanMonths"]), { numberOfPlanMonths: "3" })).toBe(true);
    expect(meetsDemands(offer([]), { numberOfPlanMonths: "1" })).toBe(true);
    expect([
      timesOf({}),
      timesOf({ numberOfPlanMonths: "3" }),
      timesOf({ numberOfPlanMonths: "99" }),
    ]).toEqual([1, 3, 1]);
  });
});

describe("what was typed", () => {
  const read = (name: string, typed: string) => readFields([fieldOf(name)], { [name]: typed });

  test.each([
    ["account", " 0412 3456 78 ", "0412345678"],
    ["boostPin", "12 34", "1234"],
    ["senderMobile", "+1 (202) 555-0143", "+12025550143"],
    ["senderName", "  Ama   Mensah ", "Ama Mensah"],
    ["checkDigits", "12-3", "123"],
    ["numberOfPlanMonths", "12", "12"],
    ["somethingElse", "AB 12", "AB 12"],
  ])("%s: %j is taken as %j", (name, typed, kept) => {
    expect(read(name, typed)).toEqual({ ok: true, values: { [name]: kept } });
  });

  test.each([
    ["account", "", "missing"],
    ["account", "12", "wrong"],
    ["account", "<script>", "wrong"],
    ["boostPin", "123", "wrong"],
    ["boostPin", "1234567", "wrong"],
    ["boostPin", "abcd", "wrong"],
    ["senderMobile", "12", "wrong"],
    ["planChange", "", "missing"],
    ["planChange", "no", "missing"],
    ["numberOfPlanMonths", "13", "wrong"],
    ["somethingElse", "\u0000", "wrong"],
  ])("%s: %j is %s", (name, typed, problem) => {
    expect(read(name, typed)).toEqual({ ok: false, problems: { [name]: problem } });
  });

  test("what nobody asked for is dropped, and what may be left out may", () => {
    expect(
      readFields([fieldOf("numberOfPlanMonths")], { boostPin: "4711", __proto__: "x" } as never),
    ).toEqual({
      ok: true,
      values: {},
    });
  });
});
