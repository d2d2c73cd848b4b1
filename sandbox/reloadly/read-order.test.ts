import { describe, expect, it } from "vitest";
import { exact } from "../exact-decimal";
import { openCatalogue } from "./open-catalogue";
import { priceOrder, readOrder } from "./read-order";
import type { ReloadlyOperator } from "./reloadly-operator";

const catalogue = openCatalogue();
const mtn = catalogue.byId(341);
if (!mtn) throw new Error("No operator 341");

const operator = (changes: Partial<ReloadlyOperator>): ReloadlyOperator => ({
  ...mtn,
  rate: "12.5",
  internationalDiscount: "6.5",
  localDiscount: "0.0",
  fees: { international: "0", internationalPercentage: "0", local: "1", localPercentage: "0" },
  ...changes,
});

describe("what the wallet pays", () => {
  it("takes the discount off a sender order", () => {
    const price = priceOrder({ operator: operator({}), amount: exact("10"), local: false });
    expect(price).toMatchObject({ cost: 935_000, discount: 65_000, fee: 0, delivered: 12_500 });
  });

  it("adds the flat local fee to a local order", () => {
    const price = priceOrder({ operator: operator({}), amount: exact("50"), local: true });
    expect(price).toMatchObject({
      cost: 408_000,
      discount: 0,
      fee: 8_000,
      delivered: 5_000,
      requestedCurrency: "NGN",
    });
  });

  it("gives no discount where a percentage fee is taken", () => {
    const fees = { international: "0.25", internationalPercentage: "3", local: "0", localPercentage: "0" };
    const price = priceOrder({ operator: operator({ fees }), amount: exact("10"), local: false });
    expect(price).toMatchObject({ cost: 1_055_000, discount: 0, fee: 55_000 });
  });

  it("prices a fixed local order from the local plan, not from the dollar plan beside it", () => {
    const plans = [{ usd: "4.18", local: "50.00", description: "" }];
    const fixed = operator({ range: null, denomination: "FIXED", plans, localDiscount: "2.0" });
    expect(priceOrder({ operator: fixed, amount: exact("50"), local: true }).cost).toBe(400_000);
    expect(priceOrder({ operator: fixed, amount: exact("4.18"), local: false }).delivered).toBe(5_000);
  });
});

describe("a purchase body", () => {
  const body = {
    operatorId: 341,
    amount: 10,
    recipientPhone: { countryCode: "NG", number: "2348031234567" },
  };
  const codeOf = (changes: Record<string, unknown>) => {
    const order = readOrder({ ...body, ...changes }, catalogue);
    return "errorCode" in order ? `${order.status} ${order.errorCode}` : order.phone;
  };

  it.each([
    [{ recipientPhone: { countryCode: "NG", number: "+2348031234567" } }],
    [{ recipientPhone: { countryCode: "ng", number: "0803 123 4567" } }],
    [{ recipientPhone: { countryCode: "NG", number: "803-123-4567" } }],
    [{ operatorId: "341", amount: "10.00" }],
  ])("takes the forms %j", (changes) => expect(codeOf(changes)).toBe("2348031234567"));

  it.each([
    [{ amount: undefined }, "400 INVALID_INPUT_PROVIDED"],
    [{ amount: -5 }, "400 INVALID_INPUT_PROVIDED"],
    [{ amount: 5000 }, "400 INVALID_AMOUNT_FOR_OPERATOR"],
    [{ amount: 1, useLocalAmount: true }, "400 INVALID_LOCAL_AMOUNT_FOR_OPERATOR"],
    [{ operatorId: 999_999 }, "503 OPERATOR_UNAVAILABLE_OR_CURRENTLY_INACTIVE"],
    [{ recipientPhone: undefined }, "400 INVALID_INPUT_PROVIDED"],
    [{ recipientPhone: { countryCode: "NG", number: "12" } }, "400 INVALID_RECIPIENT_PHONE"],
    [{ recipientPhone: { countryCode: "NG", number: "+50937012345" } }, "400 INVALID_RECIPIENT_PHONE"],
    [
      { recipientPhone: { countryCode: "HT", number: "50937012345" } },
      "400 OPERATOR_AND_RECIPIENT_PHONE_MISMATCH",
    ],
    [{ senderPhone: { countryCode: "US", number: "1" } }, "400 INVALID_SENDER_PHONE"],
    [{ customIdentifier: "x".repeat(151) }, "400 INVALID_INPUT_PROVIDED"],
    [{ operatorId: 683, recipientEmail: "someone@example.com" }, "400 INVALID_INPUT_PROVIDED"],
  ])("refuses %j with %s", (changes, code) => expect(codeOf(changes)).toBe(code));

  it("refuses local amounts where the operator takes none", () => {
    const without = catalogue.all.find(
      (one) => !one.supportsLocalAmounts && one.range && one.kind === "airtime",
    );
    const country = without && catalogue.country(without.country);
    const number = country?.exampleNumber ?? "";
    const order = readOrder(
      {
        operatorId: without?.id,
        amount: 100,
        useLocalAmount: true,
        recipientPhone: { countryCode: country?.iso, number },
      },
      catalogue,
    );
    expect(order).toMatchObject({ errorCode: "LOCAL_AMOUNTS_NOT_SUPPORTED_BY_OPERATOR" });
  });
});
