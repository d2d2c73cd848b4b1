import { expect, test } from "vitest";
import { identifyOperator } from "./identify-operator";

const named = (name: string) => ({ providerOperatorId: name, name, country: "NG", currency: "NGN" });

test("a prepaid meter and a postpaid account of one company are two billers, under whatever country name", () => {
  const [prepaid, postpaid, again] = [
    "Nigeria Power Prepaid",
    "Nigeria Power Postpaid",
    "Power Postpaid",
  ].map((name) => identifyOperator(named(name), "biller"));
  expect(prepaid).toMatchObject({ kind: "known", matchName: "powerprepaid", name: "Power Prepaid" });
  expect(postpaid).toMatchObject({ kind: "known", matchName: "powerpostpaid", name: "Power Postpaid" });
  expect(again).toMatchObject({ matchName: "powerpostpaid" });
});
